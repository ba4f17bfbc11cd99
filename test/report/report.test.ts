import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import { FORMATS, type FormatName } from "../../server/report/format/formats.ts";
import { fileResult, found, namedRule, rendered } from "../support/reporting.ts";

const formats = Object.keys(FORMATS) as FormatName[];
const web = "file:///repo/k8s/web app.yaml";
const text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n";
const one = fileResult(web, text, { findings: [found(web, text, "Pod")] });

/** Everything that a manifest can smuggle into a report. */
const nasty = 'a|b `c` <d> & "e", %f: \r\n::error::\u001b[31m\u0000\ufffe\ud800 *g* @h ]]> --> \u202e';
const awkward = fileResult("file:///repo/k8s/ä%,:#?.yaml", "\ufeffkind: Pod # ä𝔄\r\nname: x\r\n", {
  findings: [
    found("file:///repo/k8s/ä%,:#?.yaml", "\ufeffkind: Pod # ä𝔄\r\nname: x\r\n", "Pod", { message: nasty }),
    found("file:///repo/k8s/ä%,:#?.yaml", "\ufeffkind: Pod # ä𝔄\r\nname: x\r\n", "x", {
      severity: "info",
      message: nasty,
      resource: undefined,
    }),
  ],
  unchecked: [{ reason: "template", span: { start: 0, end: 3 } }],
  crashes: [{ rule: "some-rule", error: `${nasty}\nstack`, span: { start: 1, end: 2 } }],
});
const related = fileResult("file:///repo/base.yaml", text, {
  findings: [
    found("file:///repo/base.yaml", text, "web", {
      severity: "warning",
      related: [
        { message: "Here too.", span: { start: 12, end: 14 } },
        { message: "There.", span: { start: 15, end: 19 }, uri: web },
      ],
    }),
  ],
  suppressed: [{ finding: found("file:///repo/base.yaml", text, "Pod"), by: { kind: "comment", reason: "needed" } }],
});
const runs: readonly (readonly [name: string, results: readonly FileResult[]])[] = [
  ["no file", []],
  ["a clean file", [fileResult(web, text)]],
  ["one finding", [one]],
  [
    "a file that was not checked",
    [fileResult(web, text, { unchecked: [{ reason: "not-kubernetes", span: { start: 0, end: 4 } }] })],
  ],
  ["awkward text", [awkward]],
  ["related places and a suppression", [related, one]],
];
const cases = runs.flatMap(([name, results]) => formats.map((format) => ({ name, format, results })));

describe("every format", () => {
  it.each(cases)("$format of $name has no control characters and ends in a line break", async ({ format, results }) => {
    const output = await rendered(format, results, { statistics: true, listUnchecked: true });
    expect(output).not.toMatch(/[^\P{Cc}\n]/u);
    expect(output === "" || output.endsWith("\n")).toBe(true);
  });
});

describe("SARIF", () => {
  const require = createRequire(createRequire(import.meta.url).resolve("@microsoft/jest-sarif/package.json"));
  const schema = require("./lib/schemas/sarif-2.1.0-rtm.5.json");
  const ajv = new (require("ajv"))({ schemaId: "auto", validateSchema: false, allErrors: true });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  const validate = ajv.compile(schema);

  it.each(runs)("is valid for %s", async (_, results) => {
    const log = JSON.parse(await rendered("sarif", results));
    validate(log);
    expect(validate.errors).toBeNull();
  });

  it("the validator can fail", () => expect(validate({ version: "2.1.0" })).toBe(false));

  it("says what GitHub reads", async () => {
    const security = namedRule("some-rule", "error", { standards: ["nsa"], references: ["https://example.org/x"] });
    const log = JSON.parse(
      await rendered("sarif", [one], { rules: [namedRule("other", "info", { family: "schema" }), security] }),
    );
    const [run] = log.runs;
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(["other", "some-rule"]);
    expect(run.tool.driver.rules[0].properties).toEqual({
      tags: ["kubernetes", "schema"],
      precision: "high",
      "problem.severity": "recommendation",
    });
    expect(run.tool.driver.rules[1].properties["security-severity"]).toBe("8.0");
    const [result] = run.results;
    expect(result.ruleIndex).toBe(1);
    expect(result.locations).toHaveLength(1);
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "k8s/web%20app.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 2, startColumn: 7, endLine: 2, endColumn: 10 },
    });
    expect(Object.keys(result.partialFingerprints)).toEqual(["primaryLocationLineHash", "plimsoll/v1"]);
  });

  it("leaves suppressed findings out, since GitHub would show them as open", async () => {
    expect(JSON.parse(await rendered("sarif", [related])).runs[0].results).toHaveLength(1);
  });

  it("keeps the gravest of too many results and says so", async () => {
    const many = Array.from({ length: 25_001 }, (_, i) => found(web, text, "Pod", { severity: i === 0 ? "info" : "error" }));
    const [run] = JSON.parse(await rendered("sarif", [fileResult(web, text, { findings: many })])).runs;
    expect(run.results).toHaveLength(25_000);
    expect(run.results[0].level).toBe("error");
    expect(run.invocations[0].toolExecutionNotifications).toHaveLength(1);
  });
});

