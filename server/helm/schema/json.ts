import type { Json } from "../../yaml/tree/json.ts";
import type { Value } from "../value/value.ts";

export type JsonObject = { readonly [key: string]: Json };

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

export function numberOf(json: Json | undefined): number | undefined {
  return typeof json === "number" ? json : undefined;
}

/** The type of a value as JSON Schema calls it; a whole number is an integer, however it is written. */
export function describeType({ kind, ...value }: Value): string {
  switch (kind) {
    case "dict":
    case "struct":
      return "object";
    case "list":
      return "array";
    case "string":
    case "complex":
      return "string";
    case "bool":
      return "boolean";
    case "int":
      return "integer";
    case "float":
      return Number.isInteger((value as { readonly value: number }).value) ? "integer" : "number";
    default:
      return "null";
  }
}

/** The value as JSON, with the keys of mappings in their order. */
export function jsonOf(value: Value): Json {
  switch (value.kind) {
    case "dict": {
      const keys = [...value.entries.keys()].sort();
      return Object.fromEntries(keys.map((key) => [key, jsonOf(value.entries.get(key)?.value as Value)]));
    }
    case "list":
      return value.items.map(jsonOf);
    case "string":
      return value.text;
    case "int":
      return Number(value.value);
    case "bool":
    case "float":
      return value.value;
    default:
      return null;
  }
}
