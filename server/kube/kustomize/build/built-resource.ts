import { isClusterScoped } from "../../kinds.ts";
import { clone, find, type MutableMapping, textOf } from "./mutable.ts";

/** What tells objects from each other while they are built. */
export interface Identity {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** `""` for an object that says none. */
  readonly namespace: string;
}

/** What an object was until a kustomization changed it: the one whose turn it was. */
export interface EarlierIdentity extends Identity {
  readonly until: number;
}

/** An object on its way through the transformations. */
export interface BuiltResource {
  root: MutableMapping;
  /** What it was before each change of its name or namespace, the first first. */
  readonly previous: EarlierIdentity[];
  readonly prefixes: string[];
  readonly suffixes: string[];
  /** Made by a generator: its name gets a hash when it is applied. */
  readonly generated: boolean;
}

export function builtResourceOf(root: MutableMapping, generated = false): BuiltResource {
  return { root, previous: [], prefixes: [], suffixes: [], generated };
}

/** A copy that can be changed by itself. */
export function cloneBuiltResource({ root, previous, prefixes, suffixes, generated }: BuiltResource): BuiltResource {
  return { root: clone(root), previous: [...previous], prefixes: [...prefixes], suffixes: [...suffixes], generated };
}

/** What an object is now. */
export function identify(root: MutableMapping): Identity {
  const apiVersion = textOf(find(root, "apiVersion"));
  const slash = apiVersion.indexOf("/");
  const metadata = find(root, "metadata")?.value;
  const own = metadata?.kind === "mapping" ? metadata : undefined;
  return {
    group: slash < 0 ? "" : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind: textOf(find(root, "kind")),
    name: own ? textOf(find(own, "name")) : "",
    namespace: own ? textOf(find(own, "namespace")) : "",
  };
}

/** What an object was at first. */
export function original(item: BuiltResource): Identity {
  return item.previous[0] ?? identify(item.root);
}

/** Remembers what an object is before the kustomization whose turn it is changes its name or namespace. */
export function remember(item: BuiltResource, turn: number): void {
  const now = identify(item.root);
  const last = item.previous.at(-1);
  if (last && isSame(last, now) && last.namespace === now.namespace) item.previous.pop();
  item.previous.push({ ...now, until: turn });
}

/** Whether two identities are of one object. No namespace is the namespace `default`; cluster-scoped kinds have none. */
export function isSame(a: Identity, b: Identity): boolean {
  return (
    a.group === b.group &&
    a.version === b.version &&
    a.kind === b.kind &&
    a.name === b.name &&
    effectiveNamespace(a) === effectiveNamespace(b)
  );
}

export function effectiveNamespace({ group, kind, namespace }: Identity): string {
  return isClusterScoped(group, kind) ? "" : namespace || "default";
}

export function isWithoutNamespace({ group, kind }: Identity): boolean {
  return isClusterScoped(group, kind);
}
