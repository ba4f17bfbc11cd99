import type { Span } from "../../text/span.ts";
import type { Action } from "./action.ts";

/** What a rendering leaves out: `nothing` stands there instead, or (`lines`) something unknown might. */
export interface Left extends Span {
  readonly kind: "nothing" | "lines";
}

/** What a rendering consists of. */
export interface Choice {
  /** In order, without overlap. */
  readonly left: readonly Left[];
  /** The branches that were chosen where one of them is always rendered: what is in them is there under a condition. */
  readonly chosen: readonly Span[];
}

/** An action that opens a body, with its bodies: one for each `else` and one more. */
interface Branching {
  readonly start: number;
  /** Behind the `end`. */
  readonly end: number;
  readonly word: "if" | "with" | "range" | "block";
  /** What an `if` asks, without blanks that mean nothing; `""` for the others. */
  readonly condition: string;
  readonly bodies: readonly Body[];
  /** The last body stands behind a plain `else`: one of them is always rendered. */
  readonly complete: boolean;
}

interface Body extends Span {
  readonly inner: readonly Branching[];
  /** What is asked for this body, without blanks that mean nothing; `""` for a plain `else`. */
  readonly asks: string;
}

/** The branches of a template, as far as one can be chosen without knowing the values. */
export interface Branches {
  /** How many renderings it takes to have each branch in one of them; 1 if there is nothing to choose. */
  readonly count: number;
  /** The rendering of this number, from 0. Where one condition is asked for twice, both places get the same answer. */
  choice(index: number): Choice;
  /** What a rendering may leave out at most: all bodies that need not be rendered, but those around `offset`. */
  least(offset: number): Choice;
  /** Whether a choice leaves bodies open, and the offset is in none of all bodies. */
  outside(offset: number): boolean;
}

const MOST = 8; // renderings: a template with longer chains of `else if` is judged by the first ones

/** The branches that actions of a text make. Actions without their `end`, or the other way round, make none. */
export function branchesOf(text: string, actions: readonly Action[]): Branches {
  return new ParsedBranches(branchings(text, actions));
}

class ParsedBranches implements Branches {
  readonly count: number;
  readonly #all: readonly Branching[];
  readonly #opposites: ReadonlySet<string>;

