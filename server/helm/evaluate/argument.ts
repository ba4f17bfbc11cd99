import type { Operand } from "../template/node.ts";
import { printNode } from "../template/print.ts";
import { unknownText } from "../value/display.ts";
import { HOLE } from "../value/place.ts";
import { typeOf } from "../value/type.ts";
import { ANY_MAP, float, type Int, type IntType, int, MISSING, NIL, UNKNOWN, type Value } from "../value/value.ts";
import { errorAt, type State } from "./state.ts";

const ANY = "interface {}";
const INTEGERS: ReadonlySet<string> = new Set(["int", "int64", "uint8", "uint32", "uint64"]);

/** Whether a parameter of the type takes nil. */
function takesNil(type: string): boolean {
  return type === ANY || type.startsWith("map[") || type.startsWith("[]") || type.startsWith("*");
}

/** Checks that a computed value may be passed as the type; nil becomes the type's zero value. */
export function validate(state: State, value: Value, type: string): Value {
  if (type === ANY) return value.kind === "missing" ? NIL : value;
  if (value.kind === "missing") return takesNil(type) ? NIL : errorAt(state, `invalid value; expected ${type}`);
  if (value.kind === "unknown") return type === "string" ? unknownText(HOLE, value.place) : UNKNOWN;
  if (value.kind === "nil") return errorAt(state, `wrong type for value; expected ${type}; got interface {}`);
  const own = typeOf(value);
  if (own === type || (type === ANY_MAP && own === "chartutil.Values")) return value;
  return errorAt(state, `wrong type for value; expected ${type}; got ${own}`);
}

/** The value of a literal that is passed as the type. */
export function literalAs(state: State, node: Operand, type: string): Value {
  if (node.kind === "nil") {
    if (type === ANY) return NIL;
    return takesNil(type) ? MISSING : errorAt(state, `cannot assign nil to ${type}`);
  }
  if (type === "bool") return node.kind === "bool" ? { kind: "bool", value: node.value } : wanted(state, node, "bool");
  if (type === "float64") {
    if (node.kind !== "number" || node.value.kind === "complex") return wanted(state, node, "float");
    return float(Number(node.value.value));
  }
  if (INTEGERS.has(type)) {
    const value = node.kind === "number" ? integral(node.value) : undefined;
    return value === undefined
      ? wanted(state, node, type.startsWith("u") ? "unsigned integer" : "integer")
      : int(value, type as IntType);
  }
  if (type === "string") return wanted(state, node, "string");
  return errorAt(state, `can't handle ${printNode(node)} for arg of type ${type}`);
}

function wanted(state: State, node: Operand, what: string): never {
  return errorAt(state, `expected ${what}; found ${printNode(node)}`);
}

/** The integer that a constant is, even if it is written with a point. */
function integral(
  value: Int | { readonly kind: "float"; readonly value: number } | { readonly kind: "complex" },
): bigint | undefined {
  if (value.kind === "int") return value.value;
  return value.kind === "float" && Number.isSafeInteger(value.value) ? BigInt(value.value) : undefined;
}