describe("JUnit", () => {
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(readFileSync("test/data/jenkins-junit.xsd", "utf8")));

  it.each(runs)("is valid for %s", async (_, results) => {
    const document = XmlDocument.fromString(await rendered("junit", results));
    expect(() => validator.validate(document)).not.toThrow();
  });

  it("the validator can fail", () =>
    expect(() => validator.validate(XmlDocument.fromString("<testsuites><x/></testsuites>"))).toThrow());

  it("fails only what fails the run, and has a case for a clean file", async () => {
    const output = await rendered("junit", [related, fileResult("file:///repo/z.yaml", text)]);
    expect(output).toContain('<testsuites name="plimsoll" tests="2" failures="0" errors="0">');
    expect(output).toContain('<testcase name="no findings" classname="z.yaml"/>');
  });
});

describe("Checkstyle", () => {
  it.each(runs)("is well-formed for %s, with a line, a severity, a message and a source for each error", async (_, results) => {
    const document = XmlDocument.fromString(await rendered("checkstyle", results));
    const errors = document.find("/checkstyle/file/error[@line > 0][@column > 0][@severity][@message != ''][@source]");
    expect(errors).toHaveLength(results.flatMap(({ findings }) => findings).length);
  });
});

describe("GitLab", () => {
  it.each(runs)("has the fields of Code Quality for %s", async (_, results) => {
    const issues = JSON.parse(await rendered("gitlab", results));
    expect(Array.isArray(issues)).toBe(true);
    for (const issue of issues) {
      expect(Object.keys(issue)).toEqual(["description", "check_name", "fingerprint", "severity", "location"]);
      expect(["info", "minor", "major", "critical", "blocker"]).toContain(issue.severity);
      expect(issue.location.path).not.toMatch(/^(\.|\/)/);
      expect(issue.location.lines.begin).toBeGreaterThan(0);
    }
  });

  it("never gives two findings one fingerprint", async () => {
    const twins = fileResult(web, text, { findings: [found(web, text, "Pod"), found(web, text, "Pod")] });
    const other = fileResult("file:///repo/b.yaml", text, { findings: [found("file:///repo/b.yaml", text, "Pod")] });
    const issues: { fingerprint: string }[] = JSON.parse(await rendered("gitlab", [twins, other]));
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });
});

describe("GitHub", () => {
  it("is one command a line, decoded as the runner does to what went in", async () => {
    const lines = (await rendered("github", [awkward])).trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    const [, command, properties = "", data = ""] = /^::(\w+) ([^:]*)::(.*)$/.exec(lines[0] ?? "") ?? [];
    const decoded = Object.fromEntries(properties.split(",").map((part) => part.split("=").map(decodeURIComponentsOf)));
    expect(command).toBe("error");
    expect(decoded).toEqual({ file: "k8s/ä%,:#?.yaml", line: "1", endLine: "1", col: "7", endColumn: "10", title: "some-rule" });
    expect(data).toContain("%25f: ");
  });

  it("shows the gravest first", async () => {
    const output = await rendered("github", [related, one]);
    expect(output.split("\n").map((line) => line.slice(0, 7))).toEqual(["::error", "::warni", ""]);
  });
});

function decodeURIComponentsOf(text: string): string {
  return text
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%0A", "\n")
    .replaceAll("%0D", "\r")
    .replaceAll("%25", "%");
}

