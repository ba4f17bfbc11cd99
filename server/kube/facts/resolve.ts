import { nearlySame } from "../../text/nearest.ts";
import type { IsExternal, ReferencePolicy } from "./external.ts";
import { isInEveryCluster } from "./external.ts";
import { deployedBeside, type IndexedObject, sameNamespace } from "./indexed-object.ts";
import { mayBeMade, maySomebodyCreate } from "./may-be-made.ts";
import type { ObjectIndex } from "./object-index.ts";
import type { ProvidedObject } from "./provided-object.ts";
import type { Wanted } from "./reference.ts";

// What answers a reference, and when nothing does: whether that may be said of a scan that sees but a part of the cluster.

/** An object that is meant, and what of it provides what is meant: itself, or something that is made from it. */
export interface Target {
  readonly object: IndexedObject;
  /** `undefined` where it is the object itself and nothing is known of its parts. */
  readonly provided: ProvidedObject | undefined;
}

/** How the configuration reads references. */
export interface ReferenceSettings {
  readonly references?: ReferencePolicy;
  readonly isExternal?: IsExternal;
}

/** That nothing answers a reference. */
export interface Missing {
  /** An object of that kind and name in another namespace. */
  readonly elsewhere: IndexedObject | undefined;
  /** One beside it whose name differs by a slip of the fingers, with that name. */
  readonly near: { readonly object: IndexedObject; readonly name: string } | undefined;
}

/** The objects that answer a reference: of its name, in its namespace, and not in another environment. Those deployed beside it come alone. */
export function targetsOf(index: ObjectIndex, from: IndexedObject, wanted: Wanted): readonly Target[] {
  const beside = answering(index.providersBeside(from, wanted.kind, wanted.name), wanted);
  if (beside.length > 0) return beside;
  return answering(index.providers(wanted.kind, wanted.name), wanted).filter(
    ({ object }) => !isOfOtherEnvironment(index, from, object),
  );
}

/**
 * What there is to say about a reference that nothing answers; `undefined` where something does, or where nobody can know: by the policy, what
 * `externalRefs` names, what stands in every cluster, what an operator may make, and where no other object of the kind is in sight.
 */
export function missingOf(
  index: ObjectIndex,
  from: IndexedObject,
  wanted: Wanted,
  { references = "auto", isExternal }: ReferenceSettings,
): Missing | undefined {
  const { kind, name, namespace } = wanted;
  if (from.group === "kustomize.config.k8s.io") return undefined; // what it names is among what it builds, or its rules say so
  if (references === "off" || isInEveryCluster(kind, name, namespace) || isExternal?.(kind, namespace, name)) return undefined;
  if (targetsOf(index, from, wanted).length > 0) return undefined;
  const elsewhere = namesakeElsewhere(index, from, wanted);
  const others = othersBeside(index, from, wanted);
  const near = nearOf(others, wanted) ?? nearOf(othersInNamespace(index, from, wanted), wanted);
  if (references === "all") return { elsewhere, near };
  if (others.some((other) => other.name === "") || mayBeMade(index, from, wanted)) return undefined;
  if (near || elsewhere) return { elsewhere, near };
  if (namespace === "kube-system") return undefined; // the cluster's own
  if (from.partial || !index.isWhole(from) || maySomebodyCreate(index, from, kind)) return undefined;
  if (isSharedByMany(index, from, wanted)) return undefined;
  return isLikelyMissing(index, from, wanted, others) ? { elsewhere, near } : undefined;
}

/**
 * Whether it can be expected among the objects in sight. What a kustomization builds, and a file that holds others of the kind, hold all of them. A folder
 * or a namespace does where another environment has the object, or where there is another one that nobody names: then one of the two names is wrong.
 */
function isLikelyMissing(index: ObjectIndex, from: IndexedObject, wanted: Wanted, others: readonly Other[]): boolean {
  const { kind, name } = wanted;
  if (from.scope !== "" || from.environment !== "") return others.length > 0;
  if (others.some(({ object }) => object.uri === from.uri)) return true;
  const all = [...others, ...othersInNamespace(index, from, wanted)];
  if (all.length > 0 && index.providers(kind, name).length > 0) return true;
  return IS_MOUNTED.test(kind) && all.some((other) => index.referring(kind, other.name).length === 0);
}

/** Kinds that are of no use but to those who name them. */
const IS_MOUNTED = /^(?:ConfigMap|Secret|PersistentVolumeClaim)$/;

/**
 * Whether objects that are deployed with others name it too: what several parts of an installation use without having it comes from outside. Another
 * cluster is none of its parts.
 */
function isSharedByMany(index: ObjectIndex, from: IndexedObject, { kind, name }: Wanted): boolean {
  if (from.scope === "") return false;
  return index
    .referring(kind, name)
    .slice(0, MANY)
    .filter((other) => other.environment === from.environment)
    .some((other) => other.uri !== from.uri && !index.kindBeside(from, other.kind).some(({ uri }) => uri === other.uri));
}

/** The objects of a kind in a namespace that is defined, where it is deployed; those that do not say their namespace count if they stand beside it. */
export function objectsIn(index: ObjectIndex, namespace: IndexedObject, kind: string): readonly IndexedObject[] {
  const there = index.kindInNamespace(kind, namespace.name).filter((one) => !isOfOtherEnvironment(index, namespace, one));
  return [...there, ...index.kindBeside(namespace, kind).filter((one) => one.namespace === undefined)];
}

