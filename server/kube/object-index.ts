import type { ResourceFacts } from "./facts.ts";
import type { Labels } from "./labels.ts";

/** An object with the place it was read from. */
export interface IndexedObject extends ResourceFacts {
  readonly uri: string;
  /** The number of its slice in the file, from 0. */
  readonly slice: number;
  /** Set of objects that are deployed together, as the configuration or a kustomization says; empty where nothing says so. */
  readonly scope: string;
}

/** Whether there is a file or folder of this name, relative to the folder of `uri`; `undefined` where nobody can say. */
export type Exists = (uri: string, name: string) => boolean | undefined;

/** Look-ups over the facts of many documents. Duplicates are kept. */
export class ObjectIndex {
  readonly objects: readonly IndexedObject[];
  readonly #exists: Exists;
  #byKind: Map<string, IndexedObject[]> | undefined;
  #bySet: Map<string, IndexedObject[]> | undefined;
  #byLabel: Map<string, Workload[]> | undefined;

  constructor(objects: readonly IndexedObject[], exists: Exists = () => undefined) {
    this.objects = objects;
    this.#exists = exists;
  }

  /** Whether there is the file or folder that an object names, by a path relative to its own file; `undefined` where that cannot be known. */
  hasFile(object: IndexedObject, name: string): boolean | undefined {
    return this.#exists(object.uri, name);
  }

  /** The objects of a kind of Kubernetes' own API groups. */
  byKind(kind: string): readonly IndexedObject[] {
    this.#byKind ??= grouped(
      this.objects.filter((object) => object.builtIn),
      (object) => object.kind,
    );
    return this.#byKind.get(kind) ?? [];
  }

  /** The objects that are likely to be deployed together with this one, itself among them: those for which `deployedBeside` holds. */
  beside(object: IndexedObject): readonly IndexedObject[] {
    this.#bySet ??= grouped(this.objects, setOf);
    return this.#bySet.get(setOf(object)) ?? [];
  }

  /** The workloads whose pods have all these labels, in a namespace (an unspecified one may be any). */
  workloadsWith(labels: Labels, namespace: string | undefined): readonly IndexedObject[] {
    const wanted = Object.entries(labels);
    return this.#candidates(wanted).flatMap(({ object, pods }) =>
      sameNamespace(object.namespace, namespace) && wanted.every(([key, value]) => mayHave(pods, key, value)) ? [object] : [],
    );
  }

  /** The workloads that may have the rarest of these labels: a few of many, in the order of all. */
  #candidates(wanted: readonly (readonly [key: string, value: string])[]): readonly Workload[] {
    this.#byLabel ??= workloadsByLabel(this.objects);
    const certain = wanted.map(([key, value]) => this.#byLabel?.get(labelKey(key, value)) ?? []);
    const rarest = certain.reduce((a, b) => (b.length < a.length ? b : a), certain[0] ?? this.#byLabel.get(ALL) ?? []);
    const uncertain = this.#byLabel.get(UNCERTAIN);
    return uncertain && wanted.length > 0 ? [...new Set([...rarest, ...uncertain])].sort((a, b) => a.at - b.at) : rarest;
  }
}

type Pods = NonNullable<ResourceFacts["pods"]>;

interface Workload {
  readonly object: IndexedObject;
  readonly pods: Pods;
  /** Its place among all objects. */
  readonly at: number;
}

// Keys beside those of labels, which hold a `=`.
const ALL = "all";
const UNCERTAIN = "uncertain";

function workloadsByLabel(objects: readonly IndexedObject[]): Map<string, Workload[]> {
  const lists = new Map<string, Workload[]>();
  objects.forEach((object, at) => {
    const { pods } = object;
    if (!pods) return;
    const workload = { object, pods, at };
    push(lists, ALL, workload);
    if (pods.uncertain) push(lists, UNCERTAIN, workload);
    for (const [key, value] of Object.entries(pods.labels)) push(lists, labelKey(key, value), workload);
  });
  return lists;
}

function labelKey(key: string, value: string): string {
  return `${key}=${value}`;
}

function mayHave({ labels, uncertain }: Pods, key: string, value: string): boolean {
  return labels[key] === value || (uncertain && !Object.hasOwn(labels, key));
}

function grouped(objects: readonly IndexedObject[], keyOf: (object: IndexedObject) => string): Map<string, IndexedObject[]> {
  const lists = new Map<string, IndexedObject[]>();
  for (const object of objects) push(lists, keyOf(object), object);
  return lists;
}

function push<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}

/** Whether two namespaces may be the same: one that is not given is set when the object is applied. */
export function sameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** Whether two objects are deployed together for certain: in one set that something names, or in one file. */
export function deployedTogether(a: IndexedObject, b: IndexedObject): boolean {
  return deploymentSet(a) === deploymentSet(b);
}

/** The name of the set that an object is deployed in for certain: its scope, else its file. */
export function deploymentSet({ scope, uri }: IndexedObject): string {
  return scope === "" ? `file ${uri}` : `scope ${scope}`;
}

/** Whether two objects are likely to be deployed together: the same, or in one folder where nothing names the sets. */
export function deployedBeside(a: IndexedObject, b: IndexedObject): boolean {
  return setOf(a) === setOf(b);
}

/** The name of the set that an object is likely to be deployed in: its scope, else its folder. */
function setOf({ scope, uri }: IndexedObject): string {
  return scope === "" ? `folder ${folderOf(uri)}` : `scope ${scope}`;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}
