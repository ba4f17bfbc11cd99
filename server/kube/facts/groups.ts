import { NONE } from "../../text/none.ts";

/** Most of tens of thousands of groups have one member and one reader: a list is made with its first entry, since one that grows from nothing keeps room for more. */
interface Group<T> {
  /** In their order. */
  members: T[];
  /** Who has looked the group up since it last changed. */
  readers: Reading<T>[];
  /** How often it has changed. */
  version: number;
  /** How many readers there may be before those that read anew meanwhile are taken out. */
  limit: number;
  /** For those who look up the first member alone: it changes when that does. */
  head: Group<T> | undefined;
}

/** What somebody has looked up. */
interface Reading<T> {
  readonly reader: T;
  /** The reader has not looked things up anew since. */
  isLatest: boolean;
}

/** What was worked out from groups, and how often each of them had changed. */
interface Memo {
  readonly value: unknown;
  readonly from: readonly (readonly [group: Group<unknown>, version: number])[];
}

/** How many are kept at least; with more things there may be one for each. */
const MEMOS = 4096;

const FEW_READERS = 16;

/** Never changed: see `Group`. */
const EMPTY: never[] = [];

/** So many are taken out of their groups together. */
const MANY = 50;

/** The keys by which a thing is looked up in one way: none, one, or a list of them. They depend on the thing alone. */
export type KeysOf<T> = (one: T) => string | readonly string[] | undefined;

/**
 * Things by their keys, kept up to date. The things look each other up, and those are known for which something that they looked up has
 * changed: what that costs depends on the change, not on how many things there are. A way of looking things up costs nothing before it is used.
 */
export class Groups<T> {
  readonly #order: (a: T, b: T) => number;
  readonly #all = new Set<T>();
  readonly #ways = new Map<KeysOf<T>, Map<string, Group<T>>>();
  readonly #outside: Group<T> = emptyGroup();
  readonly #readings = new Map<T, Reading<T>>();
  readonly #stale = new Set<T>();
  #current: Reading<T> | undefined; // of whom is looking things up now
  readonly #noted = new Set<Group<T>>(); // by it
  readonly #memos = new Map<string, Memo>();
  #collecting: Set<Group<T>> | undefined; // for what is being worked out now

  /** `order` is that of the members of each group; no two things are equal in it. */
  constructor(order: (a: T, b: T) => number) {
    this.#order = order;
  }

  /** Takes things out that are in, and puts others in. */
  replace(gone: readonly T[], come: readonly T[]): void {
    for (let i = 0; i < gone.length; i++) {
      const one = gone[i] as T;
      this.#all.delete(one);
      this.#stale.delete(one);
      this.#forget(one);
    }
    for (let i = 0; i < come.length; i++) {
      this.#all.add(come[i] as T);
      this.#stale.add(come[i] as T);
    }
    this.#ways.forEach((groups, keysOf) => {
      if (gone.length > MANY) this.#removeMany(gone, keysOf, groups);
      else for (const one of gone) for (const key of listOf(keysOf(one))) this.#remove(one, key, groups);
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
    this.#note(group);
    return group.members;
  }

