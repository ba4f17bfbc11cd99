import { folderOf } from "../../text/path.ts";
import type { ResourceFacts } from "./facts.ts";

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
  readonly partial: PartialBuild;
  /** A kustomization builds it, the one that its scope names. */
  readonly built: boolean;
  /** Its number in its slice, or in its build, from 0. */
  readonly at: number;
  /** The set of values that a chart is rendered with: objects of two renderings are not deployed together. */
  readonly rendering?: string | undefined;
}

/** Why there may be more in a build than is known: something in it is not read (a remote base, say), or a chart may be rendered with other values. */
export type PartialBuild = false | "unread" | "other values";

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

/** Objects as they are written, by file and document; behind them those that are built. */
export function inOrder(a: IndexedObject, b: IndexedObject): number {
  if (a.built !== b.built) return a.built ? 1 : -1;
  return a.built ? compare(a.scope, b.scope) || a.at - b.at : compare(a.uri, b.uri) || a.slice - b.slice || a.at - b.at;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two namespaces may be the same: one that is not given is set when the object is applied. */
export function sameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** Whether two objects are deployed together for certain: in one set that something names, or in one file. */
export function deployedTogether(a: IndexedObject, b: IndexedObject): boolean {
  return a.scope === b.scope && (a.scope !== "" || a.uri === b.uri);
}

/** Whether something may be in an object's build that is not read. Other values of a chart are another matter. */
export function isPartlyRead({ partial }: IndexedObject): boolean {
  return partial === "unread";
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
