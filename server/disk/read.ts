import { isUtf8 } from "node:buffer";
import { closeSync, openSync, readSync } from "node:fs";
import type { Unchecked } from "../lint/analysis/analyze.ts";
import { messageOf } from "./refusal.ts";

/** Larger files are not linted: no manifest is, and a mistake should not take all memory. In bytes. */
export const MAX_FILE_SIZE = 8 * 1024 * 1024;

/** A file's text with its byte order mark, or why there is none. */
export type Content = { readonly text: string } | { readonly reason: Unchecked; readonly problem: string };

let buffer: Buffer | undefined;

/** Where a file system that does not give all of a file at once stops. In bytes. */
const BLOCK = 4096;

/** Reads a file into one buffer that all reads share. What is known to be a regular file comes in one piece, anything else (a pipe) in several. */
export function readText(path: string, isRegular = false): Content {
  buffer ??= Buffer.allocUnsafe(MAX_FILE_SIZE + 1);
  let length = 0;
  try {
    const file = openSync(path, "r");
    try {
      let count: number;
      do {
        count = readSync(file, buffer, length, buffer.length - length, null);
        length += count;
      } while (count > 0 && length < buffer.length && (!isRegular || length % BLOCK === 0));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { reason: "unreadable", problem: `cannot be read: ${messageOf(error)}` };
  }
  return decode(buffer, length);
}

/** The text of some bytes, those of a buffer up to a length. */
export function decode(bytes: Buffer, length = bytes.length): Content {
  if (length > MAX_FILE_SIZE)
    return { reason: "too-large", problem: `is larger than ${MAX_FILE_SIZE / 1024 / 1024} MB and was not linted` };
  const text = bytes.toString("utf8", 0, length);
  if (text.includes("\0")) return { reason: "binary", problem: "is not a text in UTF-8 (it holds NUL bytes)" };
  if (text.includes("\ufffd") && !isUtf8(bytes.subarray(0, length)))
    return { reason: "not-utf8", problem: "is not valid UTF-8: save it in that encoding" };
  return { text };
}

/** Reads all of standard input. */
export async function readStdin(): Promise<Content> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > MAX_FILE_SIZE) break;
  }
  return decode(Buffer.concat(chunks));
}
