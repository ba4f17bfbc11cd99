import type { Call, GoFunction } from "../evaluate/program.ts";
import { dict, UNKNOWN, type Value } from "../value/value.ts";
import { type FunctionTable, lenient, textAt } from "./define.ts";

/** What Helm adds to sprig: templates that call others, and the cluster. */
export const TEMPLATES: FunctionTable = {
  include: lenient(["string", "interface {}"], (args, call: Call) =>
    call.engine.include(textAt(args, 0).text, args[1] as Value, call),
  ),
  tpl: lenient(["string", "interface {}"], (args, call: Call) => call.engine.tpl(textAt(args, 0), args[1] as Value, call)),
  // Without a cluster Helm finds nothing.
  lookup: lenient(["string", "string", "string", "string"], (_, { engine }) => (engine.opensUnknown ? UNKNOWN : dict())),
};

/** A function that Helm has and that is not evaluated here. */
export function unknownFunction(parameters: readonly string[] = ["...interface {}"]): GoFunction {
  return lenient(parameters, () => UNKNOWN);
}
