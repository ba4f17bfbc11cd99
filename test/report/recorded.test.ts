import { describe, expect, it } from "vitest";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import { safe, suggestion } from "../../server/lint/rule/rule.ts";
import { FORMATS, type FormatName } from "../../server/report/format/formats.ts";
import { lineHashes } from "../../server/report/line-hash.ts";
import type { RunContext, Verdict } from "../../server/report/report.ts";
import { set } from "../../server/yaml/edit/op.ts";
import { fc } from "../support/property.ts";
import { fileResult, found, namedRule, rendered } from "../support/reporting.ts";

// What each format says, to the letter: read the diff of test/data/reports.

const WEB = "file:///repo/k8s/web.yaml";
const TEXT = `apiVersion: v1
kind: Pod
metadata:
  name: web # the front end
spec:
  containers: [{ name: a, image: "a:latest", ${Array.from({ length: 30 }, (_, i) => `key${i}: value`).join(", ")} }]
  hostNetwork: true	# a tab
`;
const OTHER = "file:///repo/other/base.yaml";
const BASE = "kind: Service\n\nspec: { type: LoadBalancer }\n";
const image = (tag: string) => set({ path: ["spec", "containers", 0, "image"] }, `a:${tag}`);

const web = fileResult(WEB, TEXT, {
  findings: [
    found(WEB, TEXT, "kind", {
      severity: "info",
      rule: "advice",
      message: "It could be better. This is why: it could.",
      resource: undefined,
    }),
    found(WEB, TEXT, "web", {
      severity: "warning",
      rule: "related",
      message: 'A name, "web", stands twice; & that <is> bad.',
      container: "a",
      related: [
        { message: "Here, too.", span: { start: 0, end: 10 } },
        { message: "And there.", span: { start: 0, end: 4 }, uri: OTHER },
        { message: "And where nobody sees it.", span: { start: 0, end: 4 }, uri: "file:///gone.yaml" },
      ],
    }),
    found(WEB, TEXT, '"a:latest"', {
      resource: { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "" },
      fixes: [
        suggestion("Set the tag", image("1.2")),
        { ...suggestion("Another way", image("1.3")), manual: true },
        safe("Safely", image("1.4")),
      ],
      tag: "deprecated",
    }),
    found(WEB, TEXT, "key20: value, key21"),
    found(WEB, TEXT, "true\t#", { container: "a" }),
    found(WEB, TEXT, "spec:\n  containers"),
  ],
  suppressed: [
    { finding: found(WEB, TEXT, "spec"), by: { kind: "comment", reason: "needed" } },
    { finding: found(WEB, TEXT, "metadata"), by: { kind: "baseline", reason: undefined } },
  ],
});
const base = fileResult(OTHER, BASE, {
  findings: [found(OTHER, BASE, "LoadBalancer", { severity: "warning", rule: "related", message: "This is public." })],
  unchecked: [
    { reason: "template", span: { start: 0, end: 4 } },
    { reason: "not-kubernetes", span: { start: 15, end: 19 } },
  ],
  crashes: [{ rule: "advice", error: "TypeError: x is not a function\n    at here", span: { start: 0, end: 4 } }],
});
const clean = fileResult("file:///repo/k8s/clean.yaml", "kind: Pod\n");
const rules = [
  namedRule("some-rule", "error", { standards: ["nsa", "cis:5.2.1"], references: ["https://example.org/x"], tag: "deprecated" }),
  namedRule("related", "warning", { family: "schema", how: "Do it.", ignoreWhen: "Never.", peers: ["checkov:CKV_K8S_1"] }),
  namedRule("advice", "info", { why: `${"A long reason. ".repeat(120)}` }),
];

const ALL = Object.keys(FORMATS) as FormatName[];
const PROSE: readonly FormatName[] = ["text", "markdown", "junit"];

type Recorded = readonly [
  formats: readonly FormatName[],
  results: readonly FileResult[],
  context?: Partial<RunContext>,
  verdict?: Verdict,
];

const RUNS: Readonly<Record<string, Recorded>> = {
  nothing: [PROSE, []],
  clean: [PROSE, [clean]],
  findings: [ALL, [web, clean, base]],
  "with-statistics": [PROSE, [web, clean, base], { statistics: true, listUnchecked: true }],
  warnings: [PROSE, [base], { fails: () => true }],
  passed: [PROSE, [web], {}, { failed: false, reason: "no error" }],
};

describe("reports", () => {
  const cases = Object.entries(RUNS).flatMap(([run, [formats, results, context, verdict]]) =>
    formats.map((format) => ({ run, format, results, context, verdict })),
  );
  it.each(cases)("$run in $format", async ({ run, format, results, context, verdict }) => {
    await expect(await rendered(format, results, { rules, ...context }, verdict)).toMatchFileSnapshot(
      `../data/reports/${run}.${format}`,
    );
  });
});

describe("the hash of a line", () => {
  // The same by the definition: github/codeql-action, src/fingerprints.ts.
  const expected = (text: string) => {
    const normal = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
    const starts = [...normal.matchAll(/^/gm)].map(({ index }) => index);
    const seen = new Map<string, number>();
    return starts.map((start) => {
      const kept = `${normal.slice(start).replaceAll(/[ \t]/g, "")}\uffff`.slice(0, 100).padEnd(100, "\0");
      let hash = 0n;
      for (let i = 0; i < kept.length; i++) hash = BigInt.asUintN(64, hash * 37n + BigInt(kept.charCodeAt(i)));
      const count = (seen.get(hash.toString(16)) ?? 0) + 1;
      seen.set(hash.toString(16), count);
      return `${hash.toString(16)}:${count}`;
    });
  };
  const piece = fc.constantFrom("a", "bb", " ", "\t", "\n", "\r\n", "\r", "kind: Pod", "ä", "x".repeat(60));

  it("is that of the definition", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        expect(lineHashes(text).slice(1)).toEqual(expected(text));
      }),
    );
  });
});
