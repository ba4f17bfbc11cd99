/**
 * The candidate that a mistyped word most likely means: at most `most` of its letters differ, by default a third of them. Undefined if none
 * is near.
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  most = Math.max(1, Math.floor(word.length / 3)),
): string | undefined {
  const wanted = word.toLowerCase();
  const letters = lettersOf(wanted);
  let best: string | undefined;
  let least = most + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const name = candidate.toLowerCase();
    if (apart(letters, lettersOf(name)) >= least) continue; // nearly always, and far cheaper to tell
    const distance = editDistance(wanted, name, least);
    if (distance >= least) continue;
    best = candidate;
    least = distance;
    if (least === 0) break;
  }
  return best;
}

/** The candidate that is the word but for a slip of the fingers: one or two letters, where a name of the same sort may be another one on purpose. */
export function nearlySame(word: string, candidates: Iterable<string>): string | undefined {
  return nearest(word, candidates, word.length < 6 ? 1 : 2);
}

/** `, did you mean "x"?` or a full stop: the end of a message about an unknown word. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  return near === undefined ? "." : `; did you mean "${near}"?`;
}

/** The characters in a word as bits, which some of them share. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

/** How many characters at least have to be changed: those in one of the words that the other lacks. */
function apart(a: number, b: number): number {
  return Math.max(countOf(a & ~b), countOf(b & ~a));
}

function countOf(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); `enough` or more where there are that many. */
function editDistance(a: string, b: string, enough: number): number {
  // What both begin and end with costs nothing: names that are alike differ in little.
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a.charCodeAt(head) === b.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < most - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) tail++;
  return distanceOf(a.slice(head, a.length - tail), b.slice(head, b.length - tail), enough);
}

function distanceOf(a: string, b: string, enough: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] as number) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > enough) return enough; // a swap in the next row is at most one less than this one's least
    before = row;
    row = next;
  }
  return row[b.length] as number;
}
