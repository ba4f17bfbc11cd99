import { HOLE } from "./place.ts";
import type { Value } from "./value.ts";

/** The type as Go prints it (`%T`). */
export function typeOf(value: Value): string {
  switch (value.kind) {
    case "missing":
    case "nil":
      return "<nil>";
    case "bool":
      return "bool";
    case "int":
      return value.type;
    case "float":
      return "float64";
    case "complex":
      return "complex128";
    case "string":
      return "string";
    case "list":
      return value.type ?? `[]${value.element}`;
    case "dict":
      return value.type;
    case "struct":
      return value.pointer ? `*${value.type}` : value.type;
    case "unknown":
      return "interface {}";
  }
}

/** The kind as Go's reflection names it. */
export function kindOf(value: Value): string {
  switch (value.kind) {
    case "missing":
    case "nil":
      return "invalid";
    case "list":
      return "slice";
    case "dict":
      return "map";
    case "struct":
      return value.pointer ? "ptr" : "struct";
    default:
      return typeOf(value);
  }
}

/** A text of which nothing is known may be empty. */
const ONLY_HOLES = new RegExp(`^${HOLE}+$`);

/** Whether Go's templates take it for true; `undefined` if that is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case "missing":
    case "nil":
      return false;
    case "bool":
      return value.value;
    case "int":
      return value.value !== 0n;
    case "float":
      return value.value !== 0;
    case "complex":
      return value.text !== "(0+0i)";
    case "string":
      return ONLY_HOLES.test(value.text) ? undefined : value.text !== "";
    case "list":
      return value.items.length > 0;
    case "dict":
      return value.entries.size > 0;
    case "struct":
      return true;
    case "unknown":
      return undefined;
  }
}
