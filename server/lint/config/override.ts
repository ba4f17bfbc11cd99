import type { Field } from "../../yaml/tree/field.ts";
import type { Override, RuleChoices, WithOrigin } from "./file.ts";
import { globProblem } from "./glob.ts";
import { readKubernetesVersion } from "./kubernetes-version.ts";
import { type ConfigReader, originOf, readItems, readKeys, readStrings, readText, readTexts, report } from "./reader.ts";
import { readRules } from "./rules.ts";

/** Reads `overrides`. */
export function readOverrides(reader: ConfigReader, field: Field): readonly Override[] {
  return readItems(reader, field, "overrides").map((item) => readOverride(reader, item));
}

function readOverride(reader: ConfigReader, field: Field): Override {
  const selection: { -readonly [K in "files" | "excludeFiles" | "kinds" | "namespaces" | "names"]?: readonly string[] } = {};
  let rules: RuleChoices = new Map();
  let kubernetes: WithOrigin<number> | undefined;
  readKeys(reader, field, "An override", {
    files: (value) => (selection.files = readGlobs(reader, value, "files")),
    excludeFiles: (value) => (selection.excludeFiles = readGlobs(reader, value, "excludeFiles")),
    kinds: (value) => (selection.kinds = readStrings(reader, value, "kinds")),
    namespaces: (value) => (selection.namespaces = readStrings(reader, value, "namespaces")),
    names: (value) => (selection.names = readStrings(reader, value, "names")),
    rules: (value) => (rules = readRules(reader, value)),
    kubernetesVersion: (value) => (kubernetes = readVersion(reader, value)),
  });
  return { ...selection, rules, kubernetes, origin: originOf(reader, field) };
}

/** A list of file patterns; those that cannot be used are reported and left out. */
export function readGlobs(reader: ConfigReader, field: Field, what: string): readonly string[] {
  return readTexts(reader, field, what).flatMap(([pattern, item]) => {
    const problem = globProblem(pattern);
    if (problem === undefined) return [pattern];
    report(reader, item.site, `This pattern of ${what} cannot be used: ${problem}.`);
    return [];
  });
}

/** A Kubernetes version as it was typed: YAML reads 1.30 as the number 1.3. */
export function readVersion(reader: ConfigReader, field: Field): WithOrigin<number> | undefined {
  const text = readText(reader, field, "kubernetesVersion");
  if (text === undefined) return undefined;
  const read = readKubernetesVersion(text);
  if (!("problem" in read)) return { value: read.value, origin: originOf(reader, field) };
  report(reader, field.site, `kubernetesVersion ${read.problem}.`);
  return undefined;
}
