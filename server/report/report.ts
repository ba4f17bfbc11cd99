import type { FileResult, PlacedFinding } from "../lint/analysis/result.ts";
import { type Crash, crashOf } from "../lint/rule/crash.ts";
import { type Fix, type ResourceId, rank, type Severity } from "../lint/rule/finding.ts";
import type { Rule } from "../lint/rule/rule.ts";
import { Fixer, type OfferedFix } from "./fixer.ts";
import { lineHashes } from "./line-hash.ts";
import { FileMask } from "./mask/file-mask.ts";
import { type Places, placesOf } from "./place.ts";
import type { ShardRun } from "./shard.ts";
import { Statistics, Summary } from "./summary.ts";

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

/** What a host knows of a run before its results are made. */
export interface RunContext {
  /** The rules that were on in some file. */
  readonly rules: readonly Rule[];
  /** Of Plimsoll. */
  readonly version: string;
  /** Whether a finding of this severity fails the run. */
  fails(severity: Severity): boolean;
  /** Findings per rule are wanted. */
  readonly statistics: boolean;
  /** Files and documents that were not checked are to be listed. */
  readonly listUnchecked: boolean;
  /** The part that this is of a larger run. */
  readonly shard?: ShardRun;
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
  /** By which GitHub recognises a line (from 1): `lineHashes`. */
  lineHash(line: number): string | undefined;
  /** The fixes of a finding that can be carried out in this text. */
  offers(finding: PlacedFinding): readonly Fix[];
  /** The same with their edits. */
  fixes(finding: PlacedFinding): readonly OfferedFix[];
}

/** What a reporter may ask about the run while it consumes its files. */
export interface Report extends RunContext {
  /** A file that a finding points at, reported or not. */
  file(uri: string): Pick<ReportFile, "path" | "repositoryPath" | keyof Places> | undefined;
}

/** What the whole run comes to, known when the last file has been consumed. */
export interface RunSummary {
  readonly counts: Summary;
  readonly statistics: Statistics;
  readonly verdict: Verdict;
}

/** Consumes a run: each file once, sorted by path, then what they come to. What it returns is written in that order, and ends in a line break unless nothing is. */
export interface Reporter {
  /** `false`: it does not show how many findings have a fix, so that nobody need find out. */
  readonly countsFixes?: false;
  file(file: ReportFile): Iterable<string>;
  end(summary: RunSummary): Iterable<string>;
}

/** How a format is to be rendered: a terminal gets colours, and links where it shows them. */
export interface Style {
  readonly color: boolean;
  readonly hyperlinks?: boolean;
}

/** A format: makes the reporter of a run. */
export type Format = (report: Report, style: Style) => Reporter;

/** An internal error, and the file that it is about. */
export interface Failure extends Crash {
  readonly uri: string;
}

/** Hands the results of a run to its reporters. */
export class RunReport {
  readonly #run: RunContext;
  readonly #others: Report["file"];
  readonly #known = new Map<string, ReturnType<Report["file"]>>();
  readonly #counts = new Summary();
  readonly #statistics = new Statistics();
  #current: ReportFile | undefined;
  readonly #failures: Failure[] = [];
  /** What the reporters are made with. */
  readonly report: Report;

  /** `others`: the files that findings of a file point at; without it they are those whose text the run knows. */
  constructor(run: RunContext, others: Report["file"] = (uri) => otherFile(uri, run)) {
    this.#run = run;
    this.#others = others;
    this.report = { ...run, file: (uri) => this.#file(uri) };
  }

  /** What each reporter makes of a file, in their order. The result is not kept. */
  *file(result: FileResult, reporters: readonly Reporter[]): Iterable<Iterable<string>> {
    const failed = (error: unknown) =>
      this.#failures.push({ uri: result.uri, ...crashOf(undefined, error, { start: 0, end: 0 }) });
    yield* this.take(fileOf(result, this.#run, failed), reporters);
  }

  /** The same of a file that is ready to be shown. */
  *take(file: ReportFile, reporters: readonly Reporter[]): Iterable<Iterable<string>> {
    this.#current = file;
    for (const reporter of reporters) yield reporter.file(file);
    this.#counts.add(
      file,
      reporters.some(({ countsFixes }) => countsFixes !== false),
    ); // after the reporters, who know by then what can be fixed
    this.#statistics.add(file);
  }

  /** What each reporter makes of the whole run. `counts`: what was counted elsewhere. */
  end(verdict: Verdict, reporters: readonly Reporter[], counts: Partial<Summary> = {}): readonly Iterable<string>[] {
    const summary = { counts: Object.assign(this.#counts, counts), statistics: this.#statistics, verdict };
    return reporters.map((reporter) => reporter.end(summary));
  }

  /** What went wrong while reports were made. */
  get failures(): readonly Failure[] {
    return this.#failures;
  }

  #file(uri: string): ReturnType<Report["file"]> {
    if (this.#current?.result.uri === uri) return this.#current;
    if (!this.#known.has(uri)) this.#known.set(uri, this.#others(uri));
    return this.#known.get(uri);
  }
}

/** Results in the order of reports: by path, as `path` names their files. */
export function byPath(results: readonly PendingResult[], path: (uri: string) => string): readonly PendingResult[] {
  return results
    .map((pending) => ({ path: path(pending.uri), pending }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    .map(({ pending }) => pending);
}

function fileOf(result: FileResult, run: RunContext, failed: (error: unknown) => void): ReportFile {
  const mask = new FileMask(result);
  const shown = mask.result(result);
  const fixer = new Fixer(shown, mask, failed);
  const places = placesOf(result.text);
  let hashes: readonly string[] | undefined;
  let last = { line: 0, text: "" }; // thousands of findings may stand in one line
  const lineOf = (line: number): string => {
    if (last.line !== line) last = { line, text: mask.source(places.line(line), places.start(line)) };
    return last.text;
  };
  return {
    result: shown,
    path: run.path(result.uri),
    repositoryPath: run.repositoryPath(result.uri),
    ...places,
    line: lineOf,
    lineHash(line) {
      hashes ??= lineHashes(result.text);
      return hashes[line];
    },
    offers: (finding) => fixer.offers(finding),
    fixes: (finding) => fixer.fixes(finding),
  };
}

function otherFile(uri: string, run: RunContext): ReturnType<Report["file"]> {
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
