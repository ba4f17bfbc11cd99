import { type Field, type Fix, nearest, set, suggestion, type WrongValue } from "../../server/api.ts";

/** Of the words that are allowed the one that is nearly what is written, if there is one. */
export function valueFixes(field: Field, { expected }: WrongValue): readonly Fix[] {
  const value = field.string;
  if (!expected.values || value === undefined) return [];
  const bare = value.toLowerCase().replaceAll(/[-_ ]/g, "");
  const near = expected.values.find((one) => one.toLowerCase() === bare) ?? nearest(value, expected.values);
  return near ? [suggestion(`Use ${near}`, set(field, near))] : [];
}
