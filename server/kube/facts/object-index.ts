import { folderOf } from "../../text/path.ts";
import type { Labels } from "../labels.ts";
import type { ResourceFacts } from "./facts.ts";
import { Groups, type KeysOf } from "./groups.ts";

/** Where an object was read from, and what it is deployed with. */
export interface ObjectPlace {
  readonly uri: string;
  /** The number of its slice in the file, from 0. */
  readonly slice: number;
  /** Set of objects that are deployed together, as the configuration or a kustomization says; empty where nothing says so. */
  readonly scope: string;
  /** The set of files that the configuration says are deployed together, its own among them; empty where it does not say. */
  readonly environment: string;
  /** It is built, and there may be more in its build than is known. */
  readonly partial: boolean;
  /** A kustomization builds it, the one that its scope names. */
  readonly built: boolean;
  /** Its number in its slice, or in its build, from 0. */
  readonly at: number;
  /** The set of values that a chart is rendered with: objects of two renderings are not deployed together. */
  readonly rendering?: string | undefined;
}

/** An object with the place it was read from. */
export interface IndexedObject extends ResourceFacts, ObjectPlace {}

/**
 * The facts of an object with its place. Written out, because a spread that adds to an object with so many properties makes a hash table of it.
 */
export function indexedObject(
  facts: ResourceFacts,
  { uri, slice, scope, environment, partial, built, at, rendering }: ObjectPlace,
): IndexedObject {
  return {
    apiVersion: facts.apiVersion,
    group: facts.group,
    kind: facts.kind,
    name: facts.name,
    namespace: facts.namespace,
    clusterScoped: facts.clusterScoped,
    builtIn: facts.builtIn,
    labels: facts.labels,
    site: facts.site,
    references: facts.references,
    selectors: facts.selectors,
    grants: facts.grants,
    subjects: facts.subjects,
    pods: facts.pods,
    network: facts.network,
    provides: facts.provides,
    values: facts.values,
    files: facts.files,
    uri,
    slice,
    scope,
    environment,
    partial,
    built,
    at,
    rendering,
  };
}

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

const byKind = ({ kind }: IndexedObject) => kind;
const byFile = ({ uri }: IndexedObject) => uri;
const byScopedIdentity = (object: IndexedObject) => (object.scope === "" ? undefined : identityOf(object));
const byIdentityInFile = (object: IndexedObject) => (object.scope === "" ? identityOf(object) : undefined);
const byProvided = (object: IndexedObject) => provided(object, (kind, name) => `${kind}\0${name}`);
const byProvidedInSet = (object: IndexedObject) => {
  const set = probableSet(object);
  return provided(object, (kind, name) => `${set}\0${kind}\0${name}`);
};
const byKindInSet = (object: IndexedObject) => {
  const set = probableSet(object);
  return provided(object, (kind) => `${set}\0${kind}`);
};
const byKindInNamespace = (object: IndexedObject) =>
  provided(object, (kind, _, namespace) => (namespace === undefined ? undefined : `${kind}\0${namespace}`));
const byReferred = ({ references }: IndexedObject) => {
  if (references.length === 0) return undefined;
  const keys = new Set<string>();
  for (const { kind, name, key } of references) if (key === undefined && name !== "") keys.add(`${kind}\0${name}`);
  return [...keys];
};
const bySelectedLabel = ({ selectors }: IndexedObject) => {
  if (selectors.length === 0) return undefined;
  const keys = new Set<string>();
  for (const { kind, matchLabels } of selectors) {
    if (kind !== "Pod") continue;
    const [label] = Object.entries(matchLabels); // one of them is enough to be found by
    keys.add(label ? labelKey(...label) : ALL);
  }
  return [...keys];
};
const customByNamespace = ({ builtIn, namespace }: IndexedObject) => (builtIn ? undefined : namespace);
const customByName = (object: IndexedObject) => (object.builtIn ? undefined : object.name);
const customBySet = (object: IndexedObject) => (object.builtIn ? undefined : probableSet(object));

// Keys beside those of labels, which hold a `=`.
const ALL = "all";
const UNCERTAIN = "uncertain";

/** A key for the object and for each that it provides. */
function provided(
  { kind, name, namespace, provides }: IndexedObject,
  keyOf: (kind: string, name: string, namespace: string | undefined) => string | undefined,
): string | readonly string[] | undefined {
  const own = keyOf(kind, name, namespace);
  if (provides.length === 0) return own;
  const keys = new Set<string>();
  if (own !== undefined) keys.add(own);
  for (const one of provides) {
    const key = keyOf(one.kind, one.name, one.namespace);
    if (key !== undefined) keys.add(key);
  }
  return [...keys];
}

