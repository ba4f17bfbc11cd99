const cache = new WeakMap<readonly string[], RegExp | undefined>();

/** One expression of all of an option's patterns, without regard to case; `undefined` if there is none or one of them is no expression. */
export function anyOf(patterns: readonly string[]): RegExp | undefined {
  if (patterns.length === 0) return undefined;
  if (!cache.has(patterns)) cache.set(patterns, compile(patterns));
  return cache.get(patterns);
}

function compile(patterns: readonly string[]): RegExp | undefined {
  try {
    return new RegExp(patterns.map((one) => `(?:${one})`).join("|"), "i");
  } catch {
    return undefined;
  }
}
