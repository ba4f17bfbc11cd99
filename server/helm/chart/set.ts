import { exactRun, type SourceFile } from "../value/place.ts";
import { Text } from "../value/text.ts";
import { typeOf } from "../value/type.ts";
import { bool, type Dict, dict, int, list, NIL, type Value } from "../value/value.ts";
import { parseJson } from "../yaml/parse-json.ts";

/** An argument that cannot be read. */
class SetError extends Error {}

/** How the values of an argument are read: as what they look like, as texts, as JSON, or from the files that they name. */
export type SetKind = "--set" | "--set-string" | "--set-json" | "--set-file";

/** The text of a file by the path that a user gives; `undefined` if it cannot be read. */
export type ReadFile = (path: string) => SourceFile | undefined;

/** Sets a value; what `helm template` says if the argument cannot be read. */
export function setProblem(values: Dict, argument: string, kind: SetKind, readFile?: ReadFile): string | undefined {
  try {
    applySet(values, argument, kind, readFile);
    return undefined;
  } catch (error) {
    if (!(error instanceof SetError)) throw error;
    return kind === "--set-json" ? `failed parsing --set-json data ${argument}` : `failed parsing ${kind} data: ${error.message}`;
  }
}

/**
 * Sets what an argument of `--set` or one of its kin says in the values, which are changed (Helm, pkg/strvals): `a.b=1,c[0]=x,d={1,2}`. Throws a
 * `SetError`.
 */
function applySet(values: Dict, argument: string, kind: SetKind, readFile: ReadFile = () => undefined): void {
  const file: SourceFile = { path: kind, text: argument };
  const reader: Reader = { file, text: argument, at: 0, kind, readFile };
  while (reader.at < argument.length) readKey(reader, values);
}

interface Reader {
  readonly file: SourceFile;
  readonly text: string;
  at: number;
  readonly kind: SetKind;
  readonly readFile: ReadFile;
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
      put(map, key, new Text(""));
      throw new SetError(`key "${name}" has no value (cannot end with ,)`);
    case "=":
      put(map, key, readValue(reader));
      return;
    case "[": {
      const index = readIndex(reader);
      const items = old?.kind === "list" ? old.items : [];
      put(map, key, list(readItem(reader, [...items], index)));
      return;
    }
    default: {
      if (old && old.kind !== "dict" && old.kind !== "nil")
        throw new SetError(
          `unable to parse key: interface conversion: interface {} is ${typeOf(old)}, not map[string]interface {}`,
        );
      const inner = old?.kind === "dict" ? old : dict();
      readKey(reader, inner);
      if (inner.entries.size > 0) put(map, key, inner);
    }
  }
}

/** An empty key is not set. */
function put(map: Dict, key: Text, value: Value): void {
  if (key.text !== "") map.entries.set(key.text, { key, value });
}

function readIndex(reader: Reader): number {
  const { text, stop } = readUntil(reader, "]");
  const index = Number(text.text);
  if (/^-\d+$/.test(text.text)) throw new SetError(`negative ${index} index not allowed`);
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
  if (reader.kind === "--set-json") return readJson(reader);
  if (reader.kind === "--set-file") return readNamed(reader);
  if (reader.text[reader.at] !== "{") return typed(reader, readUntil(reader, ",").text);
  reader.at++;
  const items: Value[] = [];
  for (;;) {
    const { text, stop } = readUntil(reader, ",}");
    if (stop === undefined) throw new SetError("list must terminate with '}'");
    items.push(typed(reader, text));
    if (stop === "}") break;
  }
  if (reader.text[reader.at] === ",") reader.at++;
  return list(items);
}

/** One value of JSON, and the comma behind it. */
function readJson(reader: Reader): Value {
  const { file, text, at } = reader;
  const end = endOfJson(text, at);
  const source = text.slice(at, end);
  if (source.trim() === "") {
    reader.at = text.indexOf(",", at) < 0 ? text.length : text.indexOf(",", at) + 1;
    return NIL;
  }
  const { value, error } = parseJson(new Text(source, [exactRun(file, at, end)]));
  if (!value) throw new SetError(error ?? "unexpected end of JSON input");
  const comma = /^\s*,?/.exec(text.slice(end)) as RegExpExecArray;
  reader.at = end + comma[0].length;
  return value;
}

/** Where a value of JSON ends that begins at an offset: behind its last bracket or quote, else before the next comma. */
function endOfJson(text: string, from: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = from; at < text.length; at++) {
    const c = text[at] as string;
    if (isQuoted && c === "\\") at++;
    else if (c === '"') {
      isQuoted = !isQuoted;
      if (!isQuoted && depth === 0) return at + 1;
    } else if (isQuoted) continue;
    else if (c === "{" || c === "[") depth++;
    else if ((c === "}" || c === "]") && --depth <= 0) return at + 1;
    else if (c === "," && depth === 0) return at;
  }
  return text.length;
}

/** The text of a file. */
function readNamed(reader: Reader): Value {
  const { text: path } = readUntil(reader, ",");
  const file = reader.readFile(path.text);
  if (!file) throw new SetError(`open ${path.text}: no such file or directory`);
  return new Text(file.text, file.text === "" ? [] : [exactRun(file, 0, file.text.length)]);
}

function typed({ kind }: Reader, value: Text): Value {
  const { text, runs } = value;
  if (kind === "--set-string") return value;
  const place = runs[0]?.place;
  if (/^true$/i.test(text)) return { ...bool(true), place };
  if (/^false$/i.test(text)) return { ...bool(false), place };
  if (/^null$/i.test(text)) return { ...NIL, place };
  if (/^0$/.test(text)) return { ...int(0, "int64"), place };
  if (/^[+-]?[1-9]\d*$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text))
    return { ...int(BigInt(text), "int64"), place };
  return value;
}