function workloadsByLabel({ pods }: IndexedObject): readonly string[] | undefined {
  const [pod] = pods;
  if (!pod) return undefined;
  const keys = Object.entries(pod.labels).map(([key, value]) => labelKey(key, value));
  return pod.uncertain ? [ALL, UNCERTAIN, ...keys] : [ALL, ...keys];
}

// Namespaces of keys: no namespace has such a name.
const ANYWHERE = "*";
const UNSAID = "";

/** Workloads that do not end, by the name of each label and by the label, in the set and namespace that they are deployed in. */
function lastingByLabel(object: IndexedObject): readonly string[] | undefined {
  const [pod] = object.pods;
  if (!pod || object.kind === "Job" || object.kind === "CronJob") return undefined;
  const set = probableSet(object);
  const places = [ANYWHERE, object.namespace ?? UNSAID];
  return Object.entries(pod.labels).flatMap(([key, value]) =>
    places.flatMap((place) => [`${set}\0${place}\0${key}`, `${set}\0${place}\0${labelKey(key, value)}`]),
  );
}

function labelKey(key: string, value: string): string {
  return `${key}=${value}`;
}

/** To compare the objects of one file costs less than a key for each: with one file that holds more, all objects everywhere get one. */
const FEW = 64;

function isSameObject(a: IndexedObject, b: IndexedObject): boolean {
  return (
    a.name === b.name && a.kind === b.kind && a.group === b.group && namespaceOf(a) === namespaceOf(b) && deployedTogether(a, b)
  );
}

function identityOf(object: IndexedObject): string {
  return `${deploymentSet(object)}\u0000${object.group}\u0000${object.kind}\u0000${namespaceOf(object)}\u0000${object.name}`;
}

function namespaceOf({ clusterScoped, namespace = "" }: IndexedObject): string {
  return clusterScoped ? "" : namespace;
}

/** Objects as they are written, by file and document; behind them those that are built. */
export function inOrder(a: IndexedObject, b: IndexedObject): number {
  if (a.built !== b.built) return a.built ? 1 : -1;
  return a.built ? compare(a.scope, b.scope) || a.at - b.at : compare(a.uri, b.uri) || a.slice - b.slice || a.at - b.at;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function mayHave({ pods }: IndexedObject, key: string, value: string): boolean {
  return pods.some(({ labels, uncertain }) => labels[key] === value || (uncertain && !Object.hasOwn(labels, key)));
}

/** Whether two namespaces may be the same: one that is not given is set when the object is applied. */
export function sameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** Whether two objects are deployed together for certain: in one set that something names, or in one file. */
export function deployedTogether(a: IndexedObject, b: IndexedObject): boolean {
  return a.scope === b.scope && (a.scope !== "" || a.uri === b.uri);
}

/** Whether something may be in an object's build that is not read: a remote base, say. Other values of a chart are another matter. */
export function isPartlyRead({ partial, scope }: IndexedObject): boolean {
  return partial && !scope.endsWith("/Chart.yaml");
}

/** The name of the set that an object is deployed in for certain: its scope, else its file. */
export function deploymentSet({ scope, uri }: IndexedObject): string {
  return scope === "" ? `file ${uri}` : `scope ${scope}`;
}

/** Whether two objects are likely to be deployed together: the same, or in one folder where nothing names the sets. */
export function deployedBeside(a: IndexedObject, b: IndexedObject): boolean {
  if (a.environment !== "" || b.environment !== "") return a.environment === b.environment;
  if (a.scope !== "" || b.scope !== "") return a.scope === b.scope;
  return isInSameFolder(a.uri, b.uri);
}

/** Whether two files lie in one folder. Asked of many pairs, so nothing is cut out. */
function isInSameFolder(a: string, b: string): boolean {
  const end = a.lastIndexOf("/") + 1;
  if (end !== b.lastIndexOf("/") + 1) return false;
  for (let i = end - 1; i >= 0; i--) if (a.charCodeAt(i) !== b.charCodeAt(i)) return false; // they differ near their ends
  return true;
}

/** The name of the set that an object is likely to be deployed in: what the configuration says, else its scope, else its folder. */
export function probableSet({ scope, environment, uri }: IndexedObject): string {
  if (environment !== "") return `environment ${environment}`;
  return scope === "" ? `folder ${folderOf(uri)}` : `scope ${scope}`;
}
