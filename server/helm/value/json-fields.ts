import { truth } from "./type.ts";
import type { Struct, Value } from "./value.ts";

/** The fields of a struct that JSON has, by the names that it gives them. */
export function jsonFields({ fields, embedded, json }: Struct): readonly (readonly [string, Value])[] {
  return [...fields].flatMap(([field, value]): readonly (readonly [string, Value])[] => {
    if (embedded && value === embedded) return jsonFields(embedded);
    const { name, omitEmpty } = json?.get(field) ?? { name: field, omitEmpty: false };
    return omitEmpty && truth(value) === false ? [] : [[name, value]];
  });
}
