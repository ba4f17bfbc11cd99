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

/** Things by their keys, kept up to date, which knows whether what somebody has looked up is still what there is. */
export class Groups<T> {
  readonly #keysOf: (one: T) => readonly string[];
  readonly #order: (a: T, b: T) => number;
  readonly #groups = new Map<string, Group<T>>();
  #now = 0;
  #reading: Group<T>[] | undefined;
  #trusted = true;

  /** `keysOf` names the groups that a thing is in; `order` is that of the members of each, in which no two are equal. */
  constructor(keysOf: (one: T) => readonly string[], order: (a: T, b: T) => number) {
    this.#keysOf = keysOf;
    this.#order = order;
  }

  /** Takes things out that are in, and puts others in. */
  replace(gone: readonly T[], come: readonly T[]): void {
    this.#now++;
    for (const one of gone)
      for (const key of this.#keysOf(one)) {
        const { members } = this.#changing(key);
        members.splice(this.#placeOf(one, members), 1);
        if (members.length === 0) this.#groups.delete(key); // who has read it reads anew
      }
    for (const one of come)
      for (const key of this.#keysOf(one)) {
        const { members } = this.#changing(key);
        const place = this.#placeOf(one, members);
        if (place === members.length) members.push(one);
        else members.splice(place, 0, one);
      }
  }

  /** How many things have a key. Whoever only asks this does not hear of changes. */
  size(key: string): number {
    return this.#groups.get(key)?.members.length ?? 0;
  }

  /** The things that have a key, in their order. */
  members(key: string): readonly T[] {
    const group = this.#group(key);
    if (this.#reading && !this.#reading.includes(group)) this.#reading.push(group);
    return group.members;
  }

  /** Says that what is being looked up now stands elsewhere, and can change unheard. */
  distrust(): void {
    this.#trusted = false;
  }

  /** Tells what a body looks up. */
  watch(body: () => void): Reading {
    const groups: Group<T>[] = [];
    this.#reading = groups;
    this.#trusted = true;
    body();
    this.#reading = undefined;
    return { groups, at: this.#trusted ? this.#now : NEVER };
  }

  /** Whether whoever did this reading would certainly read the same now. */
  isCurrent({ groups, at }: Reading): boolean {
    if (at === NEVER) return false;
    for (const { changed } of groups) if (changed > at) return false;
    return true;
  }

  /** Where a thing stands among the others, or would stand. */
  #placeOf(one: T, members: readonly T[]): number {
    let [low, high] = [0, members.length];
    // Most things come in their order.
    if (high === 0 || this.#order(members[high - 1] as T, one) < 0) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#order(members[middle] as T, one) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #changing(key: string): Group<T> {
    const group = this.#group(key);
    group.changed = this.#now;
    return group;
  }

  #group(key: string): Group<T> {
    let group = this.#groups.get(key);
    if (!group) {
      group = { members: [], changed: 0 };
      this.#groups.set(key, group);
    }
    return group;
  }
}