/** The objects of a kind in the namespace of an object that is deployed there. */
export function objectsInNamespaceOf(index: ObjectIndex, object: IndexedObject, kind: string): readonly IndexedObject[] {
  const { namespace } = object;
  const beside = index.kindBeside(object, kind).filter((one) => sameNamespace(one.namespace, namespace));
  if (beside.length > 0 || namespace === undefined) return beside;
  return index.kindInNamespace(kind, namespace).filter((one) => !isOfOtherEnvironment(index, object, one));
}

/** Whether an object belongs to another environment than this one: one cluster has one of the two. */
export function isOfOtherEnvironment(index: ObjectIndex, own: IndexedObject, other: IndexedObject): boolean {
  if (own.environment !== "" && other.environment !== "") return own.environment !== other.environment;
  if (deployedBeside(own, other)) return false;
  // Where the same object stands a second time, beside the other or in a folder of a name that the other's folder has too, it is the twin's.
  return index
    .providers(own.kind, own.name)
    .slice(0, MANY)
    .some(
      (twin) =>
        twin !== own &&
        twin.kind === own.kind &&
        twin.name === own.name &&
        sameNamespace(twin.namespace, own.namespace) &&
        !deployedBeside(twin, own) &&
        (deployedBeside(twin, other) || isFurther(own, twin, other)),
    );
}

/** How many twins are compared. */
const MANY = 64;

/** Whether the path of `other` goes on as that of `twin` does where those of `own` and `twin` part. */
function isFurther(own: IndexedObject, twin: IndexedObject, other: IndexedObject): boolean {
  const [a, b, c] = [placeOf(own), placeOf(twin), placeOf(other)];
  let parted = 0; // where the folder begins in which they part
  for (let i = 0; i < a.length && a.charCodeAt(i) === b.charCodeAt(i); i++) if (a.charCodeAt(i) === SLASH) parted = i + 1;
  const its = folderAt(b, parted);
  if (its === undefined || !isBelowFolder(c, its)) return false;
  const mine = folderAt(a, parted);
  return mine === undefined || !isBelowFolder(c, mine);
}

const SLASH = 47;

function placeOf({ scope, built, uri }: IndexedObject): string {
  return built ? scope : uri;
}

/** The name of the folder that begins at an offset of a path, with its slash; `undefined` where the file's own name stands. */
function folderAt(path: string, start: number): string | undefined {
  const end = path.indexOf("/", start);
  return end < 0 ? undefined : path.slice(start, end + 1);
}

/** Whether a folder of this name is in a path. */
function isBelowFolder(path: string, folder: string): boolean {
  return path.startsWith(folder) || path.includes(`/${folder}`);
}

function answering(candidates: readonly IndexedObject[], wanted: Wanted): readonly Target[] {
  return candidates.flatMap((object) => targetIn(object, wanted, sameNamespace) ?? []);
}

/** What of an object is meant, where the namespaces agree. */
function targetIn(object: IndexedObject, wanted: Wanted, agree: typeof sameNamespace): Target | undefined {
  const { group, kind, name } = wanted;
  const isMeant = (one: IndexedObject | ProvidedObject) =>
    one.kind === kind &&
    one.name === name &&
    (group === undefined || one.group === group) &&
    agree(one.namespace, wanted.namespace);
  const provided = object.provides.find(isMeant);
  if (provided) return { object, provided };
  return isMeant(object) ? { object, provided: undefined } : undefined;
}

function namesakeElsewhere(index: ObjectIndex, from: IndexedObject, wanted: Wanted): IndexedObject | undefined {
  if (wanted.namespace === undefined) return undefined;
  const differ = (a: string | undefined, b: string | undefined) => !sameNamespace(a, b);
  return index.providersBeside(from, wanted.kind, wanted.name).find((object) => targetIn(object, wanted, differ) !== undefined);
}

interface Other {
  readonly object: IndexedObject;
  readonly name: string;
}

/** The other objects of the kind that are deployed beside it, in the namespace; `""` for one whose name nobody knows. */
function othersBeside(index: ObjectIndex, from: IndexedObject, wanted: Wanted): readonly Other[] {
  return index.kindBeside(from, wanted.kind).flatMap((object) => othersIn(object, from, wanted));
}

function othersIn(object: IndexedObject, from: IndexedObject, { group, kind, namespace }: Wanted): readonly Other[] {
  const isOther = (one: IndexedObject | ProvidedObject) =>
    one.kind === kind && (group === undefined || one.group === group) && sameNamespace(one.namespace, namespace);
  const own = object !== from && isOther(object) ? [{ object, name: object.name }] : [];
  return [
    ...own,
    ...object.provides.filter((one) => one.name !== object.name && isOther(one)).map(({ name }) => ({ object, name })),
  ];
}

function nearOf(others: readonly Other[], { name }: Wanted): Missing["near"] {
  const letters = withoutDigits(name);
  const near = nearlySame(
    name,
    others.filter((other) => withoutDigits(other.name) !== letters).map((other) => other.name),
  );
  return near === undefined ? undefined : others.find((other) => other.name === near);
}

/** Names that differ by a number are meant to. */
function withoutDigits(name: string): string {
  return name.replaceAll(/\d+/g, "");
}

/** Namespaces in which things stand that have nothing to do with each other. */
const IS_SHARED = /^(?:default|kube-system)$/;

/** The same anywhere in the namespace, if one is named and all in it belongs together. */
function othersInNamespace(index: ObjectIndex, from: IndexedObject, wanted: Wanted): readonly Other[] {
  const { kind, namespace } = wanted;
  if (namespace === undefined || IS_SHARED.test(namespace)) return [];
  return index
    .kindInNamespace(kind, namespace)
    .filter((object) => !isOfOtherEnvironment(index, from, object))
    .flatMap((object) => othersIn(object, from, wanted));
}
