import { type Dictionary, dictionaryOf, type Words, wordsIn } from "../../text/words.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import type { Rule } from "../rule/rule.ts";

/** What a set of rules needs to find in a document before they are shown it. */
export interface Needs {
  readonly dictionary: Dictionary;
  /** The numbers of the words of each rule that has some, each once. */
  readonly numbers: ReadonlyMap<Rule, readonly number[]>;
}

const known = new WeakMap<readonly Rule[], Needs>();

/** The needs of rules, worked out once for each list of them. */
export function needsOf(rules: readonly Rule[]): Needs {
  let needs = known.get(rules);
  if (!needs) {
    const dictionary = dictionaryOf(rules.flatMap((rule) => rule.needs ?? []));
    const numbers = new Map<Rule, readonly number[]>();
    for (const rule of rules)
      if (rule.needs)
        numbers.set(
          rule,
          [...new Set(rule.needs)].map((word) => dictionary.numbers.get(word) as number),
        );
    needs = { dictionary, numbers };
    known.set(rules, needs);
  }
  return needs;
}

const WORTH_SEARCHING = 32_768;

/** The words that stand in a document. A long one is not searched: that would cost more than the visits it saves. */
export function wordsOf({ text, from, to }: Tree, dictionary: Dictionary): Words {
  return to - from > WORTH_SEARCHING ? "any" : wordsIn(text, from, to, dictionary);
}
