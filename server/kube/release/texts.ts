import type { Field } from "../../yaml/tree/field.ts";

/** The texts of a list; what is no text is left out. */
export function textsOf(field: Field): readonly string[] {
  return field.items().flatMap((item) => item.string ?? []);
}

/** A path that a field holds; `undefined` where it is none that can be followed: an address, or one that is templated. */
export function pathIn(field: Field): string | undefined {
  const path = field.string;
  return path === undefined || path === "" || /\{\{|:\/\//.test(path) ? undefined : path;
}
