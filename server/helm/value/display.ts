import { formatFloat } from "./number.ts";
import { HOLE, type Place, type Run } from "./place.ts";
import { Text, TextBuilder } from "./text.ts";
import type { Dict, Value } from "./value.ts";

/** A text that stands for one that is only known when the chart is installed, such as a password; as long as that one. */
export function unknownText(shape: string, place?: Place): Text {
  if (shape === "") return new Text("", []);
  return new Text(shape, [{ length: shape.length, place, exact: false, unknown: true, context: undefined }]);
}

/** The value as `%v` prints it. Scalars keep their place. */
export function display(value: Value): Text {
  if (value.kind === "string") return value;
  if (value.kind === "unknown") return unknownText(HOLE, value.place);
  if (value.kind === "list" || value.kind === "dict" || value.kind === "struct") {
    const builder = new TextBuilder();
    displayIn(builder, value, 0);
    return builder.build();
  }
  return scalarText(value, plainText(value));
}

function plainText(value: Value): string {
  switch (value.kind) {
    case "bool":
      return String(value.value);
    case "int":
      return String(value.value);
    case "float":
      return formatFloat(value.value);
    case "complex":
      return value.text;
    default:
      return "<nil>";
  }
}

/** A text that a scalar is written as, at the scalar's place. */
export function scalarText(value: Value, text: string): Text {
  const place = "place" in value ? value.place : undefined;
  if (!place) return new Text(text);
  const exact = place.file.text.startsWith(text, place.start) && place.end - place.start === text.length;
  const run: Run = { length: text.length, place, exact, unknown: false, context: undefined };
  return new Text(text, [run]);
}

const MAX_DEPTH = 100;

function displayIn(builder: TextBuilder, value: Value, depth: number): void {
  if (depth > MAX_DEPTH) throw new RangeError("A value is nested too deeply to be printed.");
  if (value.kind === "list") {
    builder.raw("[");
    value.items.forEach((item, i) => {
      if (i > 0) builder.raw(" ");
      displayIn(builder, item, depth + 1);
    });
    builder.raw("]");
  } else if (value.kind === "dict") {
    builder.raw("map[");
    sortedKeys(value).forEach((key, i) => {
      if (i > 0) builder.raw(" ");
      const entry = value.entries.get(key);
      if (!entry) return;
      builder.add(entry.key).raw(":");
      displayIn(builder, entry.value, depth + 1);
    });
    builder.raw("]");
  } else if (value.kind === "struct") {
    if (value.printed && value.pointer) return void builder.add(value.printed);
    builder.raw(value.pointer ? "&{" : "{");
    [...value.fields.values()].forEach((field, i) => {
      if (i > 0) builder.raw(" ");
      displayIn(builder, field, depth + 1);
    });
    builder.raw("}");
  } else builder.add(display(value));
}

/** Without one, the order of UTF-16 units is that of bytes. */
const SURROGATE = /[\ud800-\udfff]/;

/** The keys in the order of their bytes, in which Go goes through a map. */
export function sortedKeys({ entries }: Dict): readonly string[] {
  return [...entries.keys()].sort(compareBytes);
}

/** Compares as UTF-8 does: by code point. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return a < b ? -1 : 1;
  for (let i = 0; i < a.length && i < b.length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const surrogates = x >= 0xd800 && x < 0xe000 !== (y >= 0xd800 && y < 0xe000);
    return surrogates ? (a.codePointAt(i) as number) - (b.codePointAt(i) as number) : x - y;
  }
  return a.length - b.length;
}
