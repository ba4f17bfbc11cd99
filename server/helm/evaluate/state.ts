import type { Located } from "../template/node.ts";
import { printNode } from "../template/print.ts";
import { byteLength } from "../value/bytes.ts";
import type { Context, Place } from "../value/place.ts";
import { quoteGo } from "../value/quote.ts";
import type { Value } from "../value/value.ts";
import { type FailureCode, type FunctionError, TemplateError } from "./error.ts";
import type { Output } from "./output.ts";
import { type Engine, type GoFunction, type Program, placeIn } from "./program.ts";

/** A value with what the type of its place is: an element of a collection of anything is an interface, which shows in errors. */
export interface Slot {
  readonly value: Value;
  readonly boxed: boolean;
}

export interface Variable {
  readonly name: string;
  slot: Slot;
}

/** The execution of one template. */
export interface State {
  readonly engine: Engine;
  readonly functions: ReadonlyMap<string, GoFunction>;
  readonly programs: ReadonlyMap<string, Program>;
  readonly program: Program;
  /** What is being evaluated, for errors. */
  node: Located | undefined;
  readonly variables: Variable[];
  readonly output: Output;
  context: Context | undefined;
  /** How deep templates call each other. */
  readonly depth: number;
}

/** Throws an error about the node that is being evaluated. */
export function errorAt(state: State, cause: string, code: FailureCode = "template"): never {
  throw errorOf(state, cause, code);
}

function errorOf({ program, node }: State, cause: string, code: FailureCode, inner?: Place): TemplateError {
  const { file, name, path } = program;
  const at = node?.position ?? 0;
  const place = inner ?? placeIn(program, node?.start ?? 0, node?.end ?? 0);
  if (!node) return new TemplateError(`template: ${name}: ${cause}`, place, cause, code);
  const location = `${path}:${positionText(file.text, at)}`;
  return new TemplateError(
    `template: ${location}: executing ${quoteGo(name)} at <${printNode(node)}>: ${cause}`,
    place,
    cause,
    code,
  );
}

/** Throws the error of a function on behalf of its call; the place of the cause stays. */
export function errorCalling(state: State, name: string, error: FunctionError): never {
  const inner = error instanceof TemplateError ? error : undefined;
  const outer = errorOf(state, `error calling ${name}: ${error.message}`, error.code, inner?.place);
  throw new TemplateError(outer.message, outer.place, inner?.reason ?? error.message, error.code);
}

/** Line from 1 and column from 0 in bytes, as Go gives them. */
function positionText(text: string, offset: number): string {
  const begin = text.lastIndexOf("\n", offset - 1) + 1;
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < begin; at = text.indexOf("\n", at + 1)) line++;
  return `${line}:${byteLength(text.slice(begin, offset))}`;
}

/** Counts a step; there is an end to them. */
export function step(state: State): void {
  if (--state.engine.budget.steps < 0) errorAt(state, "the templates take more steps than can be done here", "limit");
}
