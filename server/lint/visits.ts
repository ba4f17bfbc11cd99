import type { Words } from "../text/words.ts";
import type { Needs } from "./needs.ts";
import type { Context, Rule } from "./rule.ts";
import type { RuleSettings } from "./settings.ts";

const NONE: readonly never[] = [];

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
  readonly all: readonly Visit<T>[];
  /** Those of rules that need no word. */
  readonly always: readonly Visit<T>[];
  /** The others, by the number of each word that they need. */
  readonly byWord: readonly (readonly Visit<T>[] | undefined)[];
}

/** The visits of one kind that rules make. The visitors are taken out once: reading one of hundreds of objects of different shape is what a visit would cost most. */
export function visitsOf<T>(
  active: readonly Active[],
  needs: Needs,
  visitorOf: (rule: Rule) => Visit<T>["visit"] | undefined,
): Visits<T> {
  const all: Visit<T>[] = [];
  const always: Visit<T>[] = [];
  const byWord = new Array<Visit<T>[] | undefined>(needs.dictionary.numbers.size).fill(undefined);
  for (const one of active) {
    const visit = visitorOf(one.rule);
    if (!visit) continue;
    const made = { active: one, visit };
    all.push(made);
    const words = needs.numbers.get(one.rule);
    if (!words) always.push(made);
    for (const word of words ?? NONE) {
      const others = byWord[word];
      if (others) others.push(made);
      else byWord[word] = [made];
    }
  }
  return { all, always, byWord };
}

/** The visits worth making in a document with these words, in no order. */
export function worthMaking<T>({ all, always, byWord }: Visits<T>, words: Words): readonly Visit<T>[] {
  if (words === "any") return all;
  let found: Visit<T>[] | undefined;
  // Done for every document, object and container: loops with an index and no array in vain.
  for (let i = 0; i < words.length; i++) {
    const visits = byWord[words[i] as number];
    if (!visits) continue;
    if (!found) found = visits.slice();
    else for (let j = 0; j < visits.length; j++) if (!found.includes(visits[j] as Visit<T>)) found.push(visits[j] as Visit<T>);
  }
  return found ? always.concat(found) : always;
}
