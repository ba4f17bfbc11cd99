// How much the long tests do: `npm run test:full` five times as much as `npm test`, or what they say. PLIMSOLL_SEED chooses other shares.

/** Set by `npm run test:full` (vitest.config.mts). */
export const FULL = process.env.PLIMSOLL_FULL === "1";
const MORE = 5;

/** What random tests begin with. One and the same unless PLIMSOLL_SEED says otherwise: looking for new counterexamples is what `npm run fuzz` is for. */
export const SEED = Number(process.env.PLIMSOLL_SEED ?? 20_261_128);

/** How many runs a property gets, or how many inputs a test takes; `many` in a full run. */
export function runs(few: number, many = few * MORE): number {
  return FULL ? many : few;
}

/** Every `step`-th item, beginning anywhere; every `full`-th in a full run. */
export function share<T>(items: readonly T[], step: number, full = Math.max(1, Math.floor(step / MORE))): readonly T[] {
  const taken = FULL ? full : step;
  return items.filter((_, i) => (i + SEED) % taken === 0);
}
