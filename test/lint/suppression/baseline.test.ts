import { describe, expect, it } from "vitest";
import hostNetwork from "../../../rules/pod-security/host-network.ts";
import privileged from "../../../rules/pod-security/privileged-container.ts";
import invalidYaml from "../../../rules/schema/invalid-yaml.ts";
import type { PlacedFinding } from "../../../server/lint/analysis/result.ts";
import {
  type Baseline,
  createBaseline,
  matchBaseline,
  pruneBaseline,
  updateBaseline,
  writeBaseline,
} from "../../../server/lint/suppression/baseline.ts";
import { readBaseline } from "../../../server/lint/suppression/baseline-read.ts";
import { fc } from "../../support/property.ts";
import { found, lintWith } from "../../support/suppressing.ts";

const rules = [hostNetwork, privileged, invalidYaml];
const FOLDER = "file:///repo/";
const URI = "file:///repo/k8s/agent.yaml";

const container = (name: string) => `    - name: ${name}\n      securityContext:\n        privileged: true\n`;
const pod = (...names: readonly string[]) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: agent\nspec:\n  hostNetwork: true\n  containers:\n${names.map(container).join("")}`;

const lint = (text: string, uri = URI, baseline?: Baseline, gone: readonly string[] = []) =>
  lintWith(text, {
    rules,
    uri,
    ...(baseline ? { baseline: matchBaseline(baseline, FOLDER, (file) => !gone.includes(file)) } : {}),
  });

const BASE = createBaseline(lint(pod("a", "b")).findings, FOLDER);

describe("a baseline", () => {
  it("is one line for each finding, sorted", () => {
    expect(writeBaseline(BASE)).toMatch(
      /^\{\n {2}"version": 1,\n {2}"findings": \[\n( {4}\{"fingerprint":"[0-9a-f]{16}","rule":"(host-network|privileged-container)","object":"Pod agent","file":"k8s\/agent\.yaml","count":1\},?\n){3} {2}\]\n\}\n$/,
    );
    expect(BASE.findings.map(({ rule }) => rule)).toEqual(["host-network", "privileged-container", "privileged-container"]);
  });

  it("names the object with its namespace, for readers", () => {
    const objects = (text: string) => createBaseline(lint(text).findings, FOLDER).findings.map(({ object }) => object);
    expect(new Set(objects(pod("a").replace("  name: agent", "  name: agent\n  namespace: shop")))).toEqual(
      new Set(["Pod shop/agent"]),
    );
  });

  it("reads as it was written", () => {
    for (const baseline of [BASE, { version: 1, findings: [] } as const])
      expect(readBaseline(writeBaseline(baseline), "b.json")).toEqual({ baseline, problems: [] });
  });

  it("hides what was there, and says so", () => {
    const { findings, suppressed } = lint(pod("a", "b"), URI, BASE);
    expect(findings).toEqual([]);
    expect(suppressed.map(({ by }) => by)).toEqual(Array.from({ length: 3 }, () => ({ kind: "baseline", reason: undefined })));
  });

  it.each<[string, string, readonly string[]]>([
    ["moved lines", `# a comment\n\n${pod("a", "b").replace("spec:", "  labels: {x: y}\nspec:")}`, []],
    ["reordered containers", pod("b", "a"), []],
    ["a container less", pod("b"), []],
    ["a new container", pod("new", "a", "b"), ["10 privileged-container"]],
    ["the same name a second time", pod("a", "b", "a"), ["16 privileged-container"]],
    [
      "another object",
      pod("a", "b").replace("agent", "other"),
      ["6 host-network", "10 privileged-container", "13 privileged-container"],
    ],
    ["other line breaks", pod("a", "b").replaceAll("\n", "\r\n"), []],
  ])("after a change: %s", (_, text, expected) => expect(found(lint(text, URI, BASE))).toEqual(expected));

  it("follows a renamed file, but not a copied one", () => {
    const moved = "file:///repo/other/name.yaml";
    expect(found(lint(pod("a", "b"), moved, BASE, ["k8s/agent.yaml"]))).toEqual([]);
    expect(found(lint(pod("a", "b"), moved, BASE))).toHaveLength(3);
  });

  it("does not follow what belongs to no object", () => {
    const broken = "apiVersion: v1\nkind: Pod\nmetadata: {\n";
    const base = createBaseline(lint(broken).findings, FOLDER);
    expect(base.findings).toMatchObject([{ rule: "invalid-yaml", file: "k8s/agent.yaml" }]);
    expect(found(lint(broken, URI, base))).toEqual([]);
    expect(found(lint(broken, "file:///repo/new.yaml", base, ["k8s/agent.yaml"]))).toHaveLength(1);
  });

  it("a file outside its folder keeps its whole name", () => {
    const uri = "file:///elsewhere/a.yaml";
    const base = createBaseline(lint(pod("a"), uri).findings, FOLDER);
    expect(base.findings[0]?.file).toBe(uri);
    expect(found(lint(pod("a"), uri, base))).toEqual([]);
  });
});

