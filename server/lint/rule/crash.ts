import type { Span } from "../../text/span.ts";

/** Something that threw: an internal error, named so that the other results still stand. */
export interface Crash {
  /** `undefined` if it was no rule: the file could not be read as YAML, built or judged. */
  readonly rule: string | undefined;
  readonly error: string;
  readonly span: Span;
}

export function crashOf(rule: string | undefined, error: unknown, span: Span): Crash {
  return { rule, error: error instanceof Error ? (error.stack ?? error.message) : String(error), span };
}

/** What failed, and how, in one line. */
export function describeCrash({ rule, error }: Pick<Crash, "rule" | "error">): string {
  const [reason] = error.split("\n");
  return rule === undefined ? `internal error: ${reason}` : `the rule ${rule} failed: ${reason}`;
}
