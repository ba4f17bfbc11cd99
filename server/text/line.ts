/** The offset at which the line of `at` begins. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** The offset at which the line of `at` ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

/** The offset at which the line behind that of `at` begins; the text's length if there is none. */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** `at`, or the offset before the line break that ends there. */
export function beforeBreak(text: string, at: number): number {
  if (at === 0 || text.charCodeAt(at - 1) !== 10) return at;
  return text.charCodeAt(at - 2) === 13 ? at - 2 : at - 1;
}

/** The blanks at the beginning of the line of `at`. */
export function indentation(text: string, at: number): string {
  const start = lineStart(text, at);
  let end = start;
  while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end++;
  return text.slice(start, end);
}
