import type { Span } from "../../text/span.ts";

/** A rule that threw: an internal error, named so that the others' results still stand. */
export interface Crash {
  readonly rule: string;
  readonly error: string;
  readonly span: Span;
}

export function crashOf(rule: string, error: unknown, span: Span): Crash {
  return { rule, error: error instanceof Error ? (error.stack ?? error.message) : String(error), span };
}
