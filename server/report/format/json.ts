import type { PlacedFinding } from "../../lint/analysis/result.ts";
import type { OfferedFix } from "../fixer.ts";
import { ruleUrl } from "../page/rule-url.ts";
import type { Format, Report, ReportFile } from "../report.ts";
import { shardFile } from "./json-shard.ts";
import { JsonList, listed } from "./json-text.ts";
import { REPORT_START } from "./report-start.ts";

/** For programs: the documented contract, with fixes as edits in the file's original offsets. Findings are written as they come, and what is known last stands last. */
export const json: Format = (report) => {
  const url = ruleUrl(report.rules);
  const findings = new JsonList();
  const suppressed: string[] = [];
  const unchecked: string[] = [];
  const { shard } = report;
  const parts: string[] = [];
  let start: string = REPORT_START;
  return {
    *file(file) {
      const all: OfferedFix[] = []; // only the report of a part asks for them again
      const finding = (found: PlacedFinding) => {
        const fixes = file.fixes(found);
        if (shard) all.push(...fixes);
        return findingJson(report, file, found, url(found.rule), fixes);
      };
      for (const found of file.result.findings) {
        yield start + findings.next(finding(found));
        start = "";
      }
      for (const { finding: found, by } of file.result.suppressed)
        suppressed.push(JSON.stringify({ ...finding(found), by: { kind: by.kind, reason: by.reason ?? null } }));
      for (const { reason } of file.result.unchecked) unchecked.push(JSON.stringify({ file: file.path, reason }));
      if (shard) parts.push(JSON.stringify(shardFile(file, shard.prefix, all)));
    },
    *end({ counts }) {
      yield `${start}${findings.end()},\n  "suppressed": `;
      yield* listed(suppressed);
      yield ',\n  "unchecked": ';
      yield* listed(unchecked);
      if (shard) {
        yield `,\n  "run": ${JSON.stringify(shard)},\n  "files": `;
        yield* listed(parts);
      }
      yield `,\n  "summary": ${JSON.stringify(counts)}\n}\n`;
    },
  };
};

function findingJson(report: Report, file: ReportFile, finding: PlacedFinding, url: string | null, fixes: readonly OfferedFix[]) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    url,
    file: file.path,
    range: file.range(finding.span),
    resource: finding.resource ?? null,
    container: finding.container ?? null,
    path: finding.path,
    related: finding.related.flatMap(({ uri, span, message }) => {
      const other = report.file(uri ?? finding.uri);
      return other ? [{ file: other.path, range: other.range(span), message }] : [];
    }),
    fixes: fixes.map((fix) => ({
      title: fix.title,
      class: fix.class,
      ...changesOf(report, fix),
      ...(fix.manual ? { manual: true } : {}),
      ...(fix.withheld ? { withheld: true } : {}),
    })),
    fingerprint: finding.fingerprint,
  };
}

/** The edits of a fix; those in another file name it, and say where they are. */
function changesOf(report: Report, { edits, uri }: OfferedFix) {
  const other = uri === undefined ? undefined : report.file(uri);
  if (!other) return { edits: edits.map(({ start, end, newText }) => ({ start, end, newText })) };
  return {
    file: other.path,
    edits: edits.map(({ start, end, newText }) => ({ start, end, newText, range: other.range({ start, end }) })),
  };
}
