import { deployedTogether, deploymentSet, type IndexedObject, probableSet } from "./indexed-object.ts";

// What objects are looked up by: one function for each way, which gives the keys of an object.

export const byKind = ({ kind }: IndexedObject) => kind;
export const byFile = ({ uri }: IndexedObject) => uri;
export const byScopedIdentity = (object: IndexedObject) => (object.scope === "" ? undefined : identityOf(object));
export const byIdentityInFile = (object: IndexedObject) => (object.scope === "" ? identityOf(object) : undefined);
export const byProvided = (object: IndexedObject) => provided(object, (kind, name) => `${kind}\0${name}`);
export const byProvidedInSet = (object: IndexedObject) => {
  const set = probableSet(object);
  return provided(object, (kind, name) => `${set}\0${kind}\0${name}`);
};
export const byKindInSet = (object: IndexedObject) => {
  const set = probableSet(object);
  return provided(object, (kind) => `${set}\0${kind}`);
};
export const byKindInNamespace = (object: IndexedObject) =>
  provided(object, (kind, _, namespace) => (namespace === undefined ? undefined : `${kind}\0${namespace}`));
export const byReferred = ({ references }: IndexedObject) => {
  if (references.length === 0) return undefined;
  const keys = new Set<string>();
  for (const { kind, name, key } of references) if (key === undefined && name !== "") keys.add(`${kind}\0${name}`);
  return [...keys];
};
export const bySelectedLabel = ({ selectors }: IndexedObject) => {
  if (selectors.length === 0) return undefined;
  const keys = new Set<string>();
  for (const { kind, matchLabels } of selectors) {
    if (kind !== "Pod") continue;
    const [label] = Object.entries(matchLabels); // one of them is enough to be found by
    keys.add(label ? labelKey(...label) : ALL);
  }
  return [...keys];
};
export const customByNamespace = ({ builtIn, namespace }: IndexedObject) => (builtIn ? undefined : namespace);
export const customByName = (object: IndexedObject) => (object.builtIn ? undefined : object.name);
export const customBySet = (object: IndexedObject) => (object.builtIn ? undefined : probableSet(object));

// Keys beside those of labels, which hold a `=`.
export const ALL = "all";
export const UNCERTAIN = "uncertain";

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

export function workloadsByLabel({ pods }: IndexedObject): readonly string[] | undefined {
  const [pod] = pods;
  if (!pod) return undefined;
  const keys = Object.entries(pod.labels).map(([key, value]) => labelKey(key, value));
  return pod.uncertain ? [ALL, UNCERTAIN, ...keys] : [ALL, ...keys];
}

// Namespaces of keys: no namespace has such a name.
export const ANYWHERE = "*";
export const UNSAID = "";

/** Workloads that do not end, by the name of each label and by the label, in the set and namespace that they are deployed in. */
export function lastingByLabel(object: IndexedObject): readonly string[] | undefined {
  const [pod] = object.pods;
  if (!pod || object.kind === "Job" || object.kind === "CronJob") return undefined;
  const set = probableSet(object);
  const places = [ANYWHERE, object.namespace ?? UNSAID];
  return Object.entries(pod.labels).flatMap(([key, value]) =>
    places.flatMap((place) => [`${set}\0${place}\0${key}`, `${set}\0${place}\0${labelKey(key, value)}`]),
  );
}

export function labelKey(key: string, value: string): string {
  return `${key}=${value}`;
}

/** Whether two objects define the same one, in the set that both are deployed in for certain. */
export function isSameObject(a: IndexedObject, b: IndexedObject): boolean {
  return (
    a.name === b.name && a.kind === b.kind && a.group === b.group && namespaceOf(a) === namespaceOf(b) && deployedTogether(a, b)
  );
}

export function identityOf(object: IndexedObject): string {
  return `${deploymentSet(object)}\u0000${object.group}\u0000${object.kind}\u0000${namespaceOf(object)}\u0000${object.name}`;
}

function namespaceOf({ clusterScoped, namespace = "" }: IndexedObject): string {
  return clusterScoped ? "" : namespace;
}
