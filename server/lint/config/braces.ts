/**
 * How many patterns the braces of a glob stand for: `{a,b}/{1..9}` for 18. Infinite where they are nested deeper than anyone writes; braces that have neither a
 * comma nor a range stand for themselves.
 */
export function bracesCount(pattern: string): number {
  /** Of each open brace: the alternatives that are complete, and what the one that is being read stands for. */
  const open: Group[] = [{ start: 0, complete: 0, product: 1, current: 1, isList: true }];
  for (let i = 0; i < pattern.length; i++) {
    const group = open.at(-1) as Group;
    switch (pattern[i]) {
      case "\\":
        i++;
        break;
      case "{":
        if (open.length > MOST_LEVELS) return Number.POSITIVE_INFINITY;
        open.push({ start: i + 1, complete: 0, product: 1, current: 1, isList: false });
        break;
      case ",":
        if (open.length === 1) break;
        group.complete += group.current;
        group.product *= group.current;
        group.current = 1;
        group.isList = true;
        break;
      case "}":
        if (open.length === 1) break;
        open.pop();
        (open.at(-1) as Group).current *= group.isList
          ? group.complete + group.current
          : group.current * rangeOf(pattern.slice(group.start, i));
        break;
    }
  }
  // A brace that is never closed is text, and so are the commas behind it.
  return open.reduce((count, { product, current }) => count * product * current, 1);
}

interface Group {
  readonly start: number;
  complete: number;
  /** The complete alternatives multiplied: what they stand for if they are none. */
  product: number;
  current: number;
  isList: boolean;
}

/** Nobody nests braces deeper, and the package that expands them takes what is deeper for plain text. */
const MOST_LEVELS = 20;

/** How many texts a range such as `1..9`, `a..f` or `0..100..5` stands for; 1 if it is none. */
function rangeOf(body: string): number {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(body);
  if (numbers) {
    const [first = 0, last = 0, step = 1] = numbers.slice(1).map((text) => Number(text ?? 1));
    return Math.floor(Math.abs(last - first) / Math.max(1, Math.abs(step))) + 1;
  }
  const letters = /^([a-zA-Z])\.\.([a-zA-Z])(?:\.\.-?\d+)?$/.exec(body);
  return letters ? Math.abs((letters[2] as string).charCodeAt(0) - (letters[1] as string).charCodeAt(0)) + 1 : 1;
}
