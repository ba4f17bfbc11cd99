// Regular expressions that a user writes in the configuration. This is the only file that compiles them.

/** One expression of several alternatives. */
export interface Pattern {
  test(text: string): boolean;
  /** Where the first match begins, in UTF-16 units; undefined if there is none. */
  search(text: string): number | undefined;
}

/** What is wrong with an expression, in a user's words; undefined if it can be used. */
export function patternProblem(source: string): string | undefined {
  try {
    new RegExp(source);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return reason.replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, "").toLowerCase();
  }
}

const patterns = new WeakMap<readonly string[], Pattern>();

/** A pattern that any of the expressions matches, without regard to case; undefined if the list is empty. Compiled once for each list. */
export function patternOf(sources: readonly string[]): Pattern | undefined {
  if (sources.length === 0) return undefined;
  const known = patterns.get(sources);
  if (known) return known;
  const expression = new RegExp(sources.map((source) => `(?:${source})`).join("|"), "i");
  const made: Pattern = {
    test: (text) => expression.test(text),
    search: (text) => {
      const at = text.search(expression);
      return at < 0 ? undefined : at;
    },
  };
  patterns.set(sources, made);
  return made;
}

const whole = new Map<string, RegExp>();

/** Whether the expression matches the whole text. Compiled once for each expression: there are as many as the configuration has. */
export function matchesWhole(source: string, text: string): boolean {
  let expression = whole.get(source);
  if (!expression) {
    expression = new RegExp(`^(?:${source})$`);
    whole.set(source, expression);
  }
  return expression.test(text);
}
