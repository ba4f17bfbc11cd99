import type { Labels } from "../labels.ts";
import { Groups, type KeysOf } from "./groups.ts";
import { type IndexedObject, inOrder, probableSet, sameNamespace } from "./indexed-object.ts";
import {
  ALL,
  ANYWHERE,
  byFile,
  byIdentityInFile,
  byKind,
  byKindInNamespace,
  byKindInSet,
  byProvided,
  byProvidedInSet,
  byReferred,
  byScopedIdentity,
  bySelectedLabel,
  customByName,
  customByNamespace,
  customBySet,
  identityOf,
  isSameObject,
  labelKey,
  lastingByLabel,
  UNCERTAIN,
  UNSAID,
  workloadsByLabel,
} from "./object-key.ts";

/** What cannot be seen in the objects; asked again when it may have changed. */
export interface Outside {
  readonly exists?: Exists;
  /** Whether the files that are deployed with this one are all known. */
  isWhole?(uri: string): boolean;
}

/** Whether there is a file or folder of this name, relative to the folder of `uri`; `undefined` where nobody can say. */
export type Exists = (uri: string, name: string) => boolean | undefined;

/** The objects of all documents, in groups by what they are looked up by. Objects come and go one by one. */
export type ObjectGroups = Groups<IndexedObject>;

export function objectGroups(): ObjectGroups {
  return new Groups(inOrder);
}

/** Look-ups over the facts of many documents. Duplicates are kept; lists are in the order of files, documents and builds. */
export class ObjectIndex {
  readonly #groups: ObjectGroups;
  readonly #outside: Outside;

  constructor(groups: ObjectGroups, outside: Outside = {}) {
    this.#groups = groups;
    this.#outside = outside;
  }

  /** Whether everything that is deployed with an object can be expected among the files that are known. */
  isWhole({ uri }: IndexedObject): boolean {
    this.#groups.readOutside();
    return this.#outside.isWhole?.(uri) ?? true;
  }

  /** Whether there is the file or folder that an object names, by a path relative to its own file; `undefined` where that cannot be known. */
  hasFile(object: IndexedObject, name: string): boolean | undefined {
    this.#groups.readOutside();
    return this.#outside.exists?.(object.uri, name);
  }

  /** The objects that have a key, by a way of looking things up that is one function throughout. */
  by(keysOf: KeysOf<IndexedObject>, key: string): readonly IndexedObject[] {
    return this.#groups.members(keysOf, key);
  }

  /** What a function works out from look-ups alone, kept under a name that says all it depends on until one of them has another answer. */
  remember<V>(name: string, work: () => V): V {
    return this.#groups.remember(name, work);
  }

  /** The objects of a file; of an object's own file, itself among them. */
  inFile({ uri }: Pick<IndexedObject, "uri">): readonly IndexedObject[] {
    return this.#groups.members(byFile, uri);
  }

