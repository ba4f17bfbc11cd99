import type { Field } from "./field.ts";
import type { Json } from "./json.ts";
import type { Node } from "./tree.ts";

/**
 * Whether the field has this value already. Aliases and merges count as what they bring in. A number or boolean must be written so that
 * YAML 1.1 and 1.2 read it alike: setting `yes` to true rewrites it.
 */
export function equals(field: Field, value: Json): boolean {
  const { node } = field;
  if (!node) return false;
  if (node.kind === "scalar") {
    if (node.unknown || node.value !== value) return false;
    if (typeof value === "number") return node.style !== "plain" || Number(node.source) === value;
    return typeof value !== "boolean" || node.style !== "plain" || node.source.toLowerCase() === String(value);
  }
  if (node.open || typeof value !== "object" || value === null) return false;
  if (node.kind === "sequence") {
    const items = field.items();
    return Array.isArray(value) && items.length === value.length && items.every((item, i) => equals(item, value[i] as Json));
  }
  if (Array.isArray(value)) return false;
  const wanted = value as { readonly [key: string]: Json };
  const entries = field.entries();
  return (
    entries.length === Object.keys(wanted).length &&
    entries.every(([name, child]) => Object.hasOwn(wanted, name) && equals(child, wanted[name] as Json))
  );
}

/** Whether the node is an empty value, `null` or `~`. */
export function isNull(node: Node): boolean {
  return node.kind === "scalar" && node.value === null && !node.unknown;
}
