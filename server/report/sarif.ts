import type { Severity } from "../lint/finding.ts";
import type { PlacedFinding } from "../lint/result.ts";
import type { Span } from "../text/span.ts";
import { indented, listed } from "./json-text.ts";
import { lineHashes } from "./line-hash.ts";
import type { Places, Range } from "./place.ts";
import type { Report, Reporter, ReportFile } from "./report.ts";
import { sarifRule } from "./sarif-rule.ts";

/** GitHub takes this many results of a run at most. */
const MOST_RESULTS = 25_000;
const LEVEL: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/**
 * SARIF 2.1.0 (OASIS) with what GitHub's and GitLab's code scanning ask for beyond the schema: one location with a full region, paths
 * from the repository's root, `primaryLocationLineHash`. Suppressed findings are left out, since GitHub would open alerts for them.
 */
export const sarif: Reporter = function* (report) {
  const rules = [...report.rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  const results = new GravestResults();
  const crashes: Notification[] = [];
  for (const file of report.files()) {
    let hashes: readonly string[] | undefined;
    for (const finding of file.result.findings) {
      results.add(finding.severity, () => {
        hashes ??= lineHashes(file.result.text);
        return indented(resultOf(report, file, finding, indexes.get(finding.rule), hashes), 4);
      });
    }
    crashes.push(...crashesIn(file));
  }
  const run = {
    tool: { driver: { name: "Plimsoll", semanticVersion: report.version, rules: rules.map(sarifRule) } },
    invocations: [invocationOf(crashes, results.areAll)],
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
  };
  yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n  "runs": [\n    {\n';
  for (const [name, value] of Object.entries(run)) yield `      "${name}": ${indented(value, 3)},\n`;
  yield '      "results": ';
  yield* listed(results.kept(), 3);
  yield "\n    }\n  ]\n}\n";
};

/** The results as text, without the least grave ones where there are more than services take. Of equal ones the first count. */
class GravestResults {
  readonly #taken: { readonly severity: Severity; readonly text: string }[] = [];
  readonly #counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };

  /** `make` is not called where the result can no longer be among them. */
  add(severity: Severity, make: () => string): void {
    this.#counts[severity]++;
    const { error, warning, info } = this.#counts;
    const asGrave = severity === "error" ? error : severity === "warning" ? error + warning : error + warning + info;
    if (asGrave <= MOST_RESULTS) this.#taken.push({ severity, text: make() });
  }

  get areAll(): boolean {
    const { error, warning, info } = this.#counts;
    return error + warning + info <= MOST_RESULTS;
  }

  kept(): readonly string[] {
    const left = { error: MOST_RESULTS, warning: MOST_RESULTS - this.#counts.error, info: 0 };
    left.info = left.warning - this.#counts.warning;
    return this.#taken.flatMap(({ severity, text }) => (left[severity]-- > 0 ? text : []));
  }
}

function resultOf(
  report: Report,
  file: ReportFile,
  finding: PlacedFinding,
  ruleIndex: number | undefined,
  hashes: readonly string[],
) {
  const place = file.range(finding.span);
  const hash = hashes[place.start.line];
  const fixes = file.fixes(finding).map((fix) => ({
    description: { text: fix.title },
    artifactChanges: [
      {
        artifactLocation: artifact(file.repositoryPath),
        replacements: fix.edits.map((edit) => ({
          deletedRegion: exact(file.range(edit)),
          insertedContent: { text: edit.newText },
        })),
      },
    ],
  }));
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
  return file.result.crashes.map(({ rule, error, span }) => ({
    level: "error",
    message: { text: `The rule ${rule} failed: ${error.split("\n")[0]}` },
    locations: [location(file, span)],
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
