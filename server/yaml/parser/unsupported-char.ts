import { FORBIDDEN } from "../goyaml/read.ts";
import { CARRIAGE_RETURN, LINE_FEED, TAB } from "./chars.ts";

// Characters that this parser leaves to the other one: line breaks that only YAML 1.1 has, a lone carriage return, a byte order mark within the text,
// and what no YAML may contain.

/** Whether this character may be one of them, or may be part of one; cheap, and right for nearly all. */
export function mayBeUnsupported(c: number): boolean {
  return c < 32 ? c !== TAB && c !== LINE_FEED : c > 126;
}

/** Whether the character at the offset is one of them. */
export function isUnsupported(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (c === CARRIAGE_RETURN) return text.charCodeAt(at + 1) !== LINE_FEED;
  if ((c >= 0xa0 && c < 0x2028) || (c >= 0xe000 && c < 0xfeff)) return false;
  return (c & 0xf800) === 0xd800 ? !isPaired(text, at) : hasUnsupported(text.charAt(at));
}

function isPaired(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  const other = text.charCodeAt(c < 0xdc00 ? at + 1 : at - 1);
  return c < 0xdc00 ? (other & 0xfc00) === 0xdc00 : (other & 0xfc00) === 0xd800;
}

const ASCII = /[\n -~]*/y;
const UNSUPPORTED = /\r(?!\n)|[\u0085\u2028\u2029\ufeff]/;

/** Whether one of them stands in a part of the text. */
export function hasUnsupported(part: string): boolean {
  ASCII.lastIndex = 0;
  ASCII.test(part);
  return ASCII.lastIndex < part.length && (UNSUPPORTED.test(part) || FORBIDDEN.test(part));
}
