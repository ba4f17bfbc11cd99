import { FunctionError } from "../evaluate/error.ts";
import type { Call, GoFunction } from "../evaluate/program.ts";
import { bytesIn, textOf } from "../value/bytes.ts";
import { display, unknownText } from "../value/display.ts";
import { HOLE } from "../value/place.ts";
import { Text } from "../value/text.ts";
import { type Dict, isNil, type Value } from "../value/value.ts";

export type FunctionTable = Readonly<Record<string, GoFunction>>;

type Run = (args: readonly Value[], call: Call) => Value;

/** A function whose result is unknown if one of its arguments is. */
export function strict(parameters: readonly string[], call: Run, unknown?: (args: readonly Value[]) => Value): GoFunction {
  return unknown ? { parameters, call, unknown } : { parameters, call };
}

/** A function that passes unknown values and texts on. */
export function lenient(parameters: readonly string[], call: Run): GoFunction {
  return { parameters, call, knowsUnknown: true };
}

/** A function that makes a text; it is unknown if an argument is. */
export function textual(parameters: readonly string[], call: Run): GoFunction {
  return { parameters, call, unknown: () => unknownText(HOLE) };
}

/** The argument that a parameter of type `string` has made sure of. */
export function textAt(args: readonly Value[], i: number): Text {
  return args[i] as Text;
}

/** The argument that a parameter of type `int` has made sure of; large ones are cut, as nothing is that long. */
export function intAt(args: readonly Value[], i: number): number {
  const value = args[i];
  return value?.kind === "int" ? Number(value.value) : 0;
}

/** The argument of a parameter of type `map[string]interface {}`; nil is an empty one. */
export function dictAt(args: readonly Value[], i: number): Dict {
  const value = args[i] as Value;
  return value.kind === "dict" ? value : { kind: "dict", type: "map[string]interface {}", entries: new Map() };
}

/** sprig's `strval`: the text as it is, bytes as a text, anything else as `%v` prints it. */
export function strval(value: Value): Text {
  if (value.kind === "list" && value.element === "uint8") return new Text(textOf(bytesIn(value.items)));
  return display(value);
}

/** sprig's `strslice`: the items of a list as texts, without nil; anything else is a list of one. */
export function strslice(value: Value): readonly Text[] {
  if (value.kind === "list") return value.items.filter((item) => !isNil(item)).map(strval);
  return isNil(value) ? [] : [strval(value)];
}

export function nilPointer(): never {
  throw new FunctionError("runtime error: invalid memory address or nil pointer dereference");
}
