import { type Field, type Fix, nearest, set, suggestion, type WrongValue } from "../../server/api.ts";

/** Of more words than these nobody means one by a slip, and to look through all of them for each value would take its square. */
const MOST_WORDS = 1000;

/** Of the words that are allowed the one that is nearly what is written, if there is one. */
export function valueFixes(field: Field, { expected }: WrongValue): readonly Fix[] {
  const value = field.string;
  if (!expected.values || expected.values.length > MOST_WORDS || value === undefined) return [];
  const bare = value.toLowerCase().replaceAll(/[-_ ]/g, "");
  const near = expected.values.find((one) => one.toLowerCase() === bare) ?? nearest(value, expected.values);
  return near ? [suggestion(`Use ${near}`, set(field, near))] : [];
}
