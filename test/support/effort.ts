// How much the long tests do. `npm test` takes shares and few runs, `npm run test:full` everything; both print the seed that repeats them.

/** Set by `npm run test:full` (vitest.config.mts). */
export const FULL = process.env.PLIMSOLL_FULL === "1";

/** What random tests begin with; PLIMSOLL_SEED repeats a run. */
export const SEED = Number(process.env.PLIMSOLL_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** How many runs a property gets. */
export function runs(few: number, many = few * 10): number {
  return FULL ? many : few;
}

/** Every `step`-th item, beginning anywhere; all of them in a full run. */
export function share<T>(items: readonly T[], step: number): readonly T[] {
  return FULL ? items : items.filter((_, i) => (i + SEED) % step === 0);
}
