/**
 * The bytes that a base64 text stands for, as characters 0 to 255; `undefined` if it is none. As Go's base64.StdEncoding, which the API server
 * uses: line breaks are skipped, padding is needed, spaces are errors.
 */
export function decode(text: string): string | undefined {
  const base64 = text.replaceAll(/[\r\n]/g, "");
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  return atob(base64);
}

/** Bytes (as characters 0 to 255) in base64. */
export function encode(bytes: string): string {
  return btoa(bytes);
}

/** The UTF-8 bytes of a text, as characters 0 to 255. */
export function bytesOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

/** Whether bytes are printable ASCII, line breaks and tabs allowed. */
export function isPrintable(bytes: string): boolean {
  return /^[\t\n\r\x20-\x7e]*$/.test(bytes);
}
