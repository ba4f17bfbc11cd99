import type { Fix, ResourceId, Severity } from "../lint/finding.ts";
import type { FileResult, PlacedFinding } from "../lint/result.ts";
import type { Rule } from "../lint/rule.ts";
import { type Fixer, makeFixer, type OfferedFix } from "./fixer.ts";
import { type Places, placesOf } from "./place.ts";

/** What a host hands over to be reported. */
export interface RunResult {
  readonly results: readonly FileResult[];
  /** The rules that were on in some file. */
  readonly rules: readonly Rule[];
  /** Of Plimsoll. */
  readonly version: string;
  /** What decided whether the run failed, and the decision. */
  readonly verdict: Verdict;
  /** Whether a finding of this severity fails the run. */
  fails(severity: Severity): boolean;
  /** Findings per rule are wanted. */
  readonly statistics: boolean;
  /** Files and documents that were not checked are to be listed. */
  readonly listUnchecked: boolean;
  /** The path of a file relative to the working directory, with forward slashes. */
  path(uri: string): string;
  /** The same relative to the repository's root, for services that know only the repository. */
  repositoryPath(uri: string): string;
  /** The text of a file that was read but is not reported, where a finding points at it. */
  text(uri: string): string | undefined;
}

/** Why a run passed or failed. */
export interface Verdict {
  readonly failed: boolean;
  /** The threshold that was crossed or kept, in words: "1 error (--fail-on error)". */
  readonly reason: string;
}

/** One file of a report. */
export interface ReportFile extends Places {
  readonly result: FileResult;
  readonly path: string;
  readonly repositoryPath: string;
  /** The fixes of a finding that can be carried out in this text. */
  offers(finding: PlacedFinding): readonly Fix[];
  /** The same with their edits. */
  fixes(finding: PlacedFinding): readonly OfferedFix[];
}

/** What a format renders. */
export interface Report extends RunResult {
  /** Sorted by path. */
  readonly files: readonly ReportFile[];
  /** A file that a finding points at, reported or not. */
  file(uri: string): Pick<ReportFile, "path" | "repositoryPath" | keyof Places> | undefined;
}

/** How a format is to be rendered: a terminal gets colours. */
export interface Style {
  readonly color: boolean;
}

/** A format: everything that goes to standard output or into a file, ending in a line break unless it is empty. */
export type Reporter = (report: Report, style: Style) => string;

/** Prepares a run for the formats. */
export function makeReport(run: RunResult): Report {
  const fixer = makeFixer();
  const files = run.results
    .map((result) => fileOf(result, run, fixer))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const byUri = new Map<string, ReturnType<Report["file"]>>(files.map((file) => [file.result.uri, file]));
  return {
    ...run,
    files,
    file(uri) {
      if (!byUri.has(uri)) {
        const text = run.text(uri);
        byUri.set(
          uri,
          text === undefined ? undefined : { path: run.path(uri), repositoryPath: run.repositoryPath(uri), ...placesOf(text) },
        );
      }
      return byUri.get(uri);
    },
  };
}

function fileOf(result: FileResult, run: RunResult, fixer: Fixer): ReportFile {
  return {
    result,
    path: run.path(result.uri),
    repositoryPath: run.repositoryPath(result.uri),
    ...placesOf(result.text),
    offers: (finding) => fixer.offers(result, finding),
    fixes: (finding) => fixer.fixes(result, finding),
  };
}

/** "1 file", "2 files". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** "Deployment default/web", or "Deployment web" without a namespace. */
export function objectName({ kind, namespace, name }: ResourceId): string {
  return `${kind} ${namespace ? `${namespace}/` : ""}${name || "(without a name)"}`;
}

/** The findings of a report from the gravest down; equal ones keep the order of the files. */
export function gravestFirst(report: Report): readonly { readonly file: ReportFile; readonly finding: PlacedFinding }[] {
  const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };
  return report.files
    .flatMap((file) => file.result.findings.map((finding) => ({ file, finding })))
    .sort((a, b) => order[a.finding.severity] - order[b.finding.severity]);
}
