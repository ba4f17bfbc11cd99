import type { CodeAction } from "vscode-languageserver";

/** What can be done about one finding, the most useful first in each list. */
export interface Offers {
  readonly fixes: readonly CodeAction[];
  readonly suppressions: readonly CodeAction[];
}

/** What can be done about one rule, whichever of its findings was met. */
export interface RuleOffers {
  readonly fixAll: readonly CodeAction[];
  readonly page: CodeAction;
}

/** What can be done about all findings of a menu together. */
export interface CommonOffers {
  /** Fixes that make those of several findings at once. */
  readonly combined: readonly CodeAction[];
  /** Asks what to suppress and why, where the client can. */
  readonly ask: readonly CodeAction[];
}

/** Entries for the first finding, and for each further one: a menu that has to be read helps nobody. */
const FIRST = 5;
const FURTHER = 3;

/**
 * The entries of a menu, at most five for one finding and eight for two. What there is of one kind goes in for all findings or for none: every finding
 * has its first fix and one suppression, and what is left of the room goes to the rest by its use. They are listed as editors show them: fixes, then
 * suppressions, then explanations.
 */
export function menuOf(findings: readonly Offers[], rules: readonly RuleOffers[], { combined, ask }: CommonOffers): CodeAction[] {
  const said = new Set<string>();
  const offers = findings.map((one) => withoutRepetition(one, said));
  const nth = (list: "fixes" | "suppressions", i: number) => offers.flatMap((one) => one[list].slice(i, i + 1));
  const fixAll = rules.flatMap((one) => one.fixAll);
  const pages = rules.map(({ page }) => page);
  const wider = ask.length > 0 ? [] : offers.flatMap(({ suppressions }) => suppressions.slice(2)); // who is asked can choose them there
  const kinds = [
    nth("fixes", 0),
    nth("suppressions", 0),
    ask,
    combined,
    fixAll,
    nth("fixes", 1),
    nth("suppressions", 1),
    wider,
    pages,
  ];
  let room = findings.length === 0 ? 0 : FIRST + FURTHER * (findings.length - 1);
  const chosen = new Set<CodeAction>();
  for (const kind of kinds) {
    if (kind.length > room) continue;
    for (const action of kind) chosen.add(action);
    room -= kind.length;
  }
  const listed = [
    ...offers.flatMap(({ fixes }) => fixes),
    ...combined,
    ...fixAll,
    ...offers.flatMap(({ suppressions }) => suppressions),
    ...ask,
    ...pages,
  ];
  return listed.filter((action) => chosen.has(action));
}

/** Two findings of one rule on one line are suppressed together, and may have one fix. `said` holds what is offered for others already. */
function withoutRepetition({ fixes, suppressions }: Offers, said: Set<string>): Offers {
  const isNew = (what: string) => !said.has(what) && said.add(what) !== undefined;
  return {
    fixes: fixes.filter(({ title, edit }) => isNew(JSON.stringify([title, edit]))),
    suppressions: suppressions.filter(({ title }) => isNew(title)),
  };
}