  constructor(all: readonly Branching[]) {
    this.#all = all;
    this.#opposites = oppositesIn(all);
    this.count = Math.min(MOST, Math.max(1, ...all.map((one) => this.#size(one))));
  }

  choice(index: number): Choice {
    const left: Left[] = [];
    const chosen: Span[] = [];
    const known = this.#answersIn(this.#all, index, new Map());
    for (const one of this.#all) this.#leave(one, index, left, chosen, known);
    return { left: inOrder(left), chosen };
  }

  least(offset: number): Choice {
    return { left: inOrder(leastOf(this.#all, offset)), chosen: [] };
  }

  outside(offset: number): boolean {
    return this.#opposites.size > 0 && !this.#all.some(({ start, end }) => start <= offset && offset < end);
  }

  /** How many renderings it takes to have each of its branches in one of them. */
  #size(one: Branching): number {
    const inner = one.bodies.map((body) => this.#sizeOf(body));
    if (isChoice(one)) return inner.reduce((a, b) => a + b, 0);
    const most = Math.max(...inner);
    return this.#opposites.has(subjectOf(one)) ? most + 1 : most;
  }

  #sizeOf({ inner }: Body): number {
    return Math.max(1, ...inner.map((one) => this.#size(one)));
  }

  /** Adds what a rendering leaves out of it, and the branch that it chooses. */
  #leave(one: Branching, index: number, left: Left[], picked: Span[], known: Answers): void {
    const below = one.word === "if" ? known : NONE;
    if (!isChoice(one)) {
      this.#leaveSingle(one, index, left, picked, known);
      return;
    }
    const { chosen, rest } = this.#pick(one, index);
    if (!chosen) return;
    // Of those that are all there is, the actions go too: what is left counts as if it stood alone.
    if (one.complete) picked.push(chosen);
    const inside = one.complete ? one : { start: one.bodies[0]?.start ?? one.start, end: one.bodies.at(-1)?.end ?? one.end };
    left.push(
      { start: inside.start, end: chosen.start, kind: "nothing" },
      { start: chosen.end, end: inside.end, kind: "nothing" },
    );
    for (const inner of chosen.inner) this.#leave(inner, rest, left, picked, below);
  }

  /** The same of what is no choice: it is there, unless what it asks is answered otherwise. */
  #leaveSingle(one: Branching, index: number, left: Left[], picked: Span[], known: Answers): void {
    if (isDenied(one, known)) {
      left.push({ start: one.bodies[0]?.start ?? one.start, end: one.bodies[0]?.end ?? one.start, kind: "nothing" });
      return;
    }
    const size = this.#size(one);
    const own = index % size;
    const below = one.word === "if" ? known : NONE;
    if (this.#opposites.has(subjectOf(one)) && (isNegated(one) ? own === 0 : own === size - 1))
      for (const { start, end } of one.bodies) left.push({ start, end, kind: "lines" });
    else for (const body of one.bodies) for (const inner of body.inner) this.#leave(inner, index, left, picked, below);
  }

  /** The body that a rendering chooses, and which of the renderings of that body it is. */
  #pick(one: Branching, index: number): { readonly chosen: Body | undefined; readonly rest: number } {
    let rest = index % this.#size(one);
    for (const body of isNegated(one) ? [...one.bodies].reverse() : one.bodies) {
      const own = this.#sizeOf(body);
      if (rest < own) return { chosen: body, rest };
      rest -= own;
    }
    return { chosen: undefined, rest };
  }

  /** What the choices of a rendering answer to the conditions that they ask for, outside of `with` and `range`, where a name may mean something else. */
  #answersIn(list: readonly Branching[], index: number, known: Map<string, boolean>): Answers {
    for (const one of list) {
      const { chosen, rest } = isChoice(one) ? this.#pick(one, index) : { chosen: undefined, rest: index };
      if (chosen && one.word === "if")
        for (const { asks } of one.bodies.slice(0, one.bodies.indexOf(chosen) + 1)) {
          const isMet = asks === chosen.asks;
          if (asks && !known.has(subject(asks))) known.set(subject(asks), asks.startsWith("not ") ? !isMet : isMet);
        }
      if (one.word === "if") for (const { inner } of chosen ? [chosen] : one.bodies) this.#answersIn(inner, rest, known);
    }
    return known;
  }
}

/** Conditions, without their `not`, and whether they hold. */
type Answers = ReadonlyMap<string, boolean>;

const NONE: Answers = new Map();

/** Whether an `if` without `else`, and with nothing to choose in it, asks for what does not hold. */
function isDenied(one: Branching, known: Answers): boolean {
  if (one.word !== "if" || one.bodies.length > 1 || one.bodies[0]?.inner.length) return false;
  const answer = known.get(subjectOf(one));
  return answer !== undefined && answer === isNegated(one);
}

function leastOf(all: readonly Branching[], offset: number): Left[] {
  return all.flatMap((one): Left[] => {
    const around = one.start <= offset && offset < one.end;
    const kept = around ? one.bodies.filter((body) => body.start <= offset && offset < body.end) : one.bodies.slice(0, 1);
    if (!around && !one.complete) return one.bodies.map(({ start, end }) => ({ start, end, kind: "lines" }));
    const others = one.bodies.filter((body) => !kept.includes(body));
    return [
      ...others.map(({ start, end }): Left => ({ start, end, kind: "nothing" })),
      ...kept.flatMap(({ inner }) => leastOf(inner, offset)),
    ];
  });
}

function inOrder(left: readonly Left[]): readonly Left[] {
  return left.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
}

/** Whether its bodies exclude each other; those of a loop do not. */
function isChoice({ word, bodies }: Branching): boolean {
  return (word === "if" || word === "with") && bodies.length > 1;
}

/** The conditions that are asked for in one place and denied in another by an `if` without `else`. */
function oppositesIn(all: readonly Branching[]): ReadonlySet<string> {
  const asked = new Set<string>();
  const denied = new Set<string>();
  const visit = (one: Branching): void => {
    if (one.condition && one.bodies.length === 1) (isNegated(one) ? denied : asked).add(subjectOf(one));
    for (const body of one.bodies) body.inner.forEach(visit);
  };
  all.forEach(visit);
  return new Set([...asked].filter((subject) => denied.has(subject)));
}

function isNegated({ condition }: Branching): boolean {
  return condition.startsWith("not ");
}

function subjectOf({ condition }: Branching): string {
  return subject(condition);
}

function subject(condition: string): string {
  return condition.replace(/^not /, "").replace(/^\((.*)\)$/, "$1");
}

const OPENING = /^(if|with|range|block)\b\s*(.*)$/s;

interface OpenBlock {
  readonly action: Action;
  readonly dividers: Action[];
  readonly inner: Branching[][];
}

/** Nobody nests so deep, and Helm does not read it: what is deeper is no branch. */
const DEEPEST = 500;

function branchings(text: string, actions: readonly Action[]): readonly Branching[] {
  const top: Branching[] = [];
  const open: OpenBlock[] = [];
  for (const action of actions) {
    const context = open.at(-1);
    if (action.kind === "open") open.push({ action, dividers: [], inner: [[]] });
    else if (action.kind === "else" && context) {
      context.dividers.push(action);
      context.inner.push([]);
    } else if (action.kind === "end" && context) {
      open.pop();
      const made = open.length < DEEPEST ? branching(text, context, action) : undefined;
      if (made) (open.at(-1)?.inner.at(-1) ?? top).push(made);
    }
  }
  // What is not closed in this document goes on to its end: its bodies are all there is, and what is in them counts by itself.
  return [...top, ...open.flatMap(({ inner }) => inner.flat())];
}

function branching(text: string, { action, dividers, inner }: OpenBlock, end: Action): Branching | undefined {
  const opening = OPENING.exec(action.body);
  if (!opening) return undefined;
  const last = dividers.at(-1);
  const starts = [action.end, ...dividers.map((divider) => divider.end)];
  const asked = [action.body, ...dividers.map(({ body }) => body)].map((body) => /^(?:else )?if\s+(.*)$/s.exec(body)?.[1]);
  const ends = [...dividers.map((divider) => divider.start), end.start];
  const made: Branching = {
    start: action.start,
    end: end.end,
    word: opening[1] as Branching["word"],
    condition: opening[1] === "if" ? (opening[2] ?? "").replace(/\s+/g, " ") : "",
    bodies: starts.map((start, i) => ({
      start,
      end: ends[i] as number,
      inner: inner[i] ?? [],
      asks: asked[i]?.replace(/\s+/g, " ") ?? "",
    })),
    complete: last?.body === "else",
  };
  const whole = last && isEmpty(text, made.bodies.at(-1)) ? { ...made, bodies: made.bodies.slice(0, -1), complete: false } : made;
  return isOnOneLine(text, made) && !isWholeValue(text, whole) ? undefined : whole;
}

function isEmpty(text: string, body: Body | undefined): boolean {
  return body !== undefined && !text.slice(body.start, body.end).trim();
}

function isOnOneLine(text: string, { start, end }: Span): boolean {
  return !text.slice(start, end).includes("\n");
}

/** Whether nothing but the key or dash before it stands on its line: only there a body can be put in place of the whole. */
function isWholeValue(text: string, { start, end, complete }: Branching): boolean {
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const behind = /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? "";
  return complete && /[:-]\s+$/.test(before) && !before.includes("{{") && /^\s*(#.*)?$/.test(behind);
}
