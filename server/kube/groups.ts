/** What somebody has looked up, and when. */
export interface Reading {
  readonly groups: readonly { readonly changed: number }[];
  readonly at: number;
}

const NEVER = -1;

interface Group<T> {
  members: T[];
  sorted: boolean;
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

  /** `keysOf` names the groups that a thing is in, `order` is that of the members of each. Both depend on the thing alone. */
  constructor(keysOf: (one: T) => readonly string[], order: (a: T, b: T) => number) {
    this.#keysOf = keysOf;
    this.#order = order;
  }

  /** Takes things out that are in, and puts others in. */
  replace(gone: readonly T[], come: readonly T[]): void {
    this.#now++;
    const left = new Set(gone);
    for (const key of new Set(gone.flatMap(this.#keysOf))) {
      const group = this.#group(key);
      group.members = group.members.filter((one) => !left.has(one));
      group.changed = this.#now;
      if (group.members.length === 0) this.#groups.delete(key); // who has read it reads anew
    }
    for (const one of come)
      for (const key of this.#keysOf(one)) {
        const group = this.#group(key);
        const last = group.members.at(-1);
        group.sorted &&= last === undefined || this.#order(last, one) <= 0;
        group.members.push(one);
        group.changed = this.#now;
      }
  }

  /** How many things have a key. Whoever only asks this does not hear of changes. */
  size(key: string): number {
    return this.#groups.get(key)?.members.length ?? 0;
  }

  /** The things that have a key, in their order. */
  members(key: string): readonly T[] {
    const group = this.#group(key);
    if (!group.sorted) group.members.sort(this.#order);
    group.sorted = true;
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
    return at !== NEVER && groups.every(({ changed }) => changed <= at);
  }

  #group(key: string): Group<T> {
    let group = this.#groups.get(key);
    if (!group) {
      group = { members: [], sorted: true, changed: 0 };
      this.#groups.set(key, group);
    }
    return group;
  }
}
