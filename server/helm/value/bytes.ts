// Go's strings are bytes. Here they are UTF-16, and a byte that is no UTF-8 is the lone surrogate U+DC80 to U+DCFF.

const encoder = new TextEncoder();

/** Whether every character is one byte, so that byte offsets are offsets. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** The number of bytes of the string in UTF-8. */
export function byteLength(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x80 || isRawByte(text, i)) length++;
    else if (c < 0x800) length += 2;
    else if (c >= 0xd800 && c < 0xdc00) {
      length += 4;
      i++;
    } else length += 3;
  }
  return length;
}

/** The offset in UTF-16 units of a byte offset; one inside a character is that of its beginning. */
export function offsetOfByte(text: string, byte: number): number {
  let bytes = 0;
  for (let i = 0; i < text.length; ) {
    const size = text.codePointAt(i)! > 0xffff ? 2 : 1;
    bytes += byteLength(text.slice(i, i + size));
    if (bytes > byte) return i;
    i += size;
  }
  return text.length;
}

export function bytesOf(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (let i = 0; i < text.length; ) {
    if (isRawByte(text, i)) bytes.push(text.charCodeAt(i++) & 0xff);
    else {
      const size = text.codePointAt(i)! > 0xffff ? 2 : 1;
      bytes.push(...encoder.encode(text.slice(i, i + size)));
      i += size;
    }
  }
  return Uint8Array.from(bytes);
}

/** The string of the bytes. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return piecewise(bytes);
  }
}

function piecewise(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let made = "";
  for (let i = 0; i < bytes.length; ) {
    const size = sizeAt(bytes[i] as number);
    try {
      made += decoder.decode(bytes.subarray(i, i + size));
      i += size;
    } catch {
      made += String.fromCharCode(0xdc00 + (bytes[i++] as number));
    }
  }
  return made;
}

function sizeAt(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

function isRawByte(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (c < 0xdc80 || c > 0xdcff) return false;
  const before = at > 0 ? text.charCodeAt(at - 1) : 0;
  return before < 0xd800 || before > 0xdbff;
}

/** The bytes in base 64, with padding. */
export function encode64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

/** The bytes that a list of type `[]uint8` has. */
export function bytesIn(items: readonly { readonly kind: string; readonly value?: unknown }[]): Uint8Array {
  return Uint8Array.from(items, ({ value }) => (typeof value === "bigint" ? Number(value) : 0));
}
