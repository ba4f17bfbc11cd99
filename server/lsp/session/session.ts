import type { Diagnostic } from "vscode-languageserver";
import type { FileResult, PlacedFinding } from "../../lint/analysis/result.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import type { Linter } from "../../lint/workspace/linter.ts";
import type { DiagnosticContext } from "../protocol/convert.ts";
import type { WorkspaceSummary } from "../protocol/messages.ts";
import type { Positions } from "../protocol/positions.ts";
import type { Documents } from "./documents.ts";
import type { Files } from "./files.ts";
import type { Project } from "./project.ts";

/** What the features of the server work with. URIs are normalized. */
export interface Session extends DiagnosticContext {
  readonly rules: readonly Rule[];
  readonly documents: Documents;
  readonly linter: Linter;
  readonly project: Project;
  readonly files: Files;
  readonly folders: readonly string[];
  /** The findings of an open document as it stands now; `undefined` if it is not open or nothing of ours. */
  settled(uri: string): Promise<FileResult | undefined>;
  /** The same, but `undefined` also where the user wants findings on saving only, and the document has changed since. */
  current(uri: string): Promise<FileResult | undefined>;
  /** An open document's text with its positions. */
  snapshot(uri: string): DocumentSnapshot | undefined;
  /** How long a document took to be checked, in milliseconds, if that was longer than its user allows. */
  slow(uri: string): number | undefined;
  /** The findings of a file that are shown now: those that its user wants to see and that are finished. */
  shown(result: FileResult): readonly PlacedFinding[];
  /** What is shown for a file now. */
  diagnostics(uri: string): Promise<Diagnostic[]>;
  /** Whether the file has diagnostics at all: it is open, or the whole workspace was asked for. */
  visible(uri: string): boolean;
  /** Whether files are being read, so that not everything is known yet. */
  readonly isScanning: boolean;
  /** Brings the linter up to date with all that it was given, and sends what is different now. */
  publish(): void;
  /** Reads all files of all folders anew; `show`: from now on their findings are shown, open or not. */
  rescan(show?: boolean): Promise<WorkspaceSummary>;
}

export interface DocumentSnapshot {
  readonly text: string;
  readonly version: number;
  readonly positions: Positions;
}
