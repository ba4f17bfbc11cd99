/** Whether a document may be JSON for kubectl: the first of a file that begins with `{`, or one that follows such a one. */
export function beginsAsJson(text: string, from: number): boolean {
  const first = /\S/.exec(text.slice(from, from + 200))?.[0];
  return first === "{" && (from === 0 || isInStream(text, from));
}

/** Whether an object begins at the offset that follows another without a separator. */
export function isInStream(text: string, from: number): boolean {
  return text.charCodeAt(from) === OPEN && isBehindObject(text, from);
}

/** Whether the last character before the offset that is no white space closes an object. */
function isBehindObject(text: string, from: number): boolean {
  let at = from - 1;
  while (at > 0 && /\s/.test(text.charAt(at))) at--;
  return text.charCodeAt(at) === CLOSE;
}

/** Whether a document is JSON, which kubectl reads by Go's decoder: that takes escapes and control characters that goyaml does not. */
export function isJson(text: string, from: number, to: number): boolean {
  if (!beginsAsJson(text, from)) return false;
  try {
    JSON.parse(text.slice(from, to));
    return true;
  } catch {
    return false;
  }
}

/** Where the next object of a stream of JSON begins that follows the one at `from` without a separator; -1 where there is none. */
export function nextInStream(text: string, from: number): number {
  const end = endOfObject(text, from);
  if (end < 0) return -1;
  BLANKS.lastIndex = end;
  const next = end + (BLANKS.exec(text)?.[0].length ?? 0);
  return text.charCodeAt(next) === OPEN && isJson(text, from, end) ? next : -1;
}

const BLANKS = /[ \t\r\n]*/y;
const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

/** Behind the brace that closes the first one; -1 where there is none. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === QUOTE) {
      for (at++; at < text.length && text.charCodeAt(at) !== QUOTE; at++) if (text.charCodeAt(at) === BACKSLASH) at++;
    } else if (c === OPEN) depth++;
    else if (c === CLOSE && --depth <= 0) return at + 1;
  }
  return -1;
}
