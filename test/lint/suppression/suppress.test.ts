import { describe, expect, it } from "vitest";
import hostNetwork from "../../../rules/pod-security/host-network.ts";
import hostPid from "../../../rules/pod-security/host-pid.ts";
import privileged from "../../../rules/pod-security/privileged-container.ts";
import serviceSelectsNothing from "../../../rules/references/service-selects-nothing.ts";
import duplicateKey from "../../../rules/schema/duplicate-key.ts";
import invalidYaml from "../../../rules/schema/invalid-yaml.ts";
import expired from "../../../rules/suppression/expired-suppression.ts";
import forbidden from "../../../rules/suppression/forbidden-suppression.ts";
import missingReason from "../../../rules/suppression/missing-suppression-reason.ts";
import unknown from "../../../rules/suppression/unknown-rule-in-suppression.ts";
import unused from "../../../rules/suppression/unused-suppression.ts";
import { resourcesOf } from "../../../server/kube/resource.ts";
import type { FileResult } from "../../../server/lint/analysis/result.ts";
import { directivesOf } from "../../../server/lint/directive/directives.ts";
import { meansPeer } from "../../../server/lint/rule/peer.ts";
import { applyEdits } from "../../../server/text/edit.ts";
import type { Span } from "../../../server/text/span.ts";
import { cut } from "../../../server/yaml/parser/slice.ts";
import { parseTemplate } from "../../../server/yaml/template/template.ts";
import { runs } from "../../support/effort.ts";
import { fc } from "../../support/property.ts";
import { found, lintWith, type Setting } from "../../support/suppressing.ts";

const rules = [
  hostNetwork,
  hostPid,
  privileged,
  serviceSelectsNothing,
  duplicateKey,
  invalidYaml,
  unused,
  unknown,
  expired,
  missingReason,
  forbidden,
];
const lint = (text: string, setting: Setting = {}) => lintWith(text, { rules, ...setting });

/** Two pods' worth of findings: the host's network, and two privileged containers. */
const POD = `apiVersion: v1
kind: Pod
metadata:
  name: agent
  annotations:
    note: none
spec:
  hostNetwork: true
  containers:
    - name: one
      securityContext:
        privileged: true
    - name: two
      securityContext: { privileged: true }
`;
const FINDINGS = ["8 host-network", "12 privileged-container", "14 privileged-container"];

/** The text with lines put in (before the line of that number, from 1) or comments put behind lines. */
function change(text: string, ...changes: readonly (readonly [line: number, how: "above" | "behind", what: string])[]): string {
  const lines = text.split("\n");
  for (const [line, how, what] of [...changes].sort((a, b) => b[0] - a[0]))
    if (how === "behind") lines[line - 1] += ` ${what}`;
    else lines.splice(line - 1, 0, what);
  return lines.join("\n");
}

const behind = (line: number, what: string) => change(POD, [line, "behind", what]);
const above = (line: number, what: string) => change(POD, [line, "above", what]);

it("finds what the other tests hide", () => expect(found(lint(POD))).toEqual(FINDINGS));

it("what is hidden is in the order of the text, whatever hides it", () => {
  const { suppressed } = lint(behind(12, "# plimsoll-disable-line"), {
    config: "suppressions: { entries: [{ rules: [host-network], reason: why }] }\n",
  });
  expect(suppressed.map(({ finding, by }) => `${finding.rule} ${by.kind}`)).toEqual([
    "host-network config",
    "privileged-container comment",
  ]);
});

