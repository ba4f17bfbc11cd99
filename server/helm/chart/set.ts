import { exactRun, type SourceFile } from "../value/place.ts";
import { Text } from "../value/text.ts";
import { bool, type Dict, dict, int, list, NIL, type Value } from "../value/value.ts";

/** A `--set` that cannot be read. */
export class SetError extends Error {}

/**
 * Sets what an argument of `--set` says in the values, which are changed (Helm, pkg/strvals): `a.b=1,c[0]=x,d={1,2}`. `strings`: all values are
 * texts (`--set-string`).
 */
export function applySet(values: Dict, argument: string, strings: boolean): void {
  const file: SourceFile = { path: strings ? "--set-string" : "--set", text: argument };
  const reader: Reader = { file, text: argument, at: 0, strings };
  while (reader.at < argument.length) readKey(reader, values);
}

interface Reader {
  readonly file: SourceFile;
  readonly text: string;
  at: number;
  readonly strings: boolean;
}

const MAX_INDEX = 65536;

/** Reads up to one of the stops, which is consumed; a backslash takes the next character as it is. */
function readUntil(reader: Reader, stops: string): { readonly text: Text; readonly stop: string | undefined } {
  const { file, text } = reader;
  const start = reader.at;
  let made = "";
  for (; reader.at < text.length; reader.at++) {
    let c = text[reader.at] as string;
    if (stops.includes(c)) break;
    if (c === "\\" && reader.at + 1 < text.length) c = text[++reader.at] as string;
    made += c;
  }
  const stop = text[reader.at];
  const end = reader.at++;
  const isExact = end - start === made.length;
  const run = exactRun(file, start, end);
  return { text: new Text(made, made === "" ? [] : [{ ...run, exact: isExact, length: made.length }]), stop };
}

function readKey(reader: Reader, map: Dict): void {
  const { text: key, stop } = readUntil(reader, ".[=,");
  const name = key.text;
  const old = map.entries.get(name)?.value;
  switch (stop) {
    case undefined:
      if (name === "") throw new SetError("key map is empty");
      throw new SetError(`key "${name}" has no value`);
    case ",":
      map.entries.set(name, { key, value: new Text("") });
      throw new SetError(`key "${name}" has no value (cannot end with ,)`);
    case "=":
      map.entries.set(name, { key, value: readValue(reader) });
      return;
    case "[": {
      const index = readIndex(reader);
      const items = old?.kind === "list" ? old.items : [];
      map.entries.set(name, { key, value: list(readItem(reader, [...items], index)) });
      return;
    }
    default: {
      if (old && old.kind !== "dict" && old.kind !== "nil")
        throw new SetError(`unable to parse key: interface conversion: interface {} is not a map, at key "${name}"`);
      const inner = old?.kind === "dict" ? old : dict();
      readKey(reader, inner);
      if (inner.entries.size > 0) map.entries.set(name, { key, value: inner });
    }
  }
}

function readIndex(reader: Reader): number {
  const { text, stop } = readUntil(reader, "]");
  const index = Number(text.text);
  if (stop !== "]" || !/^\d+$/.test(text.text)) throw new SetError(`error parsing index: "${text.text}" is no number`);
  if (index > MAX_INDEX) throw new SetError(`index of ${index} is greater than maximum supported index of ${MAX_INDEX}`);
  return index;
}

function readItem(reader: Reader, items: Value[], index: number): readonly Value[] {
  while (items.length <= index) items.push(NIL);
  const { stop } = readUntil(reader, "[.=");
  const old = items[index];
  if (stop === "=") items[index] = readValue(reader);
  else if (stop === "[") items[index] = list(readItem(reader, old?.kind === "list" ? [...old.items] : [], readIndex(reader)));
  else if (stop === ".") {
    const inner = old?.kind === "dict" ? old : dict();
    readKey(reader, inner);
    items[index] = inner;
  } else throw new SetError("error parsing index: a value is missing");
  return items;
}

function readValue(reader: Reader): Value {
  if (reader.text[reader.at] !== "{") return typed(reader, readUntil(reader, ",").text);
  reader.at++;
  const items: Value[] = [];
  for (;;) {
    const { text, stop } = readUntil(reader, ",}");
    if (stop === undefined) throw new SetError("list must terminate with '}'");
    if (stop === "," || text.text !== "" || items.length > 0) items.push(typed(reader, text));
    if (stop === "}") break;
  }
  if (reader.text[reader.at] === ",") reader.at++;
  return list(items);
}

function typed({ strings }: Reader, value: Text): Value {
  const { text, runs } = value;
  if (strings) return value;
  const place = runs[0]?.place;
  if (/^true$/i.test(text)) return { ...bool(true), place };
  if (/^false$/i.test(text)) return { ...bool(false), place };
  if (/^null$/i.test(text)) return { ...NIL, place };
  if (/^0$/.test(text)) return { ...int(0, "int64"), place };
  if (/^[+-]?[1-9]\d*$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text))
    return { ...int(BigInt(text), "int64"), place };
  return value;
}
