import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { fileRoles } from "../../server/disk/roles.ts";
import { DIALECTS, type FileRole } from "../../server/lint/analysis/dialect.ts";
import type { FileResult, PlacedFinding } from "../../server/lint/analysis/result.ts";
import { renderFix } from "../../server/lint/fix/fix.ts";
import { type Fix, rank } from "../../server/lint/rule/finding.ts";
import type { Settings } from "../../server/lint/rule/settings.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { applyEdits, type Edit } from "../../server/text/edit.ts";
import { lineStart } from "../../server/text/line.ts";
import type { Tree } from "../../server/yaml/tree/tree.ts";
import { changed, dataOf } from "../support/change.ts";
import { corpus, corpusRoot, describeCorpus } from "../support/corpus.ts";
import { SEED, share } from "../support/effort.ts";
import { presetSettings } from "../support/linting.ts";
import { ruleCases } from "../support/rule-samples.ts";

// Every fix that is offered does what it says and nothing else. A share that the seed chooses.

/** Errors that a fix brings up: what it mends kept them back, or they are its price. */
const CONSEQUENCES: ReadonlyMap<string, readonly string[]> = new Map([
  ["apiserver-encryption-config", ["sensitive-host-path"]], // a file of the node has to be mounted
  ["cronjob-concurrency", ["schema-violation"]], // a spec that was not there lacks the rest of it
  ["cronjob-missing-deadline", ["schema-violation"]],
  ["deprecated-annotation", ["apparmor-unconfined", "seccomp-unconfined"]], // now it is the field that says so
  ["etcd-auto-tls", ["etcd-server-cert"]],
  ["etcd-peer-auto-tls", ["etcd-peer-cert"]],
  ["missing-pod-security-label", ["psa-would-reject"]], // the namespace means it from then on
  ["pod-security-level-too-low", ["psa-would-reject"]], // the namespace means it from then on
  ["pod-security-version-skew", ["psa-would-reject"]], // newer versions have more checks
  ["privileged-container", ["dangerous-capability", "privilege-escalation-allowed", "run-as-root-user"]],
  ["removed-api-version", ["selector-label-mismatch", "schema-violation"]], // the newer version asks for more
  ["schema-violation", ["host-pid", "host-network", "host-ipc", "privileged-container"]], // "yes" is true, and true is read
  ["suspicious-quantity", ["request-exceeds-limit"]], // where the limit is as suspicious
  ["unknown-kind", ["schema-violation"]], // what was of no known kind is compared with one
  ["unsorted-keys", ["schema-violation"]], // of two that exclude each other the second is named
]);

/** A text with all that decides its findings. */
interface Subject {
  readonly name: string;
  readonly text: string;
  readonly uri: string;
  readonly role: FileRole | undefined;
  readonly settings: Settings;
}

/** By rule: how many fixes were tried, and how many of them cannot be made and so are not shown. */
const tally = new Map<string, { tried: number; declined: number }>();

describe("fixes", () => {
  it(`in the samples do what they say (PLIMSOLL_SEED=${SEED})`, { timeout: 3_600_000 }, () => {
    const cases = share(ruleCases(), 40, 4);
    const subjects = cases.map(({ name, text, settings }) => {
      return { name, text, settings, uri: "file:///sample.yaml", role: undefined };
    });
    expect(subjects.length).toBeGreaterThan(50);
    expect(wrongFixes(subjects)).toEqual([]);
  });
});

describeCorpus("fixes over the corpus", () => {
  it(`do what they say (PLIMSOLL_SEED=${SEED})`, { timeout: 7_200_000 }, () => {
    const settings = presetSettings(rules, ["all"]);
    const files = share(corpus("plain", "kustomize"), 80, 8);
    const roleOf = fileRoles(files.map(({ path }) => join(corpusRoot, path)));
    const subjects = files.map(({ path, text }) => {
      const uri = pathToFileURL(join(corpusRoot, path)).href;
      return { name: path, text, settings, uri, role: roleOf(join(corpusRoot, path)) };
    });
    expect(wrongFixes(subjects)).toEqual([]);
  });
});

afterAll(() => {
  let [tried, declined] = [0, 0];
  for (const count of tally.values()) {
    tried += count.tried;
    declined += count.declined;
  }
  process.stdout.write(`${tried} fixes tried, ${declined} not shown (${((100 * declined) / tried).toFixed(1)} %)\n`);
});

/** What is wrong with the fixes of these texts: one example of each sort and rule, with their number. */
function wrongFixes(subjects: readonly Subject[]): readonly string[] {
  const wrong = new Map<string, { count: number; example: string }>();
  for (const subject of subjects)
    for (const { rule, title, problem } of problemsOf(subject)) {
      const key = `${rule} (${title.replaceAll(/\d+|"[^"]*"/g, "…")}): ${problem.split("\n")[0]}`;
      const found = wrong.get(key);
      if (found) found.count++;
      else wrong.set(key, { count: 1, example: `${subject.name}\n${problem}` });
    }
  return [...wrong].map(([key, { count, example }]) => `${count} times ${key}, as in ${example}`);
}

interface Wrong {
  readonly rule: string;
  readonly title: string;
  readonly problem: string;
}