describe("comments", () => {
  it.each<[string, string, readonly string[]]>([
    ["behind the line", behind(8, "# plimsoll-disable-line host-network"), FINDINGS.slice(1)],
    ["with a reason", behind(8, "# plimsoll-disable-line host-network -- CNI agent"), FINDINGS.slice(1)],
    ["every rule", behind(8, "# plimsoll-disable-line"), FINDINGS.slice(1)],
    ["every rule by name", behind(8, "# plimsoll-disable-line * -- all of it"), FINDINGS.slice(1)],
    ["behind another comment", behind(8, "# why? # plimsoll-disable-line host-network"), FINDINGS.slice(1)],
    [
      "two markers in one comment",
      behind(8, "# plimsoll-disable-line host-network -- a # plimsoll-disable-line host-pid -- b"),
      [...FINDINGS.slice(1, 1), "8 unused-suppression", ...FINDINGS.slice(1)],
    ],
    ["no blank behind the number sign", behind(8, "#plimsoll-disable-line host-network"), FINDINGS.slice(1)],
    [
      "another rule",
      behind(8, "# plimsoll-disable-line privileged-container"),
      ["8 host-network", "8 unused-suppression", ...FINDINGS.slice(1)],
    ],
    [
      "a list",
      behind(14, "# plimsoll-disable-line host-pid, privileged-container"),
      ["8 host-network", "12 privileged-container", "14 unused-suppression"],
    ],
    [
      "a list without commas",
      behind(14, "# plimsoll-disable-line privileged-container host-pid -- x"),
      ["8 host-network", "12 privileged-container", "14 unused-suppression"],
    ],
    ["a reason without its separator", behind(8, "# plimsoll-disable-line host-network it is a CNI agent"), FINDINGS.slice(1)],
    [
      "on a collection's line only that line",
      behind(11, "# plimsoll-disable-line privileged-container"),
      ["8 host-network", "11 unused-suppression", ...FINDINGS.slice(1)],
    ],
    [
      "above the line",
      above(8, "  # plimsoll-disable-next-line host-network"),
      ["13 privileged-container", "15 privileged-container"],
    ],
    [
      "above, indented otherwise",
      above(8, "# plimsoll-disable-next-line host-network"),
      ["13 privileged-container", "15 privileged-container"],
    ],
    [
      "above, with lines between",
      change(POD, [8, "above", "  # plimsoll-disable-next-line host-network"], [8, "above", "  # the agent"], [8, "above", ""]),
      ["15 privileged-container", "17 privileged-container"],
    ],
    [
      "above a container",
      above(10, "    # plimsoll-disable-next-line privileged-container"),
      ["8 host-network", "15 privileged-container"],
    ],
    [
      "above a key inside a container",
      above(11, "      # plimsoll-disable-next-line privileged-container"),
      ["8 host-network", "15 privileged-container"],
    ],
    ["above the list of containers", above(9, "  # plimsoll-disable-next-line privileged-container"), ["8 host-network"]],
    ["above spec", above(7, "# plimsoll-disable-next-line privileged-container, host-network"), []],
    [
      "behind a key, for what stands below",
      behind(9, "# plimsoll-disable-next-line privileged-container"),
      ["8 host-network", "14 privileged-container"],
    ],
    [
      "above the first key only that key",
      above(1, "# plimsoll-disable-next-line host-network"),
      ["1 unused-suppression", "9 host-network", "13 privileged-container", "15 privileged-container"],
    ],
    ["below everything", `${POD}# plimsoll-disable-next-line host-network`, [...FINDINGS, "15 unused-suppression"]],
    ["the file", above(1, "# plimsoll-disable-file privileged-container"), ["9 host-network"]],
    ["the file, every rule", above(1, "# plimsoll-disable-file -- generated"), []],
    ["the file, above the first document", `# plimsoll-disable-file\n---\n${POD}---\n${POD}`, []],
    ["the file, behind the first marker", `---\n# plimsoll-disable-file\n${POD}`, []],
    [
      "the file, too late",
      behind(8, "# plimsoll-disable-file host-network"),
      ["8 host-network", "8 unused-suppression", ...FINDINGS.slice(1)],
    ],
    [
      "the file, in the second document",
      `${POD}---\n# plimsoll-disable-file host-network\n${POD}`,
      [...FINDINGS, "16 unused-suppression", "24 host-network", "28 privileged-container", "30 privileged-container"],
    ],
    [
      "a range",
      change(
        POD,
        [8, "above", "  # plimsoll-disable host-network, privileged-container"],
        [13, "above", "    # plimsoll-enable"],
      ),
      ["16 privileged-container"],
    ],
    [
      "a range, one rule enabled again",
      change(POD, [8, "above", "  # plimsoll-disable"], [13, "above", "    # plimsoll-enable privileged-container"]),
      ["16 privileged-container"],
    ],
    [
      "a range over documents",
      `# plimsoll-disable host-network\n${POD}---\n${POD}`,
      ["13 privileged-container", "15 privileged-container", "28 privileged-container", "30 privileged-container"],
    ],
    [
      "an end above the beginning",
      change(POD, [7, "above", "# plimsoll-enable host-network"], [8, "above", "  # plimsoll-disable host-network"]),
      ["7 unused-suppression", "14 privileged-container", "16 privileged-container"],
    ],
    [
      "an end without a beginning",
      behind(8, "# plimsoll-enable host-network"),
      ["8 host-network", "8 unused-suppression", ...FINDINGS.slice(1)],
    ],
    ["in a string it is no marker", POD.replace("note: none", 'note: "x # plimsoll-disable-file"'), FINDINGS],
    [
      "in a block scalar it is no marker",
      POD.replace("note: none", "note: |\n      # plimsoll-disable-file"),
      ["9 host-network", "13 privileged-container", "15 privileged-container"],
    ],
    ["prose is no marker", behind(8, "# see plimsoll-baseline.json, # plimsoll-rules"), FINDINGS],
    [
      "a misspelt word",
      behind(8, "# plimsoll-disable-lin host-network"),
      ["8 host-network", "8 unused-suppression", ...FINDINGS.slice(1)],
    ],
    [
      "an unknown rule",
      behind(8, "# plimsoll-disable-line host-netwrok"),
      ["8 host-network", "8 unknown-rule-in-suppression", ...FINDINGS.slice(1)],
    ],
    [
      "expired",
      behind(8, "# plimsoll-disable-line host-network expires=2026-06-14 -- soon"),
      ["8 expired-suppression", ...FINDINGS],
    ],
    [
      "expired, and an unknown rule",
      behind(8, "# plimsoll-disable-line host-netwrok expires=2026-06-14 -- soon"),
      ["8 expired-suppression", "8 unknown-rule-in-suppression", ...FINDINGS],
    ],
    [
      "an end that has a mistake ends nothing",
      change(POD, [8, "above", "  # plimsoll-disable"], [13, "above", "    # plimsoll-enable expires=tomorrow"]),
      ["14 unused-suppression"],
    ],
    ["the last day", behind(8, "# plimsoll-disable-line host-network -- soon, expires=2026-06-15"), FINDINGS.slice(1)],
    [
      "no day",
      behind(8, "# plimsoll-disable-line host-network expires=tomorrow"),
      ["8 host-network", "8 unused-suppression", ...FINDINGS.slice(1)],
    ],
    [
      "flow style",
      "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {\n  # plimsoll-disable-next-line host-network\n  hostNetwork: true,\n  hostPID: true}}",
      ["4 host-pid"],
    ],
    [
      "above a flow document",
      "# plimsoll-disable-next-line host-network\n{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {\n  hostNetwork: true}}",
      [],
    ],
    [
      "what cannot be read",
      `# plimsoll-disable-file invalid-yaml\n${POD}  : [`,
      ["9 host-network", "13 privileged-container", "15 privileged-container"],
    ],
  ])("%s", (_, text, expected) => {
    const sorted = [...expected].sort();
    expect([...found(lint(text))].sort()).toEqual(sorted);
    const windows = lint(text.replaceAll("\n", "\r\n"));
    expect([...found(windows)].sort()).toEqual(sorted);
    expect([...found(lint(`\uFEFF${text}`))].sort()).toEqual(sorted);
  });

  it("says what hid a finding", () => {
    const { suppressed } = lint(behind(8, "# plimsoll-disable-line host-network expires=2027-01-01 -- CNI agent, see #12"));
    expect(suppressed.map(({ finding, by }) => [finding.rule, by])).toEqual([
      ["host-network", { kind: "comment", reason: "CNI agent, see #12" }],
    ]);
  });

  it("lists the markers", () => {
    const { markers } = lint(behind(8, "# plimsoll-disable-line host-network, host-pid expires=2027-01-01 -- CNI"));
    expect(markers).toMatchObject([
      {
        directive: { form: "disable-line", reason: "CNI", expires: "2027-01-01" },
        expired: false,
        used: new Set(["host-network"]),
      },
    ]);
  });

  it("in a Helm template", () => {
    const text =
      "spec:\n  {{- /* plimsoll-disable-next-line host-network, host-pid -- agent */}}\n  {{- if .Values.x }}\n  hostNetwork: true\n  {{- end }}\n";
    const tree = parseTemplate(text);
    const [directive, ...more] = directivesOf(tree, resourcesOf(tree));
    expect(more).toEqual([]);
    expect(directive).toMatchObject({
      form: "disable-next-line",
      reason: "agent",
      rules: [{ id: "host-network" }, { id: "host-pid" }],
    });
    expect(directive?.removal).toBeUndefined();
    const covers = directive?.covers as Span;
    expect(text.slice(covers.start, covers.end)).toContain("hostNetwork: true");
  });
});

