/**
 * How deep the collections of a text nest at most: the stack of indentations and dashes, plus brackets that are open. It may count too much
 * (brackets and indentation inside strings), never too little. One pass, no recursion: it guards parsers that recurse.
 */
export function nesting(source: string): number {
  const columns: number[] = []; // of the collections that are open
  let brackets = 0;
  let deepest = 0;
  let at = 0;
  while (at < source.length) {
    const line = at;
    while (isSpaceOrDash(source.charCodeAt(at))) {
      // Every `- ` opens a collection of its own; what follows the last one may open two more (a mapping and a sequence below its key).
      if (source.charCodeAt(at) === DASH) open(columns, at - line);
      at++;
    }
    open(columns, at - line);
    deepest = Math.max(deepest, brackets + columns.length);
    for (; at < source.length && source.charCodeAt(at) !== LINE_FEED; at++) {
      const c = source.charCodeAt(at) | 32; // `[` and `{`, `]` and `}` differ in this bit
      if (c === OPEN) brackets++;
      else if (c === CLOSE && brackets > 0) brackets--;
      else if (c === QUESTION) open(columns, at - line);
      if (brackets + columns.length > deepest) deepest = brackets + columns.length;
    }
    at++;
  }
  return deepest;
}

const DASH = 45;
const LINE_FEED = 10;
const OPEN = 123;
const CLOSE = 125;
const QUESTION = 63;

function isSpaceOrDash(c: number): boolean {
  return c === 32 || c === 9 || c === DASH;
}

function open(columns: number[], column: number): void {
  while (columns.length > 0 && (columns.at(-1) as number) >= column) columns.pop();
  columns.push(column);
}
