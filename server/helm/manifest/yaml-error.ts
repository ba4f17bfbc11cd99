import { SECOND_COLON } from "../../yaml/goyaml/messages.ts";
import type { Problem } from "../../yaml/tree/tree.ts";

/** A syntax problem as goyaml would put it, where it can be said; else with this parser's words. */
export function goMessage(text: string, { message, start }: Problem): string {
  const line = text.slice(0, start).split("\n").length;
  return `yaml: line ${line}: ${message === SECOND_COLON ? "mapping values are not allowed in this context" : message}`;
}
