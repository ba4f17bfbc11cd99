import type { Place } from "../value/place.ts";

export type FailureCode = "template" | "fail" | "required" | "limit";

/** What a function says when it cannot do what it is asked; the evaluation adds where. */
export class FunctionError extends Error {
  readonly code: FailureCode;

  constructor(message: string, code: FailureCode = "template") {
    super(message);
    this.code = code;
  }
}

/** An error of the evaluation, in Go's words, with the place of its cause. */
export class TemplateError extends FunctionError {
  /** The innermost token. */
  readonly place: Place;
  /** The message without where it happened. */
  readonly reason: string;

  constructor(message: string, place: Place, reason: string, code: FailureCode) {
    super(message, code);
    this.place = place;
    this.reason = reason;
  }
}
