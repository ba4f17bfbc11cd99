import type { Field } from "./field.ts";
import type { Json } from "./json.ts";

const MOST = 1000; // nodes; whoever copies a value wants a small one

/**
 * The data of a field as JSON has it, aliases and merges resolved; `undefined` where a part of it cannot be known, or where it is absent or too large
 * to copy.
 */
export function plainOf(field: Field): Json | undefined {
  return convert(field, { left: MOST });
}

function convert(field: Field, budget: { left: number }): Json | undefined {
  const { node } = field;
  if (node === undefined || field.open || budget.left-- <= 0) return undefined;
  if (node.kind === "scalar") return field.state === "unknown" ? undefined : node.value;
  if (node.kind === "sequence") return all(field.items().map((item) => convert(item, budget)));
  const entries = field.entries().map(([name, value]) => [name, convert(value, budget)] as const);
  return entries.some(([, value]) => value === undefined) ? undefined : (Object.fromEntries(entries) as Json);
}

function all(values: readonly (Json | undefined)[]): Json | undefined {
  return values.includes(undefined) ? undefined : (values as readonly Json[]);
}

const MAX_DEPTH = 50; // an alias can lead back to itself
const MOST_NODES = 200_000; // and aliases of aliases make of a few lines a value without end

/** The same for whoever wants an answer in any case: what cannot be known, lies too deep, or is too much, is null. */
export function jsonOf(field: Field, depth = 0, budget = { left: MOST_NODES }): Json {
  if (depth > MAX_DEPTH || budget.left-- <= 0) return null;
  if (field.isSequence) return field.items().map((item) => jsonOf(item, depth + 1, budget));
  if (field.isMapping)
    return Object.fromEntries(field.entries().map(([name, child]) => [name, jsonOf(child, depth + 1, budget)]));
  return field.raw ?? null;
}
