import { NONE } from "../../text/none.ts";
/** What somebody has looked up, and when. */
export interface Reading {
  readonly groups: readonly { readonly changed: number }[];
  readonly at: number;
}

const NEVER = -1;

interface Group<T> {
  /** In their order. */
  readonly members: T[];
  /** When a member last came or went: a count of replacements. */
  changed: number;
}

/** The keys by which a thing is looked up in one way: none, one, or a list of them. They depend on the thing alone. */
export type KeysOf<T> = (one: T) => string | readonly string[] | undefined;

/**
 * Things by their keys, kept up to date, which knows whether what somebody has looked up is still what there is. A way of looking things up
 * costs nothing before it is used.
 */
export class Groups<T> {
  readonly #order: (a: T, b: T) => number;
  readonly #all = new Set<T>();
  readonly #ways = new Map<KeysOf<T>, Map<string, Group<T>>>();
  #now = 0;
  #watching = false;
  #read: Group<T>[] | undefined; // made with the first: many read nothing, most others one group
  #trusted = true;

  /** `order` is that of the members of each group; no two things are equal in it. */
  constructor(order: (a: T, b: T) => number) {
    this.#order = order;
  }

  /** Takes things out that are in, and puts others in. */
  replace(gone: readonly T[], come: readonly T[]): void {
    this.#now++;
    for (let i = 0; i < gone.length; i++) this.#all.delete(gone[i] as T);
    for (let i = 0; i < come.length; i++) this.#all.add(come[i] as T);
    this.#ways.forEach((groups, keysOf) => {
      for (const one of gone)
        for (const key of listOf(keysOf(one))) {
          const group = groupIn(groups, key);
          group.changed = this.#now;
          group.members.splice(this.#placeOf(one, group.members), 1);
          if (group.members.length === 0) groups.delete(key); // who has read it reads anew
        }
      for (const one of come) this.#enter(one, keysOf(one), groups);
    });
  }

  /** How many things have a key. Whoever only asks this does not hear of changes. */
  size(keysOf: KeysOf<T>, key: string): number {
    return this.#by(keysOf).get(key)?.members.length ?? 0;
  }

  /** The things that have a key, in their order. */
  members(keysOf: KeysOf<T>, key: string): readonly T[] {
    const group = groupIn(this.#by(keysOf), key);
    if (this.#watching) {
      if (!this.#read) this.#read = [group];
      else if (!this.#read.includes(group)) this.#read.push(group);
    }
    return group.members;
  }

  /** Says that what is being looked up now stands elsewhere, and can change unheard. */
  distrust(): void {
    this.#trusted = false;
  }

  /** Tells what a body looks up. */
  watch(body: () => void): Reading {
    this.#read = undefined;
    this.#trusted = true;
    this.#watching = true;
    body();
    this.#watching = false;
    return { groups: this.#read ?? NONE, at: this.#trusted ? this.#now : NEVER };
  }

  /** Whether whoever did this reading would certainly read the same now. */
  isCurrent({ groups, at }: Reading): boolean {
    if (at === NEVER) return false;
    for (const { changed } of groups) if (changed > at) return false;
    return true;
  }

  #by(keysOf: KeysOf<T>): Map<string, Group<T>> {
    let groups = this.#ways.get(keysOf);
    if (!groups) {
      const made = new Map<string, Group<T>>();
      this.#ways.set(keysOf, made);
      this.#all.forEach((one) => {
        this.#enter(one, keysOf(one), made);
      });
      groups = made;
    }
    return groups;
  }

  #enter(one: T, keys: ReturnType<KeysOf<T>>, groups: Map<string, Group<T>>): void {
    if (keys === undefined) return;
    if (typeof keys === "string") this.#add(one, keys, groups);
    else for (const key of keys) this.#add(one, key, groups);
  }

  #add(one: T, key: string, groups: Map<string, Group<T>>): void {
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { members: [one], changed: this.#now });
      return;
    }
    const { members } = group;
    const place = this.#placeOf(one, members);
    if (place === members.length) members.push(one);
    else members.splice(place, 0, one);
    group.changed = this.#now;
  }

  /** Where a thing stands among the others, or would stand. */
  #placeOf(one: T, members: readonly T[]): number {
    let low = 0;
    let high = members.length;
    // Most things come in their order.
    if (high === 0 || this.#order(members[high - 1] as T, one) < 0) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#order(members[middle] as T, one) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function listOf(keys: string | readonly string[] | undefined): readonly string[] {
  return typeof keys === "string" ? [keys] : (keys ?? NONE);
}

function groupIn<T>(groups: Map<string, Group<T>>, key: string): Group<T> {
  let group = groups.get(key);
  if (!group) {
    group = { members: [], changed: 0 };
    groups.set(key, group);
  }
  return group;
}