  /** The first of them. Whoever asks only this hears of a change when another one is the first. */
  first(keysOf: KeysOf<T>, key: string): T | undefined {
    const group = groupIn(this.#by(keysOf), key);
    group.head ??= emptyGroup();
    this.#note(group.head);
    return group.members[0];
  }

  /** Notes that what is being looked up does not stand here, but in the file system: `outsideChanged` says when that has changed. */
  readOutside(): void {
    this.#note(this.#outside);
  }

  outsideChanged(): void {
    this.#changed(this.#outside);
  }

  /**
   * What a function works out from nothing but look-ups, kept under a name until something that it looked up has changed. For what many things ask
   * alike: whoever asks has looked up the same.
   */
  remember<V>(name: string, work: () => V): V {
    const known = this.#memos.get(name);
    if (known?.from.every(([group, version]) => group.version === version)) {
      for (const [group] of known.from) this.#note(group as Group<T>);
      return known.value as V;
    }
    const outer = this.#collecting;
    const own = new Set<Group<T>>();
    this.#collecting = own;
    const value = work();
    this.#collecting = outer;
    if (outer) for (const group of own) outer.add(group);
    if (this.#memos.size >= Math.max(MEMOS, this.#all.size)) this.#memos.clear();
    this.#memos.set(name, { value, from: [...own].map((group) => [group as Group<unknown>, group.version] as const) });
    return value;
  }

  /** Runs a body in which a thing looks others up. Until what it looked up changes, the thing is not stale. */
  watch(reader: T, body: () => void): void {
    this.#forget(reader);
    this.#stale.delete(reader);
    this.#current = { reader, isLatest: true };
    this.#noted.clear();
    body();
    this.#current = undefined;
  }

  /** The things that are new, or for which something that they looked up has changed since. */
  stale(): readonly T[] {
    return this.#stale.size === 0 ? NONE : [...this.#stale];
  }

  /** Makes a thing stale whatever it looked up. */
  expire(one: T): void {
    if (this.#all.has(one)) this.#stale.add(one);
  }

  #forget(reader: T): void {
    const before = this.#readings.get(reader);
    if (!before) return;
    before.isLatest = false;
    this.#readings.delete(reader);
  }

  #note(group: Group<T>): void {
    this.#collecting?.add(group);
    if (!this.#current || this.#noted.has(group)) return;
    this.#noted.add(group);
    if (group.readers.length >= group.limit) {
      group.readers = group.readers.filter(({ isLatest }) => isLatest);
      group.limit = 2 * group.readers.length + FEW_READERS;
    }
    if (group.readers.length === 0) group.readers = [this.#current];
    else group.readers.push(this.#current);
    this.#readings.set(this.#current.reader, this.#current);
  }

  #changed(group: Group<T>): void {
    group.version++;
    if (group.readers.length === 0) return;
    for (const { reader, isLatest } of group.readers) if (isLatest) this.#stale.add(reader);
    group.readers = EMPTY;
    group.limit = FEW_READERS;
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

  #remove(one: T, key: string, groups: Map<string, Group<T>>): void {
    const group = groupIn(groups, key);
    const place = this.#placeOf(one, group.members);
    group.members.splice(place, 1);
    this.#left(group, place === 0, key, groups);
  }

  /** Goes over the members of each group once: taken out one by one, many would be moved as often as others are taken out before them. */
  #removeMany(gone: readonly T[], keysOf: KeysOf<T>, groups: Map<string, Group<T>>): void {
    const out = new Set(gone);
    const keys = new Set(gone.flatMap((one) => listOf(keysOf(one))));
    for (const key of keys) {
      const group = groupIn(groups, key);
      const { members } = group;
      const [first] = members;
      let kept = 0;
      for (const member of members) if (!out.has(member)) members[kept++] = member;
      members.length = kept;
      this.#left(group, members[0] !== first, key, groups);
    }
  }

  /** Tells whoever looked a group up that members have left it, and whether the first was among them. */
  #left(group: Group<T>, hadFirst: boolean, key: string, groups: Map<string, Group<T>>): void {
    this.#changed(group);
    if (hadFirst && group.head) this.#changed(group.head);
    if (group.members.length === 0) groups.delete(key); // its readers are stale, and will read anew
  }

  #enter(one: T, keys: ReturnType<KeysOf<T>>, groups: Map<string, Group<T>>): void {
    if (keys === undefined) return;
    if (typeof keys === "string") this.#add(one, keys, groups);
    else for (const key of keys) this.#add(one, key, groups);
  }

  #add(one: T, key: string, groups: Map<string, Group<T>>): void {
    const group = groupIn(groups, key);
    const { members } = group;
    const place = this.#placeOf(one, members);
    if (members.length === 0) group.members = [one];
    else if (place === members.length) members.push(one);
    else members.splice(place, 0, one);
    this.#changed(group);
    if (place === 0 && group.head) this.#changed(group.head);
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
    group = emptyGroup();
    groups.set(key, group);
  }
  return group;
}

function emptyGroup<T>(): Group<T> {
  return { members: EMPTY, readers: EMPTY, version: 0, limit: FEW_READERS, head: undefined };
}
