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

/** Whether the first is equal to any of the rest; those behind the one that is are not looked at. */
export function equals(first: Value, rest: readonly Value[]): Value {
  if (rest.length === 0) throw new FunctionError("missing argument for comparison");
  return bool(rest.some((other) => compare(first, other)));
}

/** Whether two values are equal; throws where Go cannot compare them. */
export function compare(a: Value, b: Value): boolean {
  if (isNil(a) || isNil(b)) return isNil(a) && isNil(b);
  const one = basicKind(a);
  const other = basicKind(b);
  if (one !== other && !isIntegers(one, other)) throw incompatible(a, b);
  if (!one) throw notComparable(a, b);
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

function isIntegers(a: Basic | undefined, b: Basic | undefined): boolean {
  return (a === "int" || a === "uint") && (b === "int" || b === "uint");
}

/** Of two collections. */
function notComparable(a: Value, b: Value): FunctionError {
  const print = (verb: string, value: Value) => printf(new Text(verb), [value]).text;
  if (a.kind === b.kind) return new FunctionError(`non-comparable type ${print("%s", b)}: ${typeOf(b)}`);
  return new FunctionError(`non-comparable types ${print("%s", a)}: ${typeOf(a)}, ${typeOf(b)}: ${print("%v", b)}`);
}

function incompatible(a: Value, b: Value): FunctionError {
  return new FunctionError(`incompatible types for comparison: ${typeOf(a)} and ${typeOf(b)}`);
}
