import { DIALECTS } from "../lint/dialect.ts";
import type { FixClass, ResourceId, Severity } from "../lint/finding.ts";
import { renderFix } from "../lint/fix.ts";
import type { FileResult, PlacedFinding } from "../lint/result.ts";
import type { Rule } from "../lint/rule.ts";
import type { Edit } from "../text/edit.ts";
import { shift } from "../text/span.ts";
import type { Tree } from "../yaml/tree.ts";
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

/** A fix that can be carried out: its edits are absolute offsets in the file's text, sorted, not overlapping. */
export interface OfferedFix {
  readonly title: string;
  readonly class: FixClass;
  readonly edits: readonly Edit[];
}

/** One file of a report. */
export interface ReportFile extends Places {
  readonly result: FileResult;
  readonly path: string;
  readonly repositoryPath: string;
  /** The fixes of a finding that can be rendered in this text. */
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
  const files = run.results.map((result) => fileOf(result, run)).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
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

function fileOf(result: FileResult, run: RunResult): ReportFile {
  const dialect = DIALECTS[result.dialect];
  const trees = new Map<number, Tree>();
  const offered = new WeakMap<PlacedFinding, readonly OfferedFix[]>();
  const treeOf = (slice: number) => {
    let tree = trees.get(slice);
    const span = tree ? undefined : dialect.cut(result.text)[slice];
    if (span) {
      tree = dialect.parse(result.text, span.start, span.end);
      trees.set(slice, tree);
    }
    return tree;
  };
  return {
    result,
    path: run.path(result.uri),
    repositoryPath: run.repositoryPath(result.uri),
    ...placesOf(result.text),
    fixes(finding) {
      const known = offered.get(finding);
      if (known) return known;
      const fixes = finding.fixes.flatMap((fix) => {
        const tree = treeOf(finding.slice);
        const edits = tree && renderFix(tree, fix, dialect.parse);
        if (!tree || !edits || edits.length === 0) return [];
        return [
          {
            title: fix.title,
            class: fix.class,
            edits: edits.map((edit) => ({ ...shift(edit, tree.from), newText: edit.newText })),
          },
        ];
      });
      offered.set(finding, fixes);
      return fixes;
    },
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
