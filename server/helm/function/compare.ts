import { FunctionError } from "../evaluate/error.ts";
import { compareBytes } from "../value/display.ts";
import { printf } from "../value/printf.ts";
import { Text } from "../value/text.ts";
import { typeOf } from "../value/type.ts";
import { bool, isNil, type Value } from "../value/value.ts";

// The comparisons of text/template (funcs.go): numbers of different types are not compared.

type Basic = "bool" | "complex" | "int" | "float" | "string" | "uint";

function basicKind(value: Value): Basic | undefined {
  switch (value.kind) {
    case "bool":
    case "complex":
    case "float":
    case "string":
      return value.kind;
    case "int":
      return value.type.startsWith("u") ? "uint" : "int";
    default:
      return undefined;
  }
}

/** Whether the first is equal to any of the rest. */
export function equals(first: Value, rest: readonly Value[]): Value {
  if (isIncomparable(first) && !rest.every(isNil)) throw notComparable(first);
  if (rest.length === 0) throw new FunctionError("missing argument for comparison");
  return bool(rest.some((other) => compare(first, other)));
}

function isIncomparable(value: Value): boolean {
  return !isNil(value) && !basicKind(value);
}

/** Whether two values are equal; throws where Go cannot compare them. */
export function compare(a: Value, b: Value): boolean {
  if (isNil(a) || isNil(b)) return isNil(a) && isNil(b);
  const one = basicKind(a);
  const other = basicKind(b);
  if (!one) throw notComparable(a);
  if (!other) throw notComparable(b);
  if (one !== other && !isIntegers(one, other)) throw incompatible(a, b);
  if (a.kind === "string" && b.kind === "string") return a.text === b.text;
  if (a.kind === "complex" && b.kind === "complex") return a.text === b.text;
  return "value" in a && "value" in b && a.value === b.value;
}

/** Negative, zero or positive; throws where Go has no order. */
export function order(a: Value, b: Value): number {
  const one = basicKind(a);
  const other = basicKind(b);
  if (!one || !other) throw new FunctionError("invalid type for comparison");
  if (one !== other && !isIntegers(one, other)) throw incompatible(a, b);
  if (a.kind === "string" && b.kind === "string") return compareBytes(a.text, b.text);
  if (a.kind === "float" && b.kind === "float") return a.value - b.value;
  if (a.kind === "int" && b.kind === "int") return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  throw new FunctionError("invalid type for comparison");
}

function isIntegers(a: Basic, b: Basic): boolean {
  return (a === "int" || a === "uint") && (b === "int" || b === "uint");
}

function notComparable(value: Value): FunctionError {
  return new FunctionError(`non-comparable type ${printf(new Text("%s"), [value]).text}: ${typeOf(value)}`);
}

function incompatible(a: Value, b: Value): FunctionError {
  return new FunctionError(`incompatible types for comparison: ${typeOf(a)} and ${typeOf(b)}`);
}