describe("keeping it up to date", () => {
  const every = () => true;
  const all = (text: string, uri = URI, baseline?: Baseline, gone: readonly string[] = []): readonly PlacedFinding[] => {
    const { findings, suppressed } = lint(text, uri, baseline, gone);
    return [...findings, ...suppressed.map(({ finding }) => finding)];
  };

  it("update takes what is new and drops what is gone", () => {
    const updated = updateBaseline(BASE, all(pod("b", "c"), URI, BASE), FOLDER, every);
    expect(updated).toEqual(createBaseline(lint(pod("b", "c")).findings, FOLDER));
  });

  it("prune drops what is gone and takes nothing new", () => {
    const pruned = pruneBaseline(BASE, all(pod("b", "c"), URI, BASE), FOLDER, every, matchBaseline(BASE, FOLDER, every));
    expect(pruned).toEqual(createBaseline(lint(pod("b")).findings, FOLDER));
  });

  it("prune follows a renamed file", () => {
    const uri = "file:///repo/new.yaml";
    const matches = matchBaseline(BASE, FOLDER, () => false);
    expect(pruneBaseline(BASE, all(pod("a", "b"), uri), FOLDER, every, matches)).toEqual(
      createBaseline(lint(pod("a", "b"), uri).findings, FOLDER),
    );
  });

  it("files that were not checked keep what they have", () => {
    const checked = (file: string) => file === "other.yaml";
    expect(updateBaseline(BASE, [], FOLDER, checked)).toEqual(BASE);
    expect(pruneBaseline(BASE, [], FOLDER, checked, () => true)).toEqual(BASE);
    expect(updateBaseline(BASE, [], FOLDER, every).findings).toEqual([]);
  });

  it("nothing is left of what was just taken in, whatever stands there", () => {
    const names = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(names, names, (before, after) => {
        const base = createBaseline(lint(pod(...before)).findings, FOLDER);
        expect(found(lint(pod(...before), URI, base))).toEqual([]);
        // What is new is at least what a multiset difference of the containers says.
        const news = (name: string) =>
          Math.max(0, after.filter((one) => one === name).length - before.filter((one) => one === name).length);
        expect(lint(pod(...after), URI, base).findings).toHaveLength(news("a") + news("b") + news("c"));
        const text = writeBaseline(base);
        expect(writeBaseline(readBaseline(text, "").baseline as Baseline)).toBe(text);
      }),
    );
  });
});

function entry(count: string): string {
  return `{"fingerprint": "f", "rule": "r", "object": "o", "file": "a.yaml", "count": ${count}}`;
}

describe("a baseline that cannot be used", () => {
  it.each<readonly [string, RegExp, number | undefined]>([
    ["", /written by "plimsoll baseline create"/, 0],
    ["null", /written by "plimsoll baseline create"/, 0],
    ["[]", /written by "plimsoll baseline create"/, 0],
    ['{"version": 2, "findings": []}', /version 1/, 12],
    ['{"version": 1}', /"findings" must be a list/, undefined],
    ['{"version": 1, "findings": {}}', /"findings" must be a list/, undefined],
    ['{"version": 1, "findings": [{"rule": "x"}]}', /lacks its fingerprint, file or count/, undefined],
    ...['{"count": 1}', "null", "[]", '"x"', entry("0"), entry("1.5"), entry("-1"), entry('"1"')].map(
      (wrong) =>
        [
          `{"version": 1, "findings": [${entry("1")}, ${wrong}]}`,
          /lacks its/,
          30 + entry("1").length + Number(wrong.startsWith("{")),
        ] as const,
    ),
    ['{"version": 1, "findings": [', /never closed/, undefined],
    ['{"version": 1,\n<<<<<<< HEAD\n"findings": []}', /./, undefined],
  ])("%s", (text, message, start) => {
    const { baseline, problems } = readBaseline(text, "b.json");
    expect(baseline).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
    if (start !== undefined) expect(problems[0]?.span.start).toBe(start);
    expect(problems[0]?.span.end).toBeLessThanOrEqual(text.length);
  });
});