describe("JSON", () => {
  it("keeps the contract", async () => {
    const report = JSON.parse(await rendered("json", [related, one, awkward]));
    expect(Object.keys(report)).toEqual(["version", "findings", "suppressed", "unchecked", "summary"]);
    expect(report.version).toBe(1);
    expect(report.summary).toEqual({
      files: 3,
      resources: 3,
      error: 2,
      warning: 1,
      info: 1,
      fixable: 0,
      suppressed: 1,
      baselined: 0,
      unchecked: 1,
    });
    expect(report.findings[0]).toEqual({
      rule: "some-rule",
      severity: "warning",
      message: "Something is wrong.",
      url: null,
      file: "../base.yaml",
      range: { start: { line: 4, column: 9, offset: 43 }, end: { line: 4, column: 12, offset: 46 } },
      resource: { apiVersion: "v1", kind: "Pod", namespace: null, name: "web" },
      container: null,
      path: [],
      related: [
        {
          file: "../base.yaml",
          range: { start: { line: 1, column: 13, offset: 12 }, end: { line: 1, column: 15, offset: 14 } },
          message: "Here too.",
        },
        {
          file: "web app.yaml",
          range: { start: { line: 2, column: 1, offset: 15 }, end: { line: 2, column: 5, offset: 19 } },
          message: "There.",
        },
      ],
      fixes: [],
      fingerprint: "0123456789abcdef",
    });
    expect(report.suppressed[0].by).toEqual({ kind: "comment", reason: "needed" });
    expect(report.unchecked).toEqual([{ file: "ä%,:#?.yaml", reason: "template" }]);
  });

  it("counts a byte order mark as offset and not as column", async () => {
    const [finding] = JSON.parse(await rendered("json", [awkward])).findings;
    expect(finding.range.start).toEqual({ line: 1, column: 7, offset: 7 });
  });
});

describe("compact", () => {
  it("is one line each, as Vim's %f:%l:%c: %t%*[^:]: %m reads it", async () => {
    expect(await rendered("compact", [one])).toBe("web app.yaml:2:7: error: Something is wrong. [some-rule]\n");
    const lines = (await rendered("compact", [awkward])).trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^.+:\d+:\d+: (error|warning|info): .+ \[some-rule\]$/);
  });
});

describe("Markdown", () => {
  it("lists no more than a summary can hold, and says how many are left", async () => {
    const many = Array.from({ length: 203 }, () => found(web, text, "Pod"));
    expect(await rendered("markdown", [fileResult(web, text, { findings: many })])).toContain("And 3 findings more.");
  });
});

describe("text", () => {
  it("groups by file and shows source, related places and counts", async () => {
    expect(await rendered("text", [related, one])).toBe(`../base.yaml
  4:9     warning  Something is wrong.  some-rule
         Why.
     4 |   name: web
       |         ^^^
       = see ../base.yaml:1:13: Here too.
       = see web app.yaml:2:1: There.

web app.yaml
  2:7     error    Something is wrong.  some-rule
     2 | kind: Pod
       |       ^^^

2 files, 2 resources: 1 error, 1 warning, 0 info
0 fixable, 1 suppressed, 0 baselined, 0 unchecked
Failed: 1 finding at or above error
`);
  });

  it("ends a long run with the errors, the rules that most of it is about, and the next step", async () => {
    const many = "kind: Pod\n".repeat(60);
    const findings = Array.from({ length: 60 }, (_, i) => ({
      ...found(web, many, "Pod", i === 3 ? { rule: "other-rule" } : { severity: "warning" }),
      span: { start: 10 * i + 6, end: 10 * i + 9 },
    }));
    const output = await rendered("text", [fileResult(web, many, { findings })]);
    expect(output.slice(output.indexOf("The error\n"))).toBe(`The error
  web app.yaml:4:7  Something is wrong.  other-rule

1 rule makes up 100% of the warnings and info. To turn one off, in plimsoll.yaml:
  rules:
    some-rule: off # 59
Next: \`plimsoll baseline create\` records what is there, so that only new findings are reported; --quiet shows errors only.

1 file, 1 resource: 1 error, 59 warnings, 0 info
0 fixable, 0 suppressed, 0 baselined, 0 unchecked
Failed: 1 finding at or above error
`);
  });
});
