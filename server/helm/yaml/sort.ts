const LETTER = /\p{L}/u;

/** The order in which goyaml.v2 writes keys: letters behind other characters, digits by the numbers that they make. */
export function compareKeys(a: string, b: string): number {
  const x = [...a];
  const y = [...b];
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (x[i] === y[i]) continue;
    return compareAt(x, y, i);
  }
  return x.length - y.length;
}

function compareAt(x: readonly string[], y: readonly string[], i: number): number {
  const [a, b] = [x[i] as string, y[i] as string];
  const [letterA, letterB] = [LETTER.test(a), LETTER.test(b)];
  if (letterA && letterB) return codeOf(a) - codeOf(b);
  if (letterA || letterB) return letterB ? -1 : 1;
  // Behind digits other than 0, zeros that differ count as part of the number.
  let start = 0;
  if (a === "0" || b === "0") for (let j = i - 1; j >= 0 && isDigit(x[j]); j--) if (x[j] !== "0") start = 1;
  const one = numberAt(x, i, start);
  const other = numberAt(y, i, start);
  if (one.value !== other.value) return one.value - other.value;
  return one.end !== other.end ? one.end - other.end : codeOf(a) - codeOf(b);
}

function numberAt(characters: readonly string[], from: number, start: number) {
  let value = start;
  let end = from;
  for (; isDigit(characters[end]); end++) value = value * 10 + Number(characters[end]);
  return { value, end };
}

function isDigit(c: string | undefined): boolean {
  return c !== undefined && c >= "0" && c <= "9";
}

function codeOf(c: string): number {
  return c.codePointAt(0) as number;
}
