/** The character U+FEFF that some editors write before everything else. It belongs to the text, so offsets count it; it has no width, so columns do not. */
export const BYTE_ORDER_MARK = 0xfeff;

/** How many UTF-16 units a byte order mark takes at an offset: 1, or 0 where there is none. */
export function markLength(text: string, at = 0): number {
  return text.charCodeAt(at) === BYTE_ORDER_MARK ? 1 : 0;
}

/** The text without the byte order mark at its start. */
export function withoutMark(text: string): string {
  return text.slice(markLength(text));
}
