import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { DIALECTS } from "../../server/lint/analysis/dialect.ts";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import { renderFix } from "../../server/lint/fix/fix.ts";
import type { Settings } from "../../server/lint/rule/settings.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import type { Path } from "../../server/yaml/tree/field.ts";
import type { Json } from "../../server/yaml/tree/json.ts";
import { runs, SEED } from "../support/effort.ts";
import { lintText, presetSettings } from "../support/linting.ts";
import { type RuleCase, ruleCases } from "../support/rule-samples.ts";
import { jsonOf } from "../support/tree.ts";

// No rule throws, whatever shape a manifest has: in every sample, every field takes every wrong type, goes away, stands twice and changes its
// name. A share of them that the seed chooses, more in a full run.

const DOCUMENTS = runs(800, 7500);

/** One change of a document. */
type Change =
  | { readonly change: "replace"; readonly value: Json }
  | { readonly change: "rename"; readonly key: string }
  | { readonly change: "delete" }
  | { readonly change: "double" };

// A prime number of them, so that no step through all subjects passes one over.
const CHANGES: readonly Change[] = [
  { change: "delete" },
  { change: "double" },
  { change: "rename", key: "constructor" },
  { change: "rename", key: "" },
  ...[null, true, 0, -1, 1.5e300, "", "x", "constructor", "*", "__proto__", "$(X)", "é\n: #"].map(replaceBy),
  ...[[], {}, [null], ["x"], [[{}]], { x: null }, { name: [], key: {} }].map(replaceBy),
];

function replaceBy(value: Json): Change {
  return { change: "replace", value };
}

/** A change of one of the documents of a case. */
interface Subject {
  readonly name: string;
  readonly documents: readonly Json[];
  readonly index: number;
  readonly path: Path;
  readonly change: Change;
  readonly settings: Settings;
}

describe("rules on odd shapes", () => {
  const subjects = ruleCases().flatMap(subjectsOf);
  const step = Math.max(1, Math.floor(subjects.length / DOCUMENTS));
  const chosen = subjects.filter((_, i) => (i + SEED) % (step % CHANGES.length === 0 ? step + 1 : step) === 0);

  it(`there are enough of them (${chosen.length} of ${subjects.length}, PLIMSOLL_SEED=${SEED})`, () => {
    expect(chosen.length).toBeGreaterThan(700);
    expect(new Set(chosen.map(({ change }) => JSON.stringify(change))).size).toBe(CHANGES.length);
  });

  it("never throw, report within the text, and their fixes can be tried", { timeout: 7_200_000 }, () => {
    // One example of each sort: a rule that is wrong is so in many places.
    const failed = new Map<string, string>();
    for (const subject of chosen) {
      const problem = problemOf(subject);
      const { name, path, change } = subject;
      if (problem)
        failed.set(problem.split("\n")[0] as string, `${name}, ${path.join(".")}, ${JSON.stringify(change)}: ${problem}`);
    }
    expect([...failed.values()]).toEqual([]);
  });
});

describe("names that every object of JavaScript has", () => {
  it.each(["constructor", "toString", "isPrototypeOf", "__proto__"])("%s is a name like another", (name) => {
    const object = (kind: string, apiVersion: string, more = "") =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${name}, labels: { ${name}: ${name} } }\n${more}`;
    const pod = `{ serviceAccountName: ${name}, containers: [{ name: ${name}, image: "${name}:1", env: [{ name: ${name}, valueFrom: { configMapKeyRef: { name: ${name}, key: ${name} } } }] }] }`;
    const text = [
      object(name, `${name}/v1`),
      object(name, "v1"),
      object("NetworkPolicy", `${name}/${name}`),
      object("Namespace", "v1"),
      object("ConfigMap", "v1", `data: { ${name}: x }\n`),
      object("Service", "v1", `spec: { selector: { ${name}: ${name} }, ports: [{ port: 80, targetPort: ${name} }] }\n`),
      object("Deployment", "apps/v1", `spec: { selector: { matchLabels: { ${name}: ${name} } }, template: { spec: ${pod} } }\n`),
      object(
        "Role",
        "rbac.authorization.k8s.io/v1",
        `rules: [{ apiGroups: [${name}], resources: [${name}], verbs: [${name}] }]\n`,
      ),
      object("Ingress", "networking.k8s.io/v1", `spec: { ${name}: x, defaultBackend: { ${name}: x } }\n`),
    ].join("---\n");
    expect(lintText(rules, text, presetSettings(rules, ["all"])).crashes).toEqual([]);
  });
});

/** All changes of all documents of a case. */
function subjectsOf({ name, text, settings }: RuleCase): readonly Subject[] {
  const documents = cut(text).map(({ start, end }) => jsonOf(parse(text, start, end).root) as Json);
  return documents.flatMap((document, index) =>
    pathsOf(document).flatMap((path) => CHANGES.map((change) => ({ name, documents, index, path, change, settings }))),
  );
}

/** The paths of all values, the document itself first. */
function pathsOf(value: Json, path: Path = []): readonly Path[] {
  const children = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const segment = (key: string) => (Array.isArray(value) ? Number(key) : key);
  return [path, ...children.flatMap(([key, child]) => pathsOf(child, [...path, segment(key)]))];
}

/** What goes wrong with a changed document; undefined if all is well. */
function problemOf({ documents, index, path, change, settings }: Subject): string | undefined {
  const text = documents
    .map((document, i) => (i === index ? written(document, path, change) : JSON.stringify(document)))
    .join("\n---\n");
  try {
    return problemIn(text, lintText(rules, text, settings));
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function problemIn(text: string, { findings, dialect }: FileResult): string | undefined {
  const { cut, parse } = DIALECTS[dialect];
  const slices = cut(text);
  const trees = slices.map(({ start, end }) => parse(text, start, end));
  for (const { rule, span, slice, fixes } of findings) {
    const within = slices[slice];
    const tree = trees[slice];
    if (!within || !tree) return `${rule} reports in no document`;
    if (span.start < within.start || span.end > within.end || span.start >= span.end)
      return `${rule} reports outside its document`;
    for (const fix of fixes) renderFix(tree, fix, parse);
  }
  return undefined;
}

/** The document as JSON, with the change at the path. */
function written(value: Json, path: Path, change: Change): string {
  const [segment, ...rest] = path;
  if (segment === undefined) return change.change === "replace" ? JSON.stringify(change.value) : JSON.stringify(value);
  const isList = Array.isArray(value);
  const children = Object.entries(value as object) as [string, Json][];
  const parts = children.flatMap(([key, child]) => {
    const entry = (name: string, text: string) => (isList ? text : `${JSON.stringify(name)}: ${text}`);
    if (key !== String(segment)) return [entry(key, JSON.stringify(child))];
    if (rest.length > 0) return [entry(key, written(child, rest, change))];
    const old = JSON.stringify(child);
    if (change.change === "delete") return [];
    if (change.change === "double") return [entry(key, old), entry(key, old)];
    if (change.change === "rename") return [entry(change.key, old)];
    return [entry(key, JSON.stringify(change.value))];
  });
  return isList ? `[${parts.join(", ")}]` : `{${parts.join(", ")}}`;
}
