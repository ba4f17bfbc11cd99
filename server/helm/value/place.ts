/** A file of a chart, or a text that the user gave in another way (`--set`, the release's name). */
export interface SourceFile {
  /** Relative to the chart's folder, with slashes; that of a values file as it was given. */
  readonly path: string;
  readonly text: string;
}

/** Where characters come from. Offsets are UTF-16 units in the file's text. */
export interface Place {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** What led to a piece of output: the action that wrote it, and around it the branches, loops and calls that it stands in. */
export interface Context {
  readonly kind: "action" | "if" | "else" | "with" | "range" | "include";
  /** The action's delimiters are part of it; of a branch, only the pipeline. */
  readonly place: Place;
  readonly parent: Context | undefined;
  /** Of a branch, the value that decided about it, if one of a file did. */
  readonly value?: Place | undefined;
}

/** A stretch of a text that comes from one place. */
export interface Run {
  /** In UTF-16 units. */
  readonly length: number;
  /** `undefined` while a function makes it: whoever called the function is the place. */
  readonly place: Place | undefined;
  /** Whether the characters are those of the place, one by one. */
  readonly exact: boolean;
  /** Whether the characters stand for something that is only known when the chart is installed. */
  readonly unknown: boolean;
  /** Set when the text is written to an output. */
  readonly context: Context | undefined;
}

/** A run without a place yet. */
export function bareRun(length: number): Run {
  return { length, place: undefined, exact: false, unknown: false, context: undefined };
}

/** A run of characters that stand in the file as they are. */
export function exactRun(file: SourceFile, start: number, end: number): Run {
  return { length: end - start, place: { file, start, end }, exact: true, unknown: false, context: undefined };
}

/** A run of characters that the place gives rise to. */
export function madeRun(place: Place, length: number): Run {
  return { length, place, exact: false, unknown: false, context: undefined };
}

/** The part of a run from one offset in it to another. */
export function partOf(run: Run, from: number, to: number): Run {
  if (from === 0 && to === run.length) return run;
  const { place, exact } = run;
  if (!exact || !place) return { ...run, length: to - from };
  return { ...run, length: to - from, place: { file: place.file, start: place.start + from, end: place.start + to } };
}

/** The character that stands for something unknown in a text; it is of those that Unicode gives to private use. */
export const HOLE = "\ue000";
