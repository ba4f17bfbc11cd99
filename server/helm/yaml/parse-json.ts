import { slice, Text } from "../value/text.ts";
import { dict, FALSE, float, list, NIL, TRUE, type Value } from "../value/value.ts";

/** What was read from JSON, or Go's error message. */
export interface JsonReading {
  readonly value: Value | undefined;
  readonly error: string | undefined;
}

/** Reads JSON as encoding/json does. Strings without escapes keep the places of their characters. */
export function parseJson(source: Text): JsonReading {
  const text = source.text;
  try {
    JSON.parse(text);
  } catch {
    return { value: undefined, error: text.trim() === "" ? "unexpected end of JSON input" : describe(text) };
  }
  const reader = { source, text, at: 0 };
  return { value: readValue(reader), error: undefined };
}

/** Where Go's decoder gives up. */
function describe(text: string): string {
  const [first = ""] = text.trim();
  if (!/[[{"\-\d]|t|f|n/.test(first)) return `invalid character ${quoted(first)} looking for beginning of value`;
  return "unexpected end of JSON input";
}

function quoted(c: string): string {
  return c === "'" ? "'\\''" : `'${c}'`;
}

interface Reader {
  readonly source: Text;
  readonly text: string;
  at: number;
}

/** The text is known to be JSON. */
function readValue(reader: Reader): Value {
  skip(reader);
  const { text, at } = reader;
  switch (text[at]) {
    case "{":
      return readObject(reader);
    case "[":
      return readArray(reader);
    case '"':
      return readString(reader);
    case "t":
      reader.at += 4;
      return TRUE;
    case "f":
      reader.at += 5;
      return FALSE;
    case "n":
      reader.at += 4;
      return NIL;
    default: {
      const [number] = /^[-+.\deE]+/.exec(text.slice(at, at + 400)) as RegExpExecArray;
      reader.at += number.length;
      return float(Number(number));
    }
  }
}

function skip(reader: Reader): void {
  while (" \t\r\n".includes(reader.text[reader.at] ?? "x")) reader.at++;
}

/** Steps over one of the characters between values; says whether it is the wanted one. */
function take(reader: Reader, wanted: string): boolean {
  skip(reader);
  if (reader.text[reader.at] !== wanted) return false;
  reader.at++;
  return true;
}

function readObject(reader: Reader): Value {
  const entries: [Text, Value][] = [];
  reader.at++;
  while (!take(reader, "}")) {
    take(reader, ",");
    skip(reader);
    const key = readString(reader);
    take(reader, ":");
    entries.push([key, readValue(reader)]);
  }
  return dict(entries);
}

function readArray(reader: Reader): Value {
  const items: Value[] = [];
  reader.at++;
  while (!take(reader, "]")) {
    take(reader, ",");
    items.push(readValue(reader));
  }
  return list(items);
}

function readString(reader: Reader): Text {
  const { source, text, at } = reader;
  let end = at + 1;
  while (text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  reader.at = end + 1;
  const body = text.slice(at + 1, end);
  if (!body.includes("\\")) return slice(source, at + 1, end);
  return new Text(JSON.parse(`"${body}"`) as string);
}
