import type { PlacedFinding } from "../../lint/analysis/result.ts";
import { describeCrash } from "../../lint/rule/crash.ts";
import type { Severity } from "../../lint/rule/finding.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import type { Span } from "../../text/span.ts";
import type { Places, Range } from "../place.ts";
import { type Format, type Graded, gravestFirst, type Report, type ReportFile } from "../report.ts";
import { listed } from "./json-text.ts";
import { sarifRule } from "./sarif-rule.ts";

/** GitHub takes this many results of a run at most. */
const MOST_RESULTS = 25_000;
const LEVEL: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/**
 * SARIF 2.1.0 (OASIS) with what GitHub's and GitLab's code scanning ask for beyond the schema: one location with a full region, paths
 * from the repository's root, `primaryLocationLineHash`. Suppressed findings are left out, since GitHub would open alerts for them.
 */
export const sarif: Format = (report) => {
  const rules = [...report.rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  const results: Graded[] = [];
  const crashes: Notification[] = [];
  let found = 0;
  const held: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  return {
    countsFixes: false,
    file(file) {
      for (const finding of file.result.findings) {
        const { severity } = finding;
        found++;
        // So many are as grave and stand before it, or are graver: it will not be listed.
        if (held.error + (severity === "error" ? 0 : held.warning) + (severity === "info" ? held.info : 0) >= MOST_RESULTS)
          continue;
        held[severity]++;
        const result = resultOf(report, file, finding, indexes.get(finding.rule));
        results.push({ severity, text: JSON.stringify(result) });
      }
      crashes.push(...crashesIn(file));
      return [];
    },
    end: () => logOf(report, rules, results, invocationOf(crashes, found <= MOST_RESULTS)),
  };
};

function* logOf(
  { version }: Report,
  rules: readonly Rule[],
  results: readonly Graded[],
  invocation: ReturnType<typeof invocationOf>,
): Iterable<string> {
  const run = {
    tool: { driver: { name: "Plimsoll", semanticVersion: version, rules: rules.map(sarifRule) } },
    invocations: [invocation],
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
  };
  yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n  "runs": [\n    {\n';
  for (const [name, value] of Object.entries(run)) yield `      "${name}": ${JSON.stringify(value)},\n`;
  yield '      "results": ';
  yield* listed(gravest(results).map(({ text }) => text));
  yield "\n    }\n  ]\n}\n";
}

/** The results without the least grave ones where there are more than services take. Of equal ones the first count. */
function gravest(results: readonly Graded[]): readonly Graded[] {
  if (results.length <= MOST_RESULTS) return results;
  const kept = new Set(gravestFirst(results).slice(0, MOST_RESULTS));
  return results.filter((one) => kept.has(one));
}

function resultOf(report: Report, file: ReportFile, finding: PlacedFinding, ruleIndex: number | undefined) {
  const place = file.range(finding.span);
  const hash = file.lineHash(place.start.line);
  // A SARIF fix without its changes is not valid.
  const shown = file.fixes(finding).filter(({ withheld }) => !withheld);
  const fixes = shown.flatMap((fix) => {
    const changed = fix.uri === undefined ? file : report.file(fix.uri);
    if (!changed) return [];
    const replacements = fix.edits.map((edit) => ({
      deletedRegion: exact(changed.range(edit)),
      insertedContent: { text: edit.newText },
    }));
    return [
      {
        description: { text: fix.title },
        artifactChanges: [{ artifactLocation: artifact(changed.repositoryPath), replacements }],
      },
    ];
  });
  const related = finding.related.flatMap(({ uri, span, message }, index) => {
    const other = report.file(uri ?? finding.uri);
    return other ? [{ id: index + 1, ...location(other, span), message: { text: message } }] : [];
  });
  const { resource } = finding;
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVEL[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        ...location(file, finding.span),
        ...(resource?.name
          ? {
              logicalLocations: [
                {
                  name: resource.name,
                  fullyQualifiedName: [resource.apiVersion, resource.kind, resource.namespace, resource.name]
                    .filter(Boolean)
                    .join("/"),
                  kind: "object",
                },
              ],
            }
          : {}),
      },
    ],
    partialFingerprints: { ...(hash ? { primaryLocationLineHash: hash } : {}), "plimsoll/v1": finding.fingerprint },
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    ...(fixes.length > 0 ? { fixes } : {}),
  };
}

function location(file: Pick<ReportFile, "repositoryPath" | keyof Places>, span: Span) {
  return { physicalLocation: { artifactLocation: artifact(file.repositoryPath), region: visible(file.range(span)) } };
}

function artifact(path: string) {
  return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}

function exact({ start, end }: Range) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A region that shows at least one character. */
function visible(range: Range) {
  const region = exact(range);
  return region.startLine === region.endLine && region.startColumn === region.endColumn
    ? { ...region, endColumn: region.endColumn + 1 }
    : region;
}

type Notification = ReturnType<typeof crashesIn>[number];

function crashesIn(file: ReportFile) {
  return file.result.crashes.map((crash) => ({
    level: "error",
    message: { text: describeCrash(crash) },
    locations: [location(file, crash.span)],
  }));
}

function invocationOf(crashes: readonly Notification[], areAll: boolean) {
  const cut = areAll ? [] : [{ level: "warning", message: { text: `Only the ${MOST_RESULTS} gravest findings are listed.` } }];
  const notifications = [...crashes, ...cut];
  return {
    executionSuccessful: crashes.length === 0,
    ...(notifications.length > 0 ? { toolExecutionNotifications: notifications } : {}),
  };
}
