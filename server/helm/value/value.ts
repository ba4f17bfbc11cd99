import type { Place } from "./place.ts";
import { Text } from "./text.ts";

// Go's values, as far as a template can tell them apart. Scalars and collections remember the place that they were read from.

/** No value at all: what a parenthesised pipeline makes of nil. Prints like nil, and a field of it is missing too. */
export interface Missing {
  readonly kind: "missing";
}

/** A nil interface: `null`, or a key that is not there. A field of it is an error. */
export interface Nil {
  readonly kind: "nil";
  readonly place?: Place | undefined;
}

export interface Bool {
  readonly kind: "bool";
  readonly value: boolean;
  readonly place?: Place | undefined;
}

export type IntType = "int" | "int64" | "uint8" | "uint32" | "uint64";

export interface Int {
  readonly kind: "int";
  readonly type: IntType;
  readonly value: bigint;
  readonly place?: Place | undefined;
}

export interface Float {
  readonly kind: "float";
  readonly value: number;
  readonly place?: Place | undefined;
}

/** `1i`; nobody uses one, but the syntax has them. */
export interface Complex {
  readonly kind: "complex";
  readonly text: string;
}

export type ElementType = "interface {}" | "int" | "string" | "uint8" | "map[string]interface {}";

export interface List {
  readonly kind: "list";
  readonly element: ElementType;
  readonly items: readonly Value[];
  /** The name of the type, if it has one. */
  readonly type?: string;
  readonly methods?: ReadonlyMap<string, Method>;
  readonly place?: Place | undefined;
}

export interface DictEntry {
  readonly key: Text;
  value: Value;
}

/** A map with keys that are strings. Templates change it in place (`set`). */
export interface Dict {
  readonly kind: "dict";
  readonly type: string;
  readonly entries: Map<string, DictEntry>;
  /** What can be called on it by name. */
  readonly methods?: ReadonlyMap<string, Method>;
  /** What a key that is not there has as its value; nil if not given. */
  readonly zero?: Value;
  readonly place?: Place | undefined;
}

/** What JSON calls a field of a struct, and whether it is left out where it is empty. */
export interface JsonName {
  readonly name: string;
  readonly omitEmpty: boolean;
}

/** A struct: its fields are known by name. */
export interface Struct {
  readonly kind: "struct";
  readonly type: string;
  readonly fields: ReadonlyMap<string, Value>;
  /** A struct among the fields whose own fields are those of this one too. */
  readonly embedded?: Struct;
  /** What JSON calls the fields, in their order; as they are called without it. */
  readonly json?: ReadonlyMap<string, JsonName>;
  readonly methods?: ReadonlyMap<string, Method>;
  /** What it prints as, if it has a `String` method. */
  readonly printed?: Text;
  /** Whether it is held by a pointer, which may print and be told apart differently. */
  readonly pointer?: boolean;
}

/** Something that is only known when the chart is installed, of any type. */
export interface Unknown {
  readonly kind: "unknown";
  readonly place?: Place | undefined;
}

export type Value = Missing | Nil | Bool | Int | Float | Complex | Text | List | Dict | Struct | Unknown;

/** What a method takes and gives: like a function, but its values are checked by itself. */
export interface Method {
  readonly parameters: readonly string[];
  call(args: readonly Value[]): Value;
}

export const MISSING: Missing = { kind: "missing" };
export const NIL: Nil = { kind: "nil" };
export const TRUE: Bool = { kind: "bool", value: true };
export const FALSE: Bool = { kind: "bool", value: false };
export const UNKNOWN: Unknown = { kind: "unknown" };

export function bool(value: boolean): Bool {
  return value ? TRUE : FALSE;
}

/** Wraps around at 64 bits, as Go's arithmetic does. */
export function int(value: bigint | number, type: IntType = "int"): Int {
  return { kind: "int", type, value: BigInt.asIntN(64, BigInt(value)) };
}

export function float(value: number): Float {
  return { kind: "float", value };
}

export function text(value: string): Text {
  return new Text(value);
}

export function list(items: readonly Value[], element: ElementType = "interface {}"): List {
  return { kind: "list", element, items };
}

export const ANY_MAP = "map[string]interface {}";

export function dict(entries: Iterable<readonly [string | Text, Value]> = [], type = ANY_MAP): Dict {
  const map = new Map<string, DictEntry>();
  for (const [key, value] of entries) {
    const name = typeof key === "string" ? text(key) : key;
    map.set(name.text, { key: name, value });
  }
  return { kind: "dict", type, entries: map };
}

export function isNil(value: Value): value is Missing | Nil {
  return value.kind === "nil" || value.kind === "missing";
}

/** The value of a key; nil (or what stands for it) if it is not there. */
export function entryOf(map: Dict, key: string): Value {
  return map.entries.get(key)?.value ?? map.zero ?? NIL;
}
