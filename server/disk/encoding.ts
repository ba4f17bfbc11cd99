import { isUtf8 } from "node:buffer";

/** How a text is stored. Without a byte order mark that says otherwise it is UTF-8, as for kubectl (cli-runtime, pkg/resource/visitor.go). */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "utf-32";

/** The encoding of a file, from its first bytes. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) return "utf-32";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  return a === 0xfe && b === 0xff ? "utf-16be" : "utf-8";
}

/**
 * The text of some bytes, with its byte order mark. A byte that is no UTF-8 becomes the lone surrogate U+DC00 + byte, which no valid text yields, so that
 * `encoded` gives it back (PEP 383, "surrogateescape").
 */
export function decoded(bytes: Buffer, encoding: Exclude<Encoding, "utf-32">): string {
  if (encoding === "utf-16le") return bytes.toString("utf16le");
  if (encoding === "utf-16be")
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  const text = bytes.toString("utf8");
  return text.includes("\ufffd") && !isUtf8(bytes) ? escapingBytes(bytes) : text;
}

/** The bytes of a text, for which `decoded` gives it. */
export function encoded(text: string, encoding: Exclude<Encoding, "utf-32">): Buffer {
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  if (!isIllFormed(text)) return Buffer.from(text);
  const parts = text.split(ESCAPED).map((part) => {
    const c = part.length === 1 ? part.charCodeAt(0) : 0;
    return c >= 0xdc80 && c <= 0xdcff ? Buffer.of(c - 0xdc00) : Buffer.from(part);
  });
  return Buffer.concat(parts);
}

/** Whether the text was read from bytes that were no valid text. */
export function isIllFormed(text: string): boolean {
  return LONE_SURROGATE.test(text);
}

/** With the flag `u`, only surrogates that are no pair match. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const ESCAPED = /([\udc80-\udcff])/u;

function escapingBytes(bytes: Buffer): string {
  let text = "";
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceAt(bytes, at);
    if (length === 0) {
      text += bytes.toString("utf8", from, at) + String.fromCharCode(0xdc00 + (bytes[at] as number));
      from = at + 1;
    }
    at += length || 1;
  }
  return text + bytes.toString("utf8", from);
}

/** How many bytes of valid UTF-8 make up the character that begins there; 0 if none does (Unicode 16, table 3-7). */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  const second = bytes[at + 1] ?? 0;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (length === 0 || second < least || second > most) return 0;
  for (let i = 2; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