describe("annotations", () => {
  const annotated = (annotation: string) => POD.replace("note: none", annotation);
  const inTemplate = (annotation: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    metadata:\n      annotations:\n        ${annotation}\n    spec:\n      hostNetwork: true\n      containers:\n        - name: one\n          securityContext: { privileged: true }\n`;

  it.each<[string, string, readonly string[]]>([
    ["a list", annotated('plimsoll.dev/ignore: "host-network, privileged-container"'), []],
    ["one", annotated("plimsoll.dev/ignore: host-network"), FINDINGS.slice(1)],
    ["with reasons", annotated('plimsoll.dev/ignore: "host-network=CNI, as always, privileged-container=x"'), []],
    ["every rule", annotated('plimsoll.dev/ignore: "*"'), []],
    ["empty", annotated('plimsoll.dev/ignore: ""'), ["6 unused-suppression", ...FINDINGS]],
    ["with the rule in its key", annotated("plimsoll.dev/ignore.host-network: CNI agent"), FINDINGS.slice(1)],
    ["key in quotes", annotated('"plimsoll.dev/ignore.host-network": CNI agent'), FINDINGS.slice(1)],
    ["a container", annotated('plimsoll.dev/ignore-container.two: "privileged-container=device plug-in"'), FINDINGS.slice(0, 2)],
    [
      "a container, but the finding is not about it",
      annotated("plimsoll.dev/ignore-container.two: host-network"),
      ["6 unused-suppression", ...FINDINGS],
    ],
    [
      "no such container",
      annotated("plimsoll.dev/ignore-container.three: privileged-container"),
      ["6 unused-suppression", ...FINDINGS],
    ],
    ["an unknown rule", annotated('plimsoll.dev/ignore: "host-netwrk"'), ["6 unknown-rule-in-suppression", ...FINDINGS]],
    [
      "an unknown rule in the key",
      annotated("plimsoll.dev/ignore.host-netwrk: x"),
      ["6 unknown-rule-in-suppression", ...FINDINGS],
    ],
    ["an unknown annotation", annotated("plimsoll.dev/ignore-pod: x"), ["6 unused-suppression", ...FINDINGS]],
    [
      "expired",
      annotated("plimsoll.dev/ignore.host-network: until then expires=2025-01-01"),
      ["6 expired-suppression", ...FINDINGS],
    ],
    ["a block scalar", annotated("plimsoll.dev/ignore: |\n      host-network,\n      privileged-container"), []],
    ["of the pod template", inTemplate("plimsoll.dev/ignore.host-network: CNI"), ["13 privileged-container"]],
    [
      "of the pod template, for a container",
      inTemplate("plimsoll.dev/ignore-container.one: privileged-container"),
      ["10 host-network"],
    ],
    [
      "another object of the file",
      `${annotated("plimsoll.dev/ignore.host-network: CNI")}---\n${POD}`,
      [
        "12 privileged-container",
        "14 privileged-container",
        "23 host-network",
        "27 privileged-container",
        "29 privileged-container",
      ],
    ],
  ])("%s", (_, text, expected) => {
    expect([...found(lint(text))].sort()).toEqual([...expected].sort());
  });

  it("an object in a List", () => {
    const pod = (name: string, annotation: string) =>
      `  - { apiVersion: v1, kind: Pod, metadata: { name: ${name}, annotations: { ${annotation} } }, spec: { hostNetwork: true } }\n`;
    const text = `apiVersion: v1\nkind: List\nitems:\n${pod("a", "plimsoll.dev/ignore: host-network")}${pod("b", "x: y")}`;
    expect(found(lint(text))).toEqual(["5 host-network"]);
  });

  it("in JSON", () => {
    const text = JSON.stringify(
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "x", annotations: { "plimsoll.dev/ignore": "host-network" } },
        spec: { hostNetwork: true },
      },
      undefined,
      2,
    );
    expect(found(lint(text, { uri: "file:///repo/a.json" }))).toEqual([]);
  });

  it("of a custom kind that holds a pod", () => {
    const config = "podSpecPaths: [{ apiVersion: acme.io/v1, kind: Worker, path: spec.pod }]";
    const text =
      "apiVersion: acme.io/v1\nkind: Worker\nmetadata: { name: x }\nspec:\n  pod:\n    metadata: { annotations: { plimsoll.dev/ignore: host-network } }\n    spec: { hostNetwork: true, hostPID: true }\n";
    expect(found(lint(text, { config }))).toEqual(["7 host-pid"]);
  });
});

describe("markers of other tools", () => {
  const annotated = (annotation: string) => POD.replace("note: none", annotation);
  it.each<[string, string, readonly string[]]>([
    ["kube-linter", annotated("ignore-check.kube-linter.io/privileged-container: needed"), ["8 host-network"]],
    ["kube-linter, all", annotated("kube-linter.io/ignore-all: needed"), []],
    ["kube-score", annotated("kube-score/ignore: pod-networkpolicy,container-security-context-privileged"), ["8 host-network"]],
    ["Checkov annotation", annotated("checkov.io/skip1: CKV_K8S_16=needed"), ["8 host-network"]],
    ["Checkov comment", behind(9, "#checkov:skip=CKV_K8S_16:needed"), ["8 host-network"]],
    ["Trivy, above", above(10, "    #trivy:ignore:KSV-0017"), ["8 host-network", "15 privileged-container"]],
    ["Trivy, older id", above(10, "    # trivy:ignore:AVD-KSV-0017"), ["8 host-network", "15 privileged-container"]],
    ["Trivy, behind", behind(8, "# trivy:ignore:KSV009"), FINDINGS.slice(1)],
    ["Trivy, two", above(9, "  #trivy:ignore:KSV-0017 trivy:ignore:KSV-0001"), ["8 host-network"]],
    [
      "Trivy, expired",
      above(10, "    #trivy:ignore:KSV-0017:exp:2026-01-01"),
      ["8 host-network", "13 privileged-container", "15 privileged-container"],
    ],
    ["Polaris", annotated('polaris.fairwinds.com/hostNetworkSet-exempt: "true"'), FINDINGS.slice(1)],
    ["Polaris, not exempt", annotated('polaris.fairwinds.com/hostNetworkSet-exempt: "false"'), FINDINGS],
    ["Polaris, all", annotated('polaris.fairwinds.com/exempt: "true"'), []],
    ["KICS line", above(8, "  # kics-scan ignore-line"), ["13 privileged-container", "15 privileged-container"]],
    [
      "KICS line above a block",
      above(10, "    # kics-scan ignore-line"),
      ["8 host-network", "13 privileged-container", "15 privileged-container"],
    ],
    ["KICS block", above(10, "    # kics-scan ignore-block"), ["8 host-network", "15 privileged-container"]],
    ["nothing to hide is no news", annotated("ignore-check.kube-linter.io/latest-tag: x"), FINDINGS],
  ])("%s", (_, text, expected) => {
    expect(found(lint(text))).toEqual(expected);
  });

  it.each([
    ["trivy:KSV017", "trivy:KSV-0017", true],
    ["trivy:avd-ksv-0017", "trivy:KSV-0017", true],
    ["trivy:KSV-0117", "trivy:KSV-0017", false],
    ["trivy:KSV*", "trivy:KSV-0017", true],
    ["checkov:CKV_K8S_1", "checkov:CKV_K8S_16", false],
    ["kics:*", "checkov:CKV_K8S_16", false],
  ])("%s means %s: %s", (marker, peer, expected) => expect(meansPeer(marker, peer)).toBe(expected));
});

describe("configuration", () => {
  const entry = (text: string) => `suppressions: { entries: [{ ${text} }] }`;
  it.each<[string, string, readonly string[]]>([
    ["a rule", entry("rules: [host-network]"), FINDINGS.slice(1)],
    ["rules", entry("rules: [host-network, privileged-container]"), []],
    ["kind and name", entry('rules: [host-network], kind: Pod, name: "ag*"'), FINDINGS.slice(1)],
    ["another kind", entry("rules: [host-network], kind: DaemonSet"), FINDINGS],
    ["another name", entry('rules: [host-network], name: "node-*"'), FINDINGS],
    ["a namespace that is not said", entry("rules: [host-network], namespace: kube-system"), FINDINGS],
    ["a container", entry("rules: [privileged-container], container: t*"), FINDINGS.slice(0, 2)],
    ["files", entry('rules: [host-network], files: ["*.yaml"]'), FINDINGS.slice(1)],
    ["other files", entry('rules: [host-network], files: ["x/**"]'), FINDINGS],
    ["still valid", entry("rules: [host-network], expires: 2026-06-15"), FINDINGS.slice(1)],
    ["expired", entry("rules: [host-network], expires: 2026-06-14"), FINDINGS],
    ["forbidden", "suppressions: { forbid: [host-network] }", FINDINGS],
  ])("%s", (_, config, expected) => expect(found(lint(POD, { config }))).toEqual(expected));

  it("says what hid a finding", () => {
    const { suppressed } = lint(POD, { config: entry("rules: [host-network], reason: CNI agent") });
    expect(suppressed.map(({ by }) => by)).toEqual([{ kind: "config", reason: "CNI agent" }]);
  });

  it("a forbidden rule stays, whatever covers it", () => {
    const config = "suppressions: { forbid: [host-network] }";
    const named = lint(behind(8, "# plimsoll-disable-line host-network"), { config });
    expect([...found(named)].sort()).toEqual(["8 forbidden-suppression", "8 host-network", ...FINDINGS.slice(1)].sort());
    expect(found(lint(above(1, "# plimsoll-disable-file"), { config }))).toEqual(["9 host-network"]);
    expect(found(lint(POD, { config, baseline: () => true }))).toEqual(["8 host-network"]);
  });

  it("a reason can be required", () => {
    const config = "suppressions: { requireReason: true }";
    const text = change(
      POD,
      [8, "behind", "# plimsoll-disable-line host-network"],
      [12, "behind", "# plimsoll-disable-line privileged-container -- x"],
    );
    expect(found(lint(text, { config }))).toEqual(["8 missing-suppression-reason", "14 privileged-container"]);
    expect(found(lint(text))).toEqual(["14 privileged-container"]);
    const annotation = POD.replace("note: none", "plimsoll.dev/ignore: host-network, privileged-container=x");
    expect(found(lint(annotation, { config }))).toEqual(["6 missing-suppression-reason"]);
  });

  it("reportUnused sets the severity, or switches it off", () => {
    const text = behind(9, "# plimsoll-disable-line host-network");
    const severity = (config: string) =>
      lint(text, { config }).findings.find(({ rule }) => rule === "unused-suppression")?.severity;
    expect(severity("")).toBe("warning");
    expect(severity("suppressions: { reportUnused: error }")).toBe("error");
    expect(severity("suppressions: { reportUnused: off }")).toBeUndefined();
  });
});

it("whatever a marker says, findings about it lie within one line of the text", () => {
  const word = fc.constantFrom(
    "plimsoll-disable-line",
    "plimsoll-disable-next-line",
    "plimsoll-disable",
    "plimsoll-enable",
    "plimsoll-disable-file",
    "plimsoll-x",
    "plimsoll.dev/ignore",
    "host-network",
    "host-pid,",
    ",",
    "--",
    "expires=",
    "2026-01-01",
    "*",
    "=",
    "#",
    "é",
    "\u{1F600}",
    " ",
    "trivy:ignore:KSV*",
    "checkov:skip=",
    "kics-scan ignore-block",
  );
  const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 14 }), fc.constantFrom("above", "behind", "annotation"), (words, line, where) => {
      const source =
        where === "annotation"
          ? POD.replace("note: none", `plimsoll.dev/ignore: ${JSON.stringify(words)}`)
          : change(POD, [line, where as "above" | "behind", `# ${words}`]);
      const { findings, suppressed } = lint(source);
      expect(findings.length + suppressed.length).toBeGreaterThanOrEqual(FINDINGS.length);
      for (const { span, fixes } of findings) {
        expect(span.end).toBeLessThanOrEqual(source.length);
        expect(source.slice(span.start, span.end)).not.toMatch(/\n|^$/);
        for (const { edits = [] } of fixes) expect(() => applyEdits(source, edits)).not.toThrow();
      }
    }),
    { numRuns: runs(700) },
  );
});

