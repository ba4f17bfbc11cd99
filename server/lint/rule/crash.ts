import type { Span } from "../../text/span.ts";

/** Something that threw: an internal error, named so that the other results still stand. */
export interface Crash {
  /** `undefined` if it was no rule: the file could not be read as YAML, built or judged. */
  readonly rule: string | undefined;
  readonly error: string;
  readonly span: Span;
}

export function crashOf(rule: string | undefined, error: unknown, span: Span): Crash {
  return { rule, error: errorText(error), span };
}

/** Of each rule the first crash, at the start of the file that stands for where it happened: a kustomization, a chart. */
export function firstOfEachRule(crashes: readonly Crash[]): readonly Crash[] {
  const first = new Map<string | undefined, Crash>();
  for (const crash of crashes) if (!first.has(crash.rule)) first.set(crash.rule, { ...crash, span: { start: 0, end: 0 } });
  return [...first.values()];
}

/** An error of ours for a log: its message and where it came from, without what the message quotes, which may stand in a manifest. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text
    .replace(/"[^"\n]*"/g, '"…"')
    .replace(/(Cannot convert ).*( to a BigInt)|(Invalid regular expression: ).*/g, "$1$3…$2");
}

/** What failed, and how, in one line. */
export function describeCrash({ rule, error }: Pick<Crash, "rule" | "error">): string {
  const [reason] = error.split("\n");
  return rule === undefined ? `internal error: ${reason}` : `the rule ${rule} failed: ${reason}`;
}