  /** The definitions of the same object, itself among them, in the set that it is deployed in for certain. */
  definitionsOf(object: IndexedObject): readonly IndexedObject[] {
    if (object.scope !== "") return this.#groups.members(byScopedIdentity, identityOf(object));
    // Whoever looks among many does not want to hear of all that changes in the file.
    if (this.#groups.size(byFile, object.uri) > FEW) return this.#groups.members(byIdentityInFile, identityOf(object));
    const all = this.inFile(object);
    return all.length === 1 ? all : all.filter((one) => isSameObject(one, object));
  }

  /** The objects that have the kind and name, or make one that has, in the set that an object is likely to be deployed in. */
  providersBeside(object: IndexedObject, kind: string, name: string): readonly IndexedObject[] {
    return this.#groups.members(byProvidedInSet, `${probableSet(object)}\0${kind}\0${name}`);
  }

  /** The same anywhere. */
  providers(kind: string, name: string): readonly IndexedObject[] {
    return this.#groups.members(byProvided, `${kind}\0${name}`);
  }

  /** The objects that refer to one of the kind and name. */
  referring(kind: string, name: string): readonly IndexedObject[] {
    return this.#groups.members(byReferred, `${kind}\0${name}`);
  }

  /** The objects whose selectors may select pods with these labels: what they select exactly is for `selects` to say. */
  selectingPods(labels: Labels): readonly IndexedObject[] {
    const keys = [ALL, ...Object.entries(labels).map(([key, value]) => labelKey(key, value))];
    const found = keys.flatMap((key) => this.#groups.members(bySelectedLabel, key));
    return found.length < 2 ? found : [...new Set(found)].sort(inOrder);
  }

  /** The objects of a kind, or that make one of it, in the set that an object is likely to be deployed in. */
  kindBeside(object: IndexedObject, kind: string): readonly IndexedObject[] {
    return this.#groups.members(byKindInSet, `${probableSet(object)}\0${kind}`);
  }

  /** The same in a namespace that is written down. */
  kindInNamespace(kind: string, namespace: string): readonly IndexedObject[] {
    return this.#groups.members(byKindInNamespace, `${kind}\0${namespace}`);
  }

  /** The objects of a kind, whatever its group. */
  ofKind(kind: string): readonly IndexedObject[] {
    return this.#groups.members(byKind, kind);
  }

  /**
   * Of the workloads beside an object, in its namespace, the one whose pods have most of these labels; where none has any, the first that has another
   * value for one of them. What ends by itself (a Job) is left out. With many objects that ask for labels that nobody has, each looks at none or one.
   */
  nearestWorkload(object: IndexedObject, labels: Labels): IndexedObject | undefined {
    const set = probableSet(object);
    const { namespace } = object;
    const places = (namespace === undefined ? [ANYWHERE] : [namespace, UNSAID]).map((place) => `${set}\0${place}\0`);
    const shared: string[] = [];
    for (const label in labels)
      for (const place of places) {
        const key = place + labelKey(label, labels[label] as string);
        if (this.#groups.members(lastingByLabel, key).length > 0) shared.push(key);
      }
    if (shared.length > 0) return this.remember(`nearest ${shared.join("\0")}`, () => this.#inMost(shared));
    let found: IndexedObject | undefined;
    for (const label in labels)
      for (const place of places) {
        const first = this.#groups.first(lastingByLabel, place + label);
        if (first && (!found || inOrder(first, found) < 0)) found = first;
      }
    return found;
  }

  /** The object that is in most groups; of several the first in order. */
  #inMost(keys: readonly string[]): IndexedObject | undefined {
    const counts = new Map<IndexedObject, number>();
    for (const key of keys)
      for (const one of this.#groups.members(lastingByLabel, key)) counts.set(one, (counts.get(one) ?? 0) + 1);
    const most = Math.max(...new Set(counts.values()));
    return [...counts.keys()].filter((one) => counts.get(one) === most).sort(inOrder)[0];
  }

  /** The custom resources for which `deployedBeside` holds. */
  customBeside(object: IndexedObject): readonly IndexedObject[] {
    return this.#groups.members(customBySet, probableSet(object));
  }

  /** The custom resources of a namespace that is written down. */
  customInNamespace(namespace: string): readonly IndexedObject[] {
    return this.#groups.members(customByNamespace, namespace);
  }

  /** The custom resources of an object's name in its namespace, wherever they stand. */
  customNamed({ name, namespace }: IndexedObject): readonly IndexedObject[] {
    return this.#groups.members(customByName, name).filter((one) => sameNamespace(one.namespace, namespace));
  }

  /** The workloads whose pods have all these labels, in a namespace (an unspecified one may be any). */
  workloadsWith(labels: Labels, namespace: string | undefined): readonly IndexedObject[] {
    const wanted = Object.entries(labels);
    const fits = (object: IndexedObject) =>
      sameNamespace(object.namespace, namespace) && wanted.every(([key, value]) => mayHave(object, key, value));
    const candidates = this.#candidates(wanted);
    if (candidates.length <= FEW) return candidates.filter(fits);
    // Many things may ask for the same many.
    const labelled = wanted.map(([key, value]) => labelKey(key, value)).sort();
    return this.remember(["workloads", namespace ?? "", ...labelled].join("\0"), () => this.#candidates(wanted).filter(fits));
  }

  /** The workloads that may have the rarest of these labels: a few of many. */
  #candidates(wanted: readonly (readonly [key: string, value: string])[]): readonly IndexedObject[] {
    const keys = wanted.map(([key, value]) => labelKey(key, value));
    const [first = ALL] = keys;
    const size = (key: string) => this.#groups.size(workloadsByLabel, key);
    const rarest = this.#groups.members(
      workloadsByLabel,
      keys.reduce((a, b) => (size(b) < size(a) ? b : a), first),
    );
    const uncertain = this.#groups.members(workloadsByLabel, UNCERTAIN);
    return uncertain.length > 0 && keys.length > 0 ? [...new Set([...rarest, ...uncertain])].sort(inOrder) : rarest;
  }
}

/** To compare the objects of one file costs less than a key for each: with one file that holds more, all objects everywhere get one. */
const FEW = 64;

function mayHave({ pods }: IndexedObject, key: string, value: string): boolean {
  return pods.some(({ labels, uncertain }) => labels[key] === value || (uncertain && !Object.hasOwn(labels, key)));
}
