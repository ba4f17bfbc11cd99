import { FunctionError } from "../evaluate/error.ts";
import { truth } from "../value/type.ts";
import { bool, isNil, NIL, UNKNOWN, type Value } from "../value/value.ts";
import { type FunctionTable, lenient, strict, textAt } from "./define.ts";

/** sprig's `empty`; a struct never is. `undefined` if it is not known. */
export function isEmpty(value: Value | undefined): boolean | undefined {
  if (!value || isNil(value)) return true;
  const holds = truth(value);
  return holds === undefined ? undefined : !holds;
}

/** Defaults, conditions, and refusals. */
export const FLOW: FunctionTable = {
  default: lenient(["interface {}", "...interface {}"], ([fallback, given]) =>
    isEmpty(given) ? (fallback as Value) : (given as Value),
  ),
  empty: lenient(["interface {}"], ([value]) => {
    const empty = isEmpty(value);
    return empty === undefined ? UNKNOWN : bool(empty);
  }),
  coalesce: lenient(["...interface {}"], (args) => args.find((value) => isEmpty(value) !== true) ?? NIL),
  all: lenient(["...interface {}"], (args) => quantified(args, true)),
  any: lenient(["...interface {}"], (args) => quantified(args, false)),
  ternary: lenient(["interface {}", "interface {}", "bool"], ([yes, no, condition]) => {
    if (condition?.kind !== "bool") return UNKNOWN;
    return (condition.value ? yes : no) as Value;
  }),
  fail: strict(["string"], (args) => {
    throw new FunctionError(textAt(args, 0).text, "fail");
  }),
  required: lenient(["string", "interface {}"], (args) => {
    const value = args[1] as Value;
    if (isNil(value) || (value.kind === "string" && value.text === "")) throw new FunctionError(textAt(args, 0).text, "required");
    return value;
  }),
};

/** Whether all, or any, of the values are not empty. */
function quantified(args: readonly Value[], all: boolean): Value {
  const known = args.map((value) => isEmpty(value));
  if (known.includes(all)) return bool(!all);
  return known.includes(undefined) ? UNKNOWN : bool(all);
}
