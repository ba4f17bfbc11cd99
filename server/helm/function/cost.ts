import type { GoFunction } from "../evaluate/program.ts";
import type { Value } from "../value/value.ts";

// What functions do that go through all of an argument is counted before they are called, in steps of evaluation: some microsecond each.

type Cost = (args: readonly Value[]) => number;

/** Patterns up to this length are compiled in no time worth counting, in UTF-16 units. */
const SHORT_PATTERN = 200;

/** A regular expression goes through a text for each part of it that may match there, which takes a microsecond for each character. */
const pattern: Cost = ([expression, text]) => {
  const [size, characters] = [lengthOf(expression), lengthOf(text)];
  return Math.max(0, size - SHORT_PATTERN) * 20 + characters * (1 + (size >> 7));
};
const reading: Cost = ([text]) => lengthOf(text) >> 2;
const entries: Cost = ([map]) => lengthOf(map) >> 2;

/** By the names of functions. What they make is counted beside, and so are texts (`evaluate/output.ts`), copies and merges (`dict.ts`). */
const COSTS: Readonly<Record<string, Cost>> = {
  regexMatch: pattern,
  mustRegexMatch: pattern,
  regexFind: pattern,
  mustRegexFind: pattern,
  regexFindAll: pattern,
  mustRegexFindAll: pattern,
  regexReplaceAll: pattern,
  mustRegexReplaceAll: pattern,
  regexReplaceAllLiteral: pattern,
  mustRegexReplaceAllLiteral: pattern,
  regexSplit: pattern,
  mustRegexSplit: pattern,
  replace: ([from, , text]) => Math.floor(lengthOf(text) / Math.max(1, lengthOf(from)) / 8),
  fromYaml: reading,
  fromYamlArray: reading,
  fromJson: reading,
  fromJsonArray: reading,
  mustFromJson: reading,
  has: ([, list]) => lengthOf(list) >> 4,
  mustHas: ([, list]) => lengthOf(list) >> 4,
  omit: entries,
  pick: entries,
  values: entries,
  semver: () => 10,
  semverCompare: () => 20,
  snakecase: reading,
  camelcase: reading,
  kebabcase: reading,
  wrap: ([, text]) => lengthOf(text) >> 2,
  wrapWith: ([, , text]) => lengthOf(text) >> 2,
};

/** The function with what a call of it costs. */
export function withCost(name: string, called: GoFunction): GoFunction {
  const cost = COSTS[name];
  return cost ? { ...called, cost } : called;
}

function lengthOf(value: Value | undefined): number {
  if (value?.kind === "string") return value.text.length;
  if (value?.kind === "list") return value.items.length;
  return value?.kind === "dict" ? value.entries.size : 0;
}
