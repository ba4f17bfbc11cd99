import { type BuiltResource, cloneBuiltResource, effectiveNamespace, type Identity, identify, isSame } from "./built-resource.ts";

/** The objects of a kustomization while they are built, in their order, found by what they are and were (kustomize, api/resmap). */
export class ResMap {
  #items = new Set<BuiltResource>();
  #index: Index | undefined; // made when something is looked up
  /** Objects may be missing that a real build has: nothing can be said about what is not there. */
  isIncomplete = false;

  get size(): number {
    return this.#items.size;
  }

  [Symbol.iterator](): Iterator<BuiltResource> {
    return this.#items[Symbol.iterator]();
  }

  /** Adds an object. Returns false, and leaves it out, if the same object is there already. */
  add(item: BuiltResource): boolean {
    const index = this.#indexed();
    const identity = identify(item.root);
    const isKnown = this.#found(index.byIdentity, keyOf(identity)).some((other) => isSame(identify(other.root), identity));
    if (isKnown) return false;
    this.#items.add(item);
    enterAll(index, item);
    return true;
  }

  remove(item: BuiltResource): void {
    this.#items.delete(item);
  }

  /** The objects that an identity names, as they are or as they were. */
  named(identity: Identity): readonly BuiltResource[] {
    return this.#found(this.#indexed().byIdentity, keyOf(identity)).filter((item) =>
      [identify(item.root), ...item.previous].some((own) => isSame(own, identity)),
    );
  }

  /** The objects that have a name or had it. */
  withName(name: string): readonly BuiltResource[] {
    return this.#found(this.#indexed().byName, name).filter((item) =>
      [identify(item.root), ...item.previous].some((own) => own.name === name),
    );
  }

  /** Says that an object may be called otherwise now. */
  renamed(item: BuiltResource): void {
    if (this.#index) enter(this.#index, item, identify(item.root));
  }

  /** Says that all objects may be called otherwise now. */
  allRenamed(): void {
    this.#index = undefined;
  }

  /** A copy that can be changed by itself. */
  clone(): ResMap {
    const copy = new ResMap();
    copy.isIncomplete = this.isIncomplete;
    for (const item of this.#items) copy.#items.add(cloneBuiltResource(item));
    return copy;
  }

  #indexed(): Index {
    if (!this.#index) {
      const index: Index = { byIdentity: new Map(), byName: new Map(), places: new Map() };
      for (const item of this.#items) enterAll(index, item);
      this.#index = index;
    }
    return this.#index;
  }

  #found(groups: Groups, key: string): readonly BuiltResource[] {
    const found = lookedUp(groups, key).filter((item) => this.#items.has(item));
    const places = this.#index?.places;
    return found.length < 2 ? found : found.sort((a, b) => (places?.get(a) ?? 0) - (places?.get(b) ?? 0));
  }
}

/** Every object stands under all that it is and was; it may also stand under more. */
interface Index {
  readonly byIdentity: Groups;
  readonly byName: Groups;
  readonly places: Map<BuiltResource, number>;
}

type Groups = Map<string, Set<BuiltResource>>;

function lookedUp(groups: Groups, key: string): BuiltResource[] {
  return [...(groups.get(key) ?? [])];
}

function enterAll(index: Index, item: BuiltResource): void {
  index.places.set(item, index.places.size);
  for (const identity of item.previous) enter(index, item, identity);
  enter(index, item, identify(item.root));
}

function enter({ byIdentity, byName }: Index, item: BuiltResource, identity: Identity): void {
  for (const [groups, key] of [
    [byIdentity, keyOf(identity)],
    [byName, identity.name],
  ] as const) {
    const group = groups.get(key);
    if (group) group.add(item);
    else groups.set(key, new Set([item]));
  }
}

function keyOf(identity: Identity): string {
  return [identity.group, identity.version, identity.kind, effectiveNamespace(identity), identity.name].join("\u0000");
}