describe("what is not unused", () => {
  const text = behind(9, "# plimsoll-disable-line host-network");
  it("a marker of a rule that is off", () => {
    expect(found(lint(text))).toContain("9 unused-suppression");
    expect(found(lint(text, { flags: { rules: ["host-network=off"] } }))).not.toContain("9 unused-suppression");
    expect(found(lint(text, { flags: { only: ["privileged-container", "unused-suppression"] } }))).not.toContain(
      "9 unused-suppression",
    );
  });

  it("a marker of a rule about which an override for single objects has its say", () => {
    const config = "overrides: [{ names: [agent], rules: { host-network: off } }]";
    expect(found(lint(text, { config }))).not.toContain("9 unused-suppression");
  });

  it("a marker of a rule over several documents", () => {
    const service =
      "apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec:\n  # plimsoll-disable-next-line service-selects-nothing\n  selector: { a: b }\n";
    expect(found(lint(service))).toEqual([]);
  });

  it("a marker of a rule about markers", () => {
    expect(found(lint(behind(9, "# plimsoll-disable-line unused-suppression")))).toEqual(FINDINGS);
  });

  it("a marker in a document that is none of ours", () => {
    expect(found(lint("replicas: 1 # plimsoll-disable-line host-network, nonsense\n"))).toEqual([]);
  });
});

