import { typeOf } from "../value/type.ts";
import type { Value } from "../value/value.ts";

/** Go's `reflect.DeepEqual`: values of different types are never equal. */
export function deepEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeOf(a) !== typeOf(b)) return false;
  switch (a.kind) {
    case "missing":
    case "nil":
      return true;
    case "string":
      return b.kind === "string" && a.text === b.text;
    case "list":
      return (
        b.kind === "list" && a.items.length === b.items.length && a.items.every((item, i) => deepEqual(item, b.items[i] as Value))
      );
    case "dict":
      return (
        b.kind === "dict" &&
        a.entries.size === b.entries.size &&
        [...a.entries].every(([key, { value }]) => {
          const other = b.entries.get(key);
          return other !== undefined && deepEqual(value, other.value);
        })
      );
    case "struct":
      return (
        b.kind === "struct" &&
        a.printed?.text === b.printed?.text &&
        [...a.fields].every(([name, value]) => deepEqual(value, b.fields.get(name) as Value))
      );
    case "complex":
      return b.kind === "complex" && a.text === b.text;
    case "unknown":
      return false;
    default:
      return "value" in b && a.value === b.value;
  }
}
