import type { FileResult, PlacedFinding } from "../../server/lint/analysis/result.ts";
import type { Finding, Severity } from "../../server/lint/rule/finding.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { FORMATS, type FormatName } from "../../server/report/format/formats.ts";
import { byPath, type RunContext, RunReport, ready, type Verdict } from "../../server/report/report.ts";

/** A rule that only lends its name and its words to reports. */
export function namedRule(id: string, severity: Severity = "error", more: Partial<Rule> = {}): Rule {
  return {
    id,
    family: "pod-security",
    severity,
    tier: "recommended",
    title: `Title of ${id}`,
    why: "Why.",
    options: {},
    ...more,
  };
}

/** A finding at a piece of the text. */
export function found(uri: string, text: string, piece: string, more: Partial<Finding> = {}): PlacedFinding {
  const start = text.indexOf(piece);
  if (start < 0) throw new Error(`"${piece}" is not in the text`);
  return {
    uri,
    slice: 0,
    rule: "some-rule",
    severity: "error",
    message: "Something is wrong.",
    span: { start, end: start + piece.length },
    path: [],
    resource: { apiVersion: "v1", kind: "Pod", namespace: null, name: "web" },
    container: undefined,
    related: [],
    fixes: [],
    fingerprint: "0123456789abcdef",
    ...more,
  };
}

/** The result of one file. */
export function fileResult(uri: string, text: string, more: Partial<FileResult> = {}): FileResult {
  return { uri, text, dialect: "yaml", findings: [], suppressed: [], unchecked: [], resources: 1, crashes: [], ...more };
}

/** What a format makes of some results. URIs are paths below `/repo/`; the working directory is `/repo/k8s`. */
export async function rendered(
  format: FormatName,
  results: readonly FileResult[],
  more: Partial<RunContext> = {},
  verdict: Verdict = { failed: true, reason: "1 finding at or above error" },
): Promise<string> {
  const make = await FORMATS[format]();
  const run = new RunReport({
    rules: [namedRule("some-rule")],
    version: "1.2.3",
    fails: (severity) => severity === "error",
    statistics: false,
    listUnchecked: false,
    path: (uri) => uri.replace("file:///repo/k8s/", "").replace("file:///repo/", "../"),
    repositoryPath: (uri) => uri.replace("file:///repo/", ""),
    text: (uri) => results.find((result) => result.uri === uri)?.text,
    ...more,
  });
  const reporters = [make(run.report, { color: false })];
  const pieces: string[] = [];
  for (const { uri, make } of byPath(results.map(ready), run.report.path))
    for (const part of run.file(make(uri), reporters)) pieces.push(...part);
  for (const part of run.end(verdict, reporters)) pieces.push(...part);
  return pieces.join("");
}
