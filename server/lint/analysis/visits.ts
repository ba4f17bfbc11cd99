import { NONE } from "../../text/none.ts";
import type { Words } from "../../text/words.ts";
import type { Context, Rule } from "../rule/rule.ts";
import type { RuleSettings } from "../rule/settings.ts";
import type { Needs } from "./needs.ts";

/** A rule that is on, with how it runs. */
export interface Active {
  readonly rule: Rule;
  readonly settings: RuleSettings;
  /** What it is given at every visit: what it reports goes to the plan's outlet. */
  readonly context: Context;
}

/** One kind of visit of a rule. */
export interface Visit<T> {
  readonly active: Active;
  visit(thing: T, context: Context): void;
}

/** All visits of one kind. */
export interface Visits<T> {
  /** Those of rules that need no word. */
  readonly always: readonly Visit<T>[];
  /** Those of the other rules. */
  readonly needing: readonly Needing<T>[];
  /** The same by the number of each word that they need. */
  readonly byWord: readonly (readonly Needing<T>[] | undefined)[];
}

interface Needing<T> extends Visit<T> {
  /** More than one word will do. */
  readonly several: boolean;
}

/** The visits of one kind that rules make. The visitors are taken out once: reading one of hundreds of objects of different shape is what a visit would cost most. */
export function visitsOf<T>(
  active: readonly Active[],
  needs: Needs,
  visitorOf: (rule: Rule) => Visit<T>["visit"] | undefined,
): Visits<T> {
  const always: Visit<T>[] = [];
  const needing: Needing<T>[] = [];
  const byWord = new Array<Needing<T>[] | undefined>(needs.dictionary.numbers.size).fill(undefined);
  for (const one of active) {
    const visit = visitorOf(one.rule);
    if (!visit) continue;
    const words = needs.numbers.get(one.rule);
    if (!words) {
      always.push({ active: one, visit });
      continue;
    }
    const made = { active: one, visit, several: words.length > 1 };
    needing.push(made);
    for (const word of words) {
      const others = byWord[word];
      if (others) others.push(made);
      else byWord[word] = [made];
    }
  }
  return { always, needing, byWord };
}

/** The visits of rules that need a word and find one among these, in no order. */
export function visitsFor<T>({ needing, byWord }: Visits<T>, words: Words): readonly Visit<T>[] {
  if (words === "any") return needing;
  let found: Needing<T>[] | undefined;
  // Done for every document, object and pod: loops with an index, and no array in vain.
  for (let i = 0; i < words.length; i++) {
    const visits = byWord[words[i] as number];
    if (!visits) continue;
    if (!found) {
      found = visits.slice();
      continue;
    }
    for (let j = 0; j < visits.length; j++) {
      const one = visits[j] as Needing<T>;
      if (!one.several || !found.includes(one)) found.push(one);
    }
  }
  return found ?? NONE;
}