describe("removing a marker", () => {
  const removed = (result: FileResult): string => {
    const finding = result.findings.find(({ rule, fixes }) => /suppression/.test(rule) && fixes[0]?.edits);
    const slice = cut(result.text)[finding?.slice ?? 0];
    const edits = finding?.fixes[0]?.edits;
    if (!slice || !edits) throw new Error("no fix");
    return (
      result.text.slice(0, slice.start) +
      applyEdits(result.text.slice(slice.start, slice.end), edits) +
      result.text.slice(slice.end)
    );
  };
  it.each([
    ["behind a line", behind(9, "# plimsoll-disable-line host-network"), POD],
    ["behind a comment", behind(9, "# note # plimsoll-disable-line host-network -- x"), behind(9, "# note")],
    [
      "before another",
      behind(8, "# plimsoll-disable-line host-pid # plimsoll-disable-line host-network"),
      behind(8, "# plimsoll-disable-line host-network"),
    ],
    ["on its own line", above(9, "      # plimsoll-disable-next-line host-network"), POD],
    ["the first line", above(1, "# plimsoll-disable-file host-pid"), POD],
    ["the last line, without a break", `${POD}# plimsoll-disable-next-line host-pid`, POD],
    [
      "the first of a list",
      behind(8, "# plimsoll-disable-line host-pid, host-network -- x"),
      behind(8, "# plimsoll-disable-line host-network -- x"),
    ],
    [
      "the last of a list",
      behind(8, "# plimsoll-disable-line host-network, host-pid -- x"),
      behind(8, "# plimsoll-disable-line host-network -- x"),
    ],
    [
      "a misspelt rule",
      behind(8, "# plimsoll-disable-line host-netwrok -- x"),
      behind(8, "# plimsoll-disable-line host-network -- x"),
    ],
    ["in the second document", `${POD}---\n${behind(9, "# plimsoll-disable-line host-network")}`, `${POD}---\n${POD}`],
  ])("%s", (_, text, expected) => {
    expect(removed(lint(text))).toBe(expected);
    expect(removed(lint(text.replaceAll("\n", "\r\n")))).toBe(expected.replaceAll("\n", "\r\n"));
    expect(removed(lint(`\uFEFF${text}`))).toBe(`\uFEFF${expected}`);
  });

  it("is safe for a comment, not for an annotation, and never offered for every rule at once", () => {
    const classes = (text: string) =>
      lint(text).findings.flatMap(({ rule, fixes }) => (rule === "unused-suppression" ? fixes.map((fix) => fix.class) : []));
    expect(classes(behind(9, "# plimsoll-disable-line host-network"))).toEqual(["safe"]);
    expect(classes(behind(9, "# plimsoll-disable-line"))).toEqual(["suggestion"]);
    expect(classes(POD.replace("note: none", "plimsoll.dev/ignore: host-pid"))).toEqual(["suggestion"]);
  });
});
