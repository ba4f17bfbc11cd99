import { HOLE } from "./place.ts";
import { type Text, TextBuilder } from "./text.ts";

/** The string in double quotes with Go's escapes (`strconv.Quote`). */
export function quoteGo(text: string): string {
  return `"${text.replaceAll(SPECIAL, escapeGo)}"`;
}

/** The same with escapes for all that is not ASCII (`strconv.QuoteToASCII`). */
export function quoteAscii(text: string): string {
  return quoteGo(text).replaceAll(/\P{ASCII}/gu, escapeGo);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
]);

/** A character as it stands between Go's double quotes. */
function escapeGo(character: string): string {
  const known = ESCAPES.get(character);
  if (known) return known;
  if (character === " " || character === HOLE) return character;
  const code = character.codePointAt(0) as number;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code & 0xff).toString(16)}`;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

const SPECIAL = /["\\\p{C}\p{Z}]/gu;

/** The text in double quotes with Go's escapes; what is escaped keeps the place of the character. */
export function quoted(text: Text): Text {
  const builder = new TextBuilder().raw('"');
  let at = 0;
  for (const { 0: character, index } of text.text.matchAll(SPECIAL)) {
    if (character === " " || character === HOLE) continue;
    builder.slice(text, at, index);
    at = index + character.length;
    builder.instead(text, index, at, escapeGo(character));
  }
  return builder.slice(text, at, text.text.length).raw('"').build();
}
