import type { Field } from "./field.ts";
import type { Json } from "./op.ts";

const MAX_DEPTH = 50; // an alias can lead back to itself

/** The field as plain data, aliases and merges followed. What cannot be known, or lies too deep, is null. */
export function jsonOf(field: Field, depth = 0): Json {
  if (depth > MAX_DEPTH) return null;
  if (field.isSequence) return field.items().map((item) => jsonOf(item, depth + 1));
  if (field.isMapping) return Object.fromEntries(field.entries().map(([name, child]) => [name, jsonOf(child, depth + 1)]));
  return field.raw ?? null;
}
