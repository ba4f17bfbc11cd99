import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { fileRoles } from "../../server/disk/roles.ts";
import { DIALECTS, type FileRole } from "../../server/lint/analysis/dialect.ts";
import { renderFix } from "../../server/lint/fix/fix.ts";
import type { Settings } from "../../server/lint/rule/settings.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { applyEdits } from "../../server/text/edit.ts";
import { corpus, corpusRoot, describeCorpus } from "../support/corpus.ts";
import { runs } from "../support/effort.ts";
import { presetSettings } from "../support/linting.ts";
import { ruleCases } from "../support/rule-samples.ts";
import { describeOracle, oracleAvailable } from "./client.ts";
import { type Decoded, decode } from "./decode.ts";
import { expectFresh, recorded } from "./recording.ts";
import { SAFE_FIXES } from "./safe-fixes.table.ts";

// A safe fix never changes what the tools read out of a file, unless what they read is refused. A full run takes more of the corpus.

const SHARE = 10 / runs(1);

/** Rules whose safe fixes move to another name that the API server takes for the same, and why the object is the same. */
const MOVES: ReadonlyMap<string, string> = new Map([
  ["capabilities-not-dropped", "runtimes compare the names of capabilities without regard to case"],
  ["deprecated-annotation", "both are read, and the API server or the controller takes one for the other"],
  ["deprecated-api-version", "one object is served under both versions"],
  ["deprecated-field", "the API server copies the one to the other"],
  ["deprecated-kustomization-field", "kustomize itself moves the field (kustomize edit fix)"],
  ["deprecated-node-label", "the kubelet sets both labels"],
  ["invalid-capability-name", "the runtime refuses the name as it was"],
  ["invalid-pod-security-label", "the API server refuses the label as it was"],
  ["invalid-role-ref", "the API server refuses the reference as it was"],
  ["kyverno-policy-audit-mode", "Kyverno takes both spellings"],
  ["misspelled-security-field", "the API server refuses or drops the field as it was"],
  ["removed-api-version", "the version as it was is not served"],
  ["schema-violation", "the API server refuses the value as it was"],
  ["unknown-field", "the API server refuses or drops the field as it was"],
  ["server-populated-field", "the API server overwrites or drops the field"],
]);

/** The rules whose fixes are about what is read; their readings are recorded. */
const RECORDED: ReadonlySet<string> = new Set(["non-string-value", "unsorted-keys", "yaml-truthy"]);

interface Subject {
  readonly name: string;
  readonly text: string;
  readonly uri: string;
  readonly role: FileRole | undefined;
  readonly settings: Settings;
}

/** A text with one safe fix applied. */
interface Mended {
  readonly rule: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

describe("safe fixes", () => {
  const all = presetSettings(rules, ["all"]);
  const settings = { ...all, rules: new Map([...all.rules].filter(([id]) => RECORDED.has(id))) };
  const cases = Object.entries(SAFE_FIXES).flatMap(([name, text]) =>
    mendings({ name, text, uri: "file:///sample.yaml", role: undefined, settings }),
  );
  const questions = Object.fromEntries(
    cases.flatMap(({ name, rule, before, after }, i) => [
      [`${name}, before`, before],
      [`${name}, ${i}: ${rule}`, after],
    ]),
  );

  it("have their readings recorded", () =>
    expectFresh("decode", "decode.safe-fixes", questions, () => decode(Object.values(questions))));

  it("change nothing that is read and taken", () => {
    const answers = recorded<Decoded>("decode.safe-fixes");
    const wrong = cases.flatMap((one, i) => {
      const [before, after] = [answers[`${one.name}, before`], answers[`${one.name}, ${i}: ${one.rule}`]];
      return before && after ? problemsOf(one, before, after) : [`${one.name}: not recorded`];
    });
    expect(cases.length).toBeGreaterThan(5);
    expect(wrong).toEqual([]);
  });
});

describeOracle("decode", "safe fixes in the samples", () => {
  it("change nothing that is read and taken", { timeout: 600_000 }, () => {
    const subjects = ruleCases().map(({ name, text, settings }) => {
      return { name, text, settings, uri: "file:///sample.yaml", role: undefined };
    });
    const mended = subjects.flatMap(mendings);
    expect(mended.length).toBeGreaterThan(100);
    expect(wrongIn(mended)).toEqual([]);
  });
});

describeCorpus("safe fixes in the corpus", () => {
  it.skipIf(!oracleAvailable("decode"))("change nothing that is read and taken", { timeout: 3_600_000 }, () => {
    const settings = presetSettings(rules, ["all"]);
    const files = corpus("plain", "kustomize").filter((_, i) => i % SHARE === 0);
    const roleOf = fileRoles(files.map(({ path }) => join(corpusRoot, path)));
    const mended = files.flatMap(({ path, text }) => {
      const uri = pathToFileURL(join(corpusRoot, path)).href;
      return mendings({ name: path, text, settings, uri, role: roleOf(join(corpusRoot, path)) });
    });
    expect(mended.length).toBeGreaterThan(10);
    expect(wrongIn(mended)).toEqual([]);
  });
});

/** The text once for each safe fix that is offered for it, with that fix applied. Templates are no YAML before they are rendered. */
function mendings({ name, text, uri, role, settings }: Subject): readonly Mended[] {
  const linter = new Linter(rules, { settingsFor: () => settings, roleOf: () => role, scopeOf: () => "", exists: () => true });
  linter.update(uri, text);
  linter.settle();
  const result = linter.result(uri);
  if (result.dialect === "template") return [];
  const { cut, parse } = DIALECTS[result.dialect];
  const slices = cut(text);
  return result.findings.flatMap(({ rule, slice, fixes }) =>
    fixes.flatMap((fix) => {
      const span = slices[slice];
      const edits = fix.class === "safe" && span ? renderFix(parse(text, span.start, span.end), fix, parse) : undefined;
      if (!edits || !span) return [];
      const after = text.slice(0, span.start) + applyEdits(text.slice(span.start, span.end), edits) + text.slice(span.end);
      return [{ rule, name, before: text, after }];
    }),
  );
}

function wrongIn(mended: readonly Mended[]): readonly string[] {
  const befores = decode(mended.map(({ before }) => before));
  const afters = decode(mended.map(({ after }) => after));
  return mended.flatMap((one, i) => {
    const [before, after] = [befores[i], afters[i]];
    return before && after && "documents" in before && "documents" in after ? problemsOf(one, before, after) : [];
  });
}

function problemsOf({ rule, name }: Mended, before: Decoded, after: Decoded): readonly string[] {
  if (before.error !== undefined || MOVES.has(rule)) return []; // what cannot be read is refused
  if (after.error !== undefined) return [`${rule} in ${name}: the text cannot be read any more, ${after.error}`];
  return differences(before.documents, after.documents, "").map((difference) => `${rule} in ${name}: ${difference}`);
}

/** Where two values differ, but for a number or a boolean that became a string: the API server refuses the one that is none. */
function differences(a: unknown, b: unknown, path: string): readonly string[] {
  if (isDeepStrictEqual(a, b)) return [];
  if (isCollection(a) && isCollection(b) && Array.isArray(a) === Array.isArray(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => differences(a[key], b[key], `${path}.${key}`));
  }
  const isQuoted = (typeof a === "boolean" || typeof a === "number") && typeof b === "string";
  return isQuoted ? [] : [`${path} was ${JSON.stringify(a)} and is ${JSON.stringify(b)}`];
}

function isCollection(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
