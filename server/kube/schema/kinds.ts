import { KINDS, NEWEST } from "./definitions.table.ts";
import type { Lifetime, ObjectSchema } from "./schema.ts";
import { Definitions } from "./table.ts";

/** A kind of one version of an API group. */
export interface Kind extends Lifetime {
  readonly apiVersion: string;
  readonly kind: string;
  /** The resource as the API's paths and RBAC name it; `""` for what can only be posted. */
  readonly resource: string;
  readonly namespaced: boolean;
  /** Which definition it is; NaN where none is known. */
  readonly line: number;
}

/** The kinds of Kubernetes 1.28 and later, by `apiVersion/Kind`. */
export function kindAt(apiVersion: string, kind: string): Kind | undefined {
  return kinds().get(`${apiVersion}/${kind}`);
}

/** The kinds of an API group in any version; none for a group that Kubernetes does not serve. */
export function kindsOfGroup(group: string): readonly Kind[] {
  return groups().get(group) ?? [];
}

/** Whether objects of a kind have a namespace; `undefined` for a kind that the table does not know. */
export function isNamespaced(group: string, kind: string): boolean | undefined {
  return scopes().get(group)?.get(kind);
}

/** Every kind. */
export function allKinds(): Iterable<Kind> {
  return kinds().values();
}

/** What an object of this type may hold; `undefined` for a kind that the table does not know. */
export function schemaOf(apiVersion: string, kind: string, kubernetes: number): ObjectSchema | undefined {
  const one = kindAt(apiVersion, kind);
  if (!one || Number.isNaN(one.line)) return undefined;
  // Of a version in which it is no longer served, or not yet, the nearest in which it is.
  const last = (one.until ?? NEWEST + 1) - 1;
  return Definitions.of(Math.max(Math.min(kubernetes, last), one.since ?? 0)).at(one.line);
}

let byKey: ReadonlyMap<string, Kind> | undefined;
let byScope: ReadonlyMap<string, ReadonlyMap<string, boolean>> | undefined;
let byGroup: ReadonlyMap<string, readonly Kind[]> | undefined;

function kinds(): ReadonlyMap<string, Kind> {
  byKey ??= new Map(
    KINDS.slice(1, -1)
      .split("\n")
      .map((line) => {
        const one = readKind(line);
        return [`${one.apiVersion}/${one.kind}`, one];
      }),
  );
  return byKey;
}

/** By group and kind. Thousands of objects are asked for: no key is put together. */
function scopes(): ReadonlyMap<string, ReadonlyMap<string, boolean>> {
  byScope ??= new Map(
    [...groups()].map(([group, all]) => [group, new Map(all.map(({ kind, namespaced }) => [kind, namespaced]))]),
  );
  return byScope;
}

function groups(): ReadonlyMap<string, readonly Kind[]> {
  if (byGroup) return byGroup;
  const found = new Map<string, Kind[]>();
  for (const one of kinds().values()) {
    const group = groupOf(one.apiVersion);
    const list = found.get(group);
    if (list) list.push(one);
    else found.set(group, [one]);
  }
  byGroup = found;
  return found;
}

/** `apps/v1/Deployment:123:deployments:n>28<36`: the line of the definition, the name of the resource, and `c` if it has no namespace. */
function readKind(line: string): Kind {
  const [key = "", definition, resource = "", rest = ""] = line.split(":");
  const slash = key.lastIndexOf("/");
  const since = />(\d+)/.exec(rest)?.[1];
  const until = /<(\d+)/.exec(rest)?.[1];
  return {
    apiVersion: key.slice(0, slash),
    kind: key.slice(slash + 1),
    line: Number(definition),
    resource,
    namespaced: rest.startsWith("n"),
    ...(since && { since: Number(since) }),
    ...(until && { until: Number(until) }),
  };
}

/** `""` for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}
