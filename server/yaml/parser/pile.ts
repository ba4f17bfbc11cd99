/**
 * Where the collections that are being read put their children. Collections end in the reverse order of their beginnings, so each finds its own
 * on top and takes them off as one array of just their number: an array that grows keeps room for more, and most collections are small.
 */
export interface Pile<T> {
  readonly room: T[];
  /** How many lie on the pile; what stands behind them in `room` is left over. */
  count: number;
}

export function makePile<T>(): Pile<T> {
  return { room: [], count: 0 };
}

export function put<T>(pile: Pile<T>, child: T): void {
  pile.room[pile.count++] = child;
}

/** Takes off what lies above the first `base`. */
export function take<T>(pile: Pile<T>, base: number): T[] {
  const taken = pile.room.slice(base, pile.count);
  pile.count = base;
  return taken;
}

/** At most so many of those that lie on top, above the first `base`. */
export function top<T>(pile: Pile<T>, base: number, most: number): readonly T[] {
  return pile.room.slice(Math.max(base, pile.count - most), pile.count);
}
