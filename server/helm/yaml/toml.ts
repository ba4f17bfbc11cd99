import { display, sortedKeys } from "../value/display.ts";
import { plain } from "../value/number.ts";
import { type Text, TextBuilder } from "../value/text.ts";
import { type Dict, isNil, type Value } from "../value/value.ts";

/** A value as BurntSushi's TOML encoder writes it: scalars first, then tables. What is no map has no TOML. */
export function toToml(value: Value): Text {
  const builder = new TextBuilder();
  if (value.kind === "dict") writeTable(builder, value, []);
  else builder.raw(isNil(value) ? "" : "toml: top-level values must be Go maps or structs");
  return builder.build();
}

const MAX_DEPTH = 100;

function writeTable(builder: TextBuilder, table: Dict, path: readonly string[]): void {
  if (path.length > MAX_DEPTH) throw new RangeError("A value is nested too deeply to be written as TOML.");
  const entries = sortedKeys(table).map((name) => [name, table.entries.get(name)?.value as Value] as const);
  const indent = "  ".repeat(Math.max(0, path.length));
  for (const [name, value] of entries) {
    if (isNil(value) || isTable(value) || isTables(value)) continue;
    builder.raw(`${indent}${keyText(name)} = `);
    writeInline(builder, value);
    builder.raw("\n");
  }
  for (const [name, value] of entries) {
    const own = [...path, keyText(name)];
    const header = "  ".repeat(path.length);
    if (value?.kind === "dict") {
      if (builder.length > 0) builder.raw(path.length === 0 ? "\n" : "");
      builder.raw(`${header}[${own.join(".")}]\n`);
      writeTable(builder, value, own);
    } else if (value?.kind === "list" && isTables(value)) {
      for (const item of value.items) {
        if (builder.length > 0) builder.raw("\n");
        builder.raw(`${header}[[${own.join(".")}]]\n`);
        if (item.kind === "dict") writeTable(builder, item, own);
      }
    }
  }
}

function isTable(value: Value): boolean {
  return value.kind === "dict";
}

function isTables(value: Value): boolean {
  return value.kind === "list" && value.items.length > 0 && value.items.every((item) => item.kind === "dict");
}

function keyText(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : JSON.stringify(name);
}

function writeInline(builder: TextBuilder, value: Value): void {
  if (value.kind === "string") {
    builder.raw('"');
    let at = 0;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: TOML escapes them
    for (const { 0: c, index } of value.text.matchAll(/["\\\x00-\x1f\x7f]/g)) {
      builder.slice(value, at, index).instead(value, index, index + 1, escapeOf(c));
      at = index + 1;
    }
    builder.slice(value, at, value.text.length).raw('"');
  } else if (value.kind === "float") {
    const text = plain(value.value);
    builder.raw(text.includes(".") ? text : `${text}.0`);
  } else if (value.kind === "list") {
    builder.raw("[");
    value.items.forEach((item, i) => {
      if (i > 0) builder.raw(", ");
      writeInline(builder, item);
    });
    builder.raw("]");
  } else if (value.kind === "dict") {
    builder.raw("{");
    sortedKeys(value).forEach((name, i) => {
      builder.raw(`${i > 0 ? ", " : ""}${keyText(name)} = `);
      writeInline(builder, value.entries.get(name)?.value as Value);
    });
    builder.raw("}");
  } else builder.add(display(value));
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\f", "\\f"],
  ["\r", "\\r"],
  ['"', '\\"'],
  ["\\", "\\\\"],
]);

function escapeOf(c: string): string {
  return ESCAPES.get(c) ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
