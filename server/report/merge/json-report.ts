import type { Suppression } from "../../lint/analysis/result.ts";
import type { Unchecked } from "../../lint/analysis/unchecked.ts";
import { type ResourceId, SEVERITIES, type Severity } from "../../lint/rule/finding.ts";
import type { Edit } from "../../text/edit.ts";
import type { Path } from "../../yaml/tree/field.ts";
import type { OfferedFix } from "../fixer.ts";
import type { Range } from "../place.ts";
import type { ShardFile, ShardRun } from "../shard.ts";

/** A finding as the format `json` writes it. */
export interface JsonFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly range: Range;
  readonly resource: ResourceId | null;
  readonly container: string | null;
  readonly path: Path;
  readonly related: readonly { readonly file: string; readonly range: Range; readonly message: string }[];
  readonly fixes: readonly JsonFix[];
  readonly fingerprint: string;
}

/** A fix; its edits are in the file of the finding, or in the one that it names, with the places that they have there. */
export interface JsonFix extends Omit<OfferedFix, "uri"> {
  readonly file?: string;
  readonly edits: readonly (Edit & { readonly range?: Range })[];
}

/** A report in the format `json`, read. `run` and `files` are there in that of a part of a run. */
export interface JsonReport {
  readonly summary: { readonly files: number; readonly resources: number };
  readonly findings: readonly JsonFinding[];
  readonly suppressed: readonly (JsonFinding & {
    readonly by: { readonly kind: Suppression["kind"]; readonly reason: string | null };
  })[];
  readonly unchecked: readonly { readonly file: string; readonly reason: Unchecked }[];
  readonly run?: ShardRun;
  readonly files?: readonly ShardFile[];
}

const JSON_ONLY = "merge reads reports that were written with --format json=FILE, and writes the other formats";

/** Reads a report; a text in place of it says what is wrong, to stand behind the name of its file. */
export function readJsonReport(text: string): JsonReport | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const other = /^\s*(?:<\?xml|## Plimsoll|\S+:\d+:\d+: )/.test(text)
      ? "a report in another format"
      : `no JSON (${(error as Error).message})`;
    return `is ${other}: ${JSON_ONLY}`;
  }
  if (Array.isArray(value) || isSarif(value)) return `is a report in another format: ${JSON_ONLY}`;
  if (!isRecord(value) || !isRecord(value.summary)) return 'is no report of Plimsoll in the format json: "summary" is missing';
  if (value.version !== 1)
    return `is a report in version ${JSON.stringify(value.version)} of the format, and this program knows version 1`;
  for (const key of ["findings", "suppressed", "unchecked"])
    if (!Array.isArray(value[key])) return `is no report of Plimsoll in the format json: "${key}" is no list`;
  const report = value as unknown as JsonReport;
  const bad = [...report.findings, ...report.suppressed].findIndex((finding) => !isFinding(finding));
  if (bad >= 0) return `is damaged: number ${bad + 1} of its findings lacks its rule, severity, file, range or fingerprint`;
  const isWhole = report.run === undefined ? report.files === undefined : isRun(report.run) && (report.files ?? []).every(isFile);
  return isWhole ? report : 'is damaged: what it says of its part of the run ("run", "files") cannot be read';
}

function isSarif(value: unknown): boolean {
  return isRecord(value) && Array.isArray(value.runs);
}

function isFinding(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { rule, severity, message, file, range, path, related, fixes, fingerprint } = value;
  const texts = [rule, message, file, fingerprint].every((one) => typeof one === "string");
  const lists = [path, related, fixes].every(Array.isArray);
  return texts && lists && SEVERITIES.includes(severity as Severity) && isRange(range);
}

function isRange(value: unknown): value is Range {
  return (
    isRecord(value) &&
    [value.start, value.end].every(
      (point) =>
        isRecord(point) && typeof point.line === "number" && typeof point.column === "number" && typeof point.offset === "number",
    )
  );
}

function isRun(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value.shard)) return false;
  const { index, count } = value.shard;
  const texts = [value.version, value.configuration, value.sources, value.prefix].every((one) => typeof one === "string");
  return (
    texts && Array.isArray(value.rules) && Array.isArray(value.forbidden) && Number.isInteger(index) && Number.isInteger(count)
  );
}

function isFile(value: unknown): boolean {
  return isRecord(value) && typeof value.path === "string" && typeof value.resources === "number";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
