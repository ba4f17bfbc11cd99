import type { FileResult, PlacedFinding } from "../lint/analysis/result.ts";
import { type Fix, type ResourceId, rank, type Severity } from "../lint/rule/finding.ts";
import type { Rule } from "../lint/rule/rule.ts";
import { Fixer, type OfferedFix } from "./fixer.ts";
import { type Places, placesOf } from "./place.ts";

/** What was found in a file, made when it is asked for: all results at once would take more memory than anything else. */
export interface PendingResult {
  readonly uri: string;
  /** Given the same `uri`, so that thousands share one function. */
  make(uri: string): FileResult;
}

/** One that is made already. */
export function ready(result: FileResult): PendingResult {
  return { uri: result.uri, make: () => result };
}

/** What a host hands over to be reported. */
export interface RunResult {
  readonly results: readonly PendingResult[];
  /** What of a result is to be reported; asked when it has been made. */
  narrowed(result: FileResult): FileResult;
  /** The rules that were on in some file. */
  readonly rules: readonly Rule[];
  /** Of Plimsoll. */
  readonly version: string;
  /** What decided whether the run failed, and the decision: known when the last result has been made. */
  verdict(): Verdict;
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
  /** The text of a file that was read, reported or not, where a finding points at it. */
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
export interface Report extends Omit<RunResult, "results" | "narrowed"> {
  /** Sorted by path. Each is made when its turn comes: a format goes through all of them, once, and keeps none that it does not need any more. */
  files(): Iterable<ReportFile>;
  /** A file that a finding points at, reported or not. */
  file(uri: string): Pick<ReportFile, "path" | "repositoryPath" | keyof Places> | undefined;
}

/** How a format is to be rendered: a terminal gets colours. */
export interface Style {
  readonly color: boolean;
}

/** A format: everything that goes to standard output or into a file, piece by piece, ending in a line break unless it is empty. */
export type Reporter = (report: Report, style: Style) => Iterable<string>;

/** Prepares a run for the formats. */
export function makeReport(run: RunResult): Report {
  const known = new Map<string, ReturnType<Report["file"]>>();
  let current: ReportFile | undefined;
  return {
    ...run,
    *files() {
      for (const { path, pending } of byPath(run)) {
        current = fileOf(run.narrowed(pending.make(pending.uri)), path, run);
        yield current;
      }
    },
    file(uri) {
      if (current?.result.uri === uri) return current;
      if (!known.has(uri)) known.set(uri, otherFile(uri, run));
      return known.get(uri);
    },
  };
}

function byPath({ results, path }: RunResult): readonly { readonly path: string; readonly pending: PendingResult }[] {
  return results
    .map((pending) => ({ path: path(pending.uri), pending }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function fileOf(result: FileResult, path: string, run: RunResult): ReportFile {
  const fixer = new Fixer(result);
  return {
    result,
    path,
    repositoryPath: run.repositoryPath(result.uri),
    ...placesOf(result.text),
    offers: (finding) => fixer.offers(finding),
    fixes: (finding) => fixer.fixes(finding),
  };
}

function otherFile(uri: string, run: RunResult): ReturnType<Report["file"]> {
  const text = run.text(uri);
  return text === undefined ? undefined : { path: run.path(uri), repositoryPath: run.repositoryPath(uri), ...placesOf(text) };
}

/** "1 file", "2 files". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** "Deployment default/web", or "Deployment web" without a namespace. */
export function objectName({ kind, namespace, name }: ResourceId): string {
  return `${kind} ${namespace ? `${namespace}/` : ""}${name || "(without a name)"}`;
}

/** The text of something that was found. */
export interface Graded {
  readonly severity: Severity;
  readonly text: string;
}

/** From the gravest down; equal ones keep their order. */
export function gravestFirst(found: readonly Graded[]): readonly Graded[] {
  return [...found].sort((a, b) => rank(b.severity) - rank(a.severity));
}
