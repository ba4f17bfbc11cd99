/** Where in a YAML text something is being typed. */
export interface TypingPlace {
  /** Keys from the root; `null` for a list's item. */
  readonly path: readonly (string | null)[];
  /** What is typed so far. */
  readonly word: string;
  /** An item of a list may become either. */
  readonly wants: "key" | "value" | "either";
  /** Keys above the place in the same mapping. */
  readonly siblings: readonly string[];
}

/** A key or a dash that the lines below it may belong to. */
interface Frame {
  readonly column: number;
  readonly segment: string | null;
  readonly keys: string[];
}

/** Finds the place by indentation, because what is being typed is no YAML yet. `undefined` in a comment or a quoted text. */
export function placeAt(text: string, offset: number): TypingPlace | undefined {
  const lines = text.slice(0, offset).split(/\r?\n/);
  const line = lines.pop() as string;
  if (/(^|\s)#|["']/.test(line)) return undefined;
  const frames: Frame[] = [{ column: -1, segment: null, keys: [] }];
  for (const above of lines) if (!/^\s*(#|$)/.test(above)) enter(above, frames);
  const word = /[\w.-]*$/.exec(line)?.[0] ?? "";
  const head = line.slice(0, line.length - word.length);
  const rest = enter(head, frames);
  const path = () => frames.slice(1).map(({ segment }) => segment);
  if (rest === "") {
    // Nothing but indentation and dashes stands before the word: the word begins a key, or is an item.
    leave(frames, head.length);
    const last = frames.at(-1) as Frame;
    return { path: path(), word, wants: last.segment === null && last.column >= 0 ? "either" : "key", siblings: last.keys };
  }
  if (rest.trim() === "") return { path: path(), word, wants: "value", siblings: [] };
  if (/^\s*\[(?:[^[\]{}]*,)?\s*$/.test(rest)) return { path: [...path(), null], word, wants: "value", siblings: [] };
  const flow = /^\s*\{((?:[^[\]{}]*,)?)\s*$/.exec(rest)?.[1];
  if (flow === undefined) return undefined;
  return { path: path(), word, wants: "key", siblings: [...flow.matchAll(/([\w.-]+):/g)].map((found) => found[1] as string) };
}

/** Goes through the dashes and the key of a line. Returns what follows the key's colon, `""` where there is no key. */
function enter(line: string, frames: Frame[]): string {
  let column = /^ */.exec(line)?.[0].length ?? 0;
  for (let dash = /^-( +|$)/.exec(line.slice(column)); dash; dash = /^-( +|$)/.exec(line.slice(column))) {
    // A list may stand in the column of its key, so only an item there ends.
    leave(frames, column + 1);
    while (frames.at(-1)?.column === column && frames.at(-1)?.segment === null) frames.pop();
    frames.push({ column, segment: null, keys: [] });
    column += dash[0].length;
  }
  const [found, key] = /^([\w.-]+):(?=\s|$)/.exec(line.slice(column)) ?? [];
  if (found === undefined || key === undefined) return "";
  leave(frames, column);
  frames.at(-1)?.keys.push(key);
  frames.push({ column, segment: key, keys: [] });
  return line.slice(column + found.length) || " ";
}

/** Ends whatever stands at this column or further right. */
function leave(frames: Frame[], column: number): void {
  while ((frames.at(-1)?.column ?? -1) >= column) frames.pop();
}
