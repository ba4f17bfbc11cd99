/** A run of lines that both texts have, that only the old one has, or that only the new one has. */
export interface LineEdit {
  readonly kind: " " | "-" | "+";
  readonly line: string;
}

/** A shortest way from the old lines to the new ones (Myers, "An O(ND) Difference Algorithm", 1986). */
export function lineEdits(before: readonly string[], after: readonly string[]): readonly LineEdit[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const middle = shortest(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  const same = (line: string): LineEdit => ({ kind: " ", line });
  return [...before.slice(0, head).map(same), ...middle, ...before.slice(before.length - tail).map(same)];
}

function shortest(a: readonly string[], b: readonly string[]): readonly LineEdit[] {
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let depth = 0; ; depth++) {
    trace.push(new Map(reach));
    const next = new Map(reach);
    for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
      let x = goesDown(reach, diagonal, depth) ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return retrace(trace, a, b);
    }
    reach = next;
  }
}

function goesDown(reach: ReadonlyMap<number, number>, diagonal: number, depth: number): boolean {
  return diagonal === -depth || (diagonal !== depth && (reach.get(diagonal - 1) ?? -1) < (reach.get(diagonal + 1) ?? -1));
}

function retrace(trace: readonly ReadonlyMap<number, number>[], a: readonly string[], b: readonly string[]): readonly LineEdit[] {
  const edits: LineEdit[] = [];
  let x = a.length;
  let y = b.length;
  for (let depth = trace.length - 1; depth >= 0; depth--) {
    const reach = trace[depth] as ReadonlyMap<number, number>;
    const diagonal = x - y;
    const from = goesDown(reach, diagonal, depth) ? diagonal + 1 : diagonal - 1;
    const startX = depth === 0 ? 0 : (reach.get(from) ?? 0);
    const startY = depth === 0 ? 0 : startX - from;
    while (x > startX && y > startY) {
      edits.push({ kind: " ", line: a[--x] as string });
      y--;
    }
    if (depth > 0)
      if (x > startX) edits.push({ kind: "-", line: a[--x] as string });
      else if (y > startY) edits.push({ kind: "+", line: b[--y] as string });
  }
  return edits.reverse();
}
