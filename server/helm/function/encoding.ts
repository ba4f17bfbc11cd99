import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import type { GoFunction } from "../evaluate/program.ts";
import { bytesOf, encode64, textOf } from "../value/bytes.ts";
import { unknownText } from "../value/display.ts";
import { HOLE } from "../value/place.ts";
import { Text } from "../value/text.ts";
import { type FunctionTable, textAt, textual } from "./define.ts";

function hash(length: number, make: (bytes: Uint8Array) => Uint8Array): GoFunction {
  return {
    parameters: ["string"],
    call: (args) => new Text(hex(make(bytesOf(textAt(args, 0).text)))),
    unknown: () => unknownText("x".repeat(length)),
  };
}

/** Encodings and sums, in which no character of the argument is left. */
export const ENCODINGS: FunctionTable = {
  b64enc: {
    parameters: ["string"],
    call: (args) => new Text(encode64(bytesOf(textAt(args, 0).text))),
    // Where the text has its length, so has what is made of it.
    unknown: (args) =>
      unknownText(textAt(args, 0).text === HOLE ? HOLE : "x".repeat(encode64(bytesOf(textAt(args, 0).text)).length)),
  },
  b64dec: textual(["string"], (args) => new Text(decode64(textAt(args, 0).text))),
  b32enc: textual(["string"], (args) => new Text(encode32(bytesOf(textAt(args, 0).text)))),
  b32dec: textual(["string"], (args) => new Text(decode32(textAt(args, 0).text))),
  sha1sum: hash(40, sha1),
  sha256sum: hash(64, sha256),
  sha512sum: hash(128, sha512),
  adler32sum: textual(["string"], (args) => new Text(String(adler32(bytesOf(textAt(args, 0).text))))),
};

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The text; if it is no base 64, Go's error message, as sprig gives it. */
function decode64(text: string): string {
  const plain = text.replaceAll(/[\r\n]/g, "");
  const wrong = /^[A-Za-z0-9+/]*/.exec(plain)?.[0].length ?? 0;
  const padding = plain.slice(wrong);
  if (plain.length % 4 !== 0 || !/^(={0,2})$/.test(padding))
    // What is cut off is wrong from its group of four on.
    return `illegal base64 data at input byte ${wrong === plain.length ? wrong - (wrong % 4) : wrong}`;
  return textOf(Uint8Array.from(atob(plain), (c) => c.charCodeAt(0)));
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function encode32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const digits = bits.match(/.{1,5}/g)?.map((five) => ALPHABET[Number.parseInt(five.padEnd(5, "0"), 2)]) ?? [];
  return digits.join("").padEnd(Math.ceil(digits.length / 8) * 8, "=");
}

function decode32(text: string): string {
  const plain = text.replaceAll(/[\r\n]/g, "");
  const digits = plain.replace(/=+$/, "");
  const wrong = [...digits].findIndex((c) => !ALPHABET.includes(c));
  if (wrong >= 0 || plain.length % 8 !== 0) return `illegal base32 data at input byte ${wrong >= 0 ? wrong : plain.length}`;
  const bits = [...digits].map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, "0")).join("");
  return textOf(Uint8Array.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []));
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}
