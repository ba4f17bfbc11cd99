/**
 * Where the collections that are being read put their children. Collections end in the reverse order of their beginnings, so each finds its own
 * on top and takes them off as one array of just their number: an array that grows keeps room for more, and most collections are small.
 */
export interface Stack<T> {
  readonly room: T[];
  /** How many lie on the stack; what stands behind them in `room` is left over. */
  count: number;
}

export function makeStack<T>(): Stack<T> {
  return { room: [], count: 0 };
}

export function put<T>(stack: Stack<T>, child: T): void {
  stack.room[stack.count++] = child;
}

/** Takes off what lies above the first `base`. */
export function take<T>(stack: Stack<T>, base: number): T[] {
  const taken = stack.room.slice(base, stack.count);
  stack.count = base;
  return taken;
}

/** At most so many of those that lie on top, above the first `base`. */
export function top<T>(stack: Stack<T>, base: number, most: number): readonly T[] {
  return stack.room.slice(Math.max(base, stack.count - most), stack.count);
}