function problemsOf({ text, uri, role, settings }: Subject): readonly Wrong[] {
  const linter = new Linter(rules, {
    settingsFor: () => settings,
    roleOf: () => role,
    scopeOf: () => "",
    exists: (_, name) => !name.includes("missing"),
  });
  const lint = (text: string) => {
    linter.update(uri, text);
    linter.settle();
    return linter.result(uri);
  };
  const before = lint(text);
  const { cut, parse } = DIALECTS[before.dialect];
  const slices = cut(text);
  const trees = slices.map(({ start, end }) => parse(text, start, end));
  return before.findings.flatMap((finding) =>
    finding.fixes.flatMap((fix) => {
      const tree = trees[finding.slice] as Tree;
      const edits = renderFix(tree, fix, parse);
      count(finding.rule, edits === undefined);
      if (!edits) return [];
      return problemsWith(before, finding, fix, tree, edits, lint).map((problem) => {
        return { rule: finding.rule, title: fix.title, problem: `${problem}\n${JSON.stringify(fix.ops)}` };
      });
    }),
  );
}

function count(rule: string, declined: boolean): void {
  const counts = tally.get(rule) ?? { tried: 0, declined: 0 };
  tally.set(rule, { tried: counts.tried + 1, declined: counts.declined + Number(declined) });
}

function problemsWith(
  before: FileResult,
  finding: PlacedFinding,
  fix: Fix,
  tree: Tree,
  edits: readonly Edit[],
  lint: (text: string) => FileResult,
): readonly string[] {
  if (edits.length === 0) return ["changes nothing"];
  const { text, dialect } = before;
  const source = text.slice(tree.from, tree.to);
  const mended = applyEdits(source, edits);
  const after = lint(text.slice(0, tree.from) + mended + text.slice(tree.to));
  const again = DIALECTS[dialect].parse(after.text, tree.from, tree.from + mended.length);
  return [
    ...(again.problems.length > tree.problems.length ? [`broken YAML: ${again.problems.at(-1)?.message}`] : []),
    ...(isAnswered(finding, before, after) ? [] : ["the finding is still there"]),
    ...newErrors(finding.rule, before, after).map((error) => `leads to ${error}`),
    ...lostComments(fix, tree, source, edits, again).map((comment) => `a lost comment\n${comment}`),
    ...(fix.edits || isExact(fix, tree, again) ? [] : ["another change of the data"]),
    ...(!fix.edits && !removesItem(fix) && renderFix(again, fix, DIALECTS[dialect].parse)?.length ? ["not idempotent"] : []),
  ];
}

/** Whether the rule finds less than before, or something less grave: at the place or, where items moved, at all. */
function isAnswered({ rule, fingerprint }: PlacedFinding, before: FileResult, after: FileResult): boolean {
  const weight = ({ findings }: FileResult, same: (one: PlacedFinding) => boolean) =>
    findings.filter(same).reduce((sum, { severity }) => sum + rank(severity), 0);
  const here = (one: PlacedFinding) => one.rule === rule && one.fingerprint === fingerprint;
  const anywhere = (one: PlacedFinding) => one.rule === rule;
  return weight(after, here) < weight(before, here) || weight(after, anywhere) < weight(before, anywhere);
}

/** Errors that were not there before, neither at the place nor in those words; those that stood back behind the rule do not count. */
function newErrors(fixed: string, before: FileResult, after: FileResult): readonly string[] {
  const keys = ({ rule, message, fingerprint }: PlacedFinding) => [`${rule}: ${message}`, `${rule} ${fingerprint}`];
  const known = new Set(before.findings.flatMap(keys));
  const isExpected = (id: string) =>
    CONSEQUENCES.get(fixed)?.includes(id) || rules.find((rule) => rule.id === id)?.yieldsTo?.includes(fixed);
  return after.findings
    .filter((one) => one.severity === "error" && !isExpected(one.rule) && !keys(one).some((key) => known.has(key)))
    .map(({ rule, message }) => `${rule}: ${message}`);
}

/** Comments that are gone, other than those that a fix is about, or that stand behind what is removed. */
function lostComments(fix: Fix, tree: Tree, source: string, edits: readonly Edit[], again: Tree): readonly string[] {
  if (fix.edits) return [];
  const removes = fix.ops.some(({ op }) => op === "remove");
  const left = again.comments.map(({ text }) => text);
  const kept = tree.comments.filter(({ start }) => {
    const isAlone = source.slice(lineStart(source, start), start).trim() === "";
    return !removes || isAlone || edits.every((edit) => start < edit.start || edit.end <= start);
  });
  return kept.flatMap(({ text }) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at >= 0 ? [] : [text];
  });
}

/** Whether the data changed as the operations say. */
function isExact(fix: Fix, before: Tree, after: Tree): boolean {
  return isDeepStrictEqual(dataOf(after), fix.ops.reduce(changed, dataOf(before)));
}

/** Behind a removed item the next one has its path: the same operation means something else then. */
function removesItem({ ops }: Fix): boolean {
  return ops.some(({ op, path }) => op === "remove" && path.some((segment) => typeof segment === "number"));
}
