import { NONE } from "../../text/none.ts";
import type { Field, Path } from "../../yaml/tree/field.ts";
import { isBuiltInGroup, isClusterScoped } from "../kinds.ts";
import type { Pod } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { COMMON_REFERENCES, POD_REFERENCES, REFERENCES, type ReferenceRow } from "./reference.table.ts";
import { type FactSite, siteOf } from "./site.ts";

/** That an object names another, or a part of another. */
export interface Reference {
  /** `undefined` where the reference leaves it open. */
  readonly group: string | undefined;
  readonly kind: string;
  /** `""`: whichever objects the holder selects; then there is a key. */
  readonly name: string;
  /** Where the other is looked for; `undefined` for kinds without namespaces, and where the object does not say its own. */
  readonly namespace: string | undefined;
  /**
   * The part that is named: a key of a ConfigMap or Secret, a port of a Service (its name or number), a listener of a Gateway. `undefined`: the
   * object itself, which has a reference of its own.
   */
  readonly key: string | number | undefined;
  /** Nothing fails where the other is missing. */
  readonly optional: boolean;
  /** The field that holds it, by its path in the tables: `volumes.*.configMap` (from a pod's spec), `spec.scaleTargetRef`. */
  readonly field: string;
  readonly site: FactSite;
}

/** What of a reference decides which object it means. */
export type Wanted = Pick<Reference, "group" | "kind" | "name" | "namespace">;

/** The rows of a kind by the segments of their paths. */
interface Branch {
  readonly below: Map<string, Branch>;
  readonly rows: ReferenceRow[];
}

/** What an object refers to, by its kind and by the pod that it holds. What a template decides is left out. */
export function referencesIn(resource: Resource, pod: Pod | undefined): readonly Reference[] {
  const { group, kind } = resource;
  const found: Reference[] = [];
  const branch = BY_KIND.get(group === "" ? kind : `${group}/${kind}`);
  walk(resource.root, ANYWHERE, resource, found);
  if (branch) walk(resource.root, branch, resource, found);
  if (pod) walk(pod.spec, IN_PODS, resource, found);
  return found.length === 0 ? NONE : found;
}

function walk(field: Field, branch: Branch, resource: Resource, found: Reference[]): void {
  for (const row of branch.rows) read(field, row, resource, found);
  for (const [segment, below] of branch.below) {
    if (segment === "*") for (const item of field.items()) walk(item, below, resource, found);
    else {
      const next = field.at(segment);
      if (next.node) walk(next, below, resource, found);
    }
  }
}

/** What may be named at a place: an object, or a part of one that is named beside it. */
export interface Nameable {
  readonly group: string | undefined;
  readonly kind: string;
  /** Of the object whose part is named, `""` for whichever is selected; `undefined`: the object itself is named. */
  readonly partOf: string | undefined;
}

/** What may be named at a path of the document, written or not yet. */
export function nameablesAt(resource: Resource, pod: Pod | undefined, path: Path): readonly Nameable[] {
  const { group, kind, root } = resource;
  const own = BY_KIND.get(group === "" ? kind : `${group}/${kind}`);
  return [
    ...below(root, ANYWHERE, path),
    ...(own ? below(root, own, path) : NONE),
    ...(pod ? below(pod.spec, IN_PODS, path) : NONE),
  ];
}

function below(from: Field, branch: Branch, path: Path): readonly Nameable[] {
  if (!from.path.every((segment, i) => segment === path[i])) return NONE;
  const found: Nameable[] = [];
  let at: Branch | undefined = branch;
  let field = from;
  for (let i = from.path.length; at && i <= path.length; i++) {
    for (const row of at.rows) found.push(...nameableBy(field, row, path.slice(i)));
    const segment = path[i];
    if (segment === undefined) break;
    at = at.below.get(typeof segment === "number" ? "*" : segment);
    field = field.at(segment);
  }
  return found;
}

function nameableBy(field: Field, row: ReferenceRow, rest: Path): readonly Nameable[] {
  const target = targetOf(field, row);
  if (!target) return NONE;
  const name = row.name ?? "name";
  if (!row.selected && (name === "" ? rest.length === 0 : rest.length === 1 && rest[0] === name))
    return [{ ...target, partOf: undefined }];
  const isPart = (row.keys ?? NONE).some((keys) => keys.split("|").some((key) => isAtPath(key.split("."), rest)));
  const partOf = row.selected ? "" : field.at(name).string;
  return isPart && partOf !== undefined ? [{ ...target, partOf }] : NONE;
}

function isAtPath(pattern: readonly string[], path: Path): boolean {
  return (
    pattern.length === path.length && pattern.every((one, i) => (one === "*" ? typeof path[i] === "number" : one === path[i]))
  );
}

function read(field: Field, row: ReferenceRow, resource: Resource, found: Reference[]): void {
  const at = row.name === "" ? field : field.at(row.name ?? "name");
  if (!row.selected && !at.node) return; // nearly always
  const target = targetOf(field, row);
  if (!target || (row.unless && field.at(...row.unless[0].split(".")).value === row.unless[1])) return;
  const place = row.selected
    ? { name: "", namespace: resource.namespace }
    : placeOf(at.string, field, row, target.kind, resource);
  if (!place) return;
  const { name } = place;
  const namespace = isWithoutNamespace(target) ? undefined : place.namespace;
  const optional = row.name !== "" && field.at("optional").value === true;
  const reference = { ...target, name, namespace, key: undefined, optional, field: row.path, site: siteOf(at) };
  if (name !== "") found.push(reference);
  for (const path of row.keys ?? NONE)
    for (const key of keysAt(field, path)) {
      const value = key.value;
      if (typeof value === "string" || typeof value === "number") found.push({ ...reference, key: value, site: siteOf(key) });
    }
}

/** The name of what is referred to and the namespace where it is looked for; `undefined` where either cannot be known. */
function placeOf(
  text: string | undefined,
  field: Field,
  row: ReferenceRow,
  kind: string,
  resource: Resource,
): { readonly name: string; readonly namespace: string | undefined } | undefined {
  if (!text || text.includes("$(")) return undefined; // a variable of kustomize, or of the container
  if (row.form === "host") {
    const [name = "", namespace = resource.namespace, service] = text.split(".");
    return service === "svc" || !text.includes(".") ? { name, namespace } : undefined;
  }
  const slash = row.form === "qualified" ? text.indexOf("/") : -1;
  if (slash >= 0) return { name: text.slice(slash + 1), namespace: text.slice(0, slash) };
  const written = row.namespace ? field.at(row.namespace) : undefined;
  if (written?.state === "unknown") return undefined;
  return { name: text, namespace: written?.exists ? written.string : kind === "Namespace" ? undefined : resource.namespace };
}

/** Of custom kinds, those that say so by their name (ClusterIssuer, ClusterSecretStore). */
function isWithoutNamespace({ group = "", kind }: { readonly group: string | undefined; readonly kind: string }): boolean {
  return isClusterScoped(group, kind) || (!isBuiltInGroup(group) && kind.startsWith("Cluster"));
}

function keysAt(field: Field, path: string): readonly Field[] {
  for (const one of path.split("|")) {
    const found = fieldsAt(field, one.split("."));
    if (found.length > 0) return found;
  }
  return NONE;
}

/** What is referred to; `undefined` where that is no object, or cannot be known. */
function targetOf(field: Field, row: ReferenceRow): { readonly group: string | undefined; readonly kind: string } | undefined {
  const slash = row.to.indexOf("/");
  const own = { group: slash < 0 ? "" : row.to.slice(0, slash), kind: row.to.slice(slash + 1) };
  if (row.only && field.at(row.only).value !== own.kind) return undefined;
  const kind = row.kind ? field.at(row.kind) : undefined;
  if (kind?.state === "unknown") return undefined;
  if (row.apiVersion) {
    const version = field.at(row.apiVersion);
    const group = version.string === undefined ? undefined : groupIn(version.string);
    const known = kind?.string ?? own.kind;
    return known === "" ? undefined : { group, kind: known };
  }
  const group = row.group ? field.at(row.group) : undefined;
  if (group?.state === "unknown") return undefined;
  const known = kind?.string ?? own.kind;
  if (known === "") return undefined;
  return { group: group?.string ?? (row.groupOfKind ? undefined : own.group), kind: known };
}

function groupIn(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

function fieldsAt(field: Field, path: readonly string[]): readonly Field[] {
  const [segment, ...rest] = path;
  if (segment === undefined) return field.exists ? [field] : NONE;
  return segment === "*" ? field.items().flatMap((item) => fieldsAt(item, rest)) : fieldsAt(field.at(segment), rest);
}

function emptyBranch(): Branch {
  return { below: new Map(), rows: [] };
}

function enter(branch: Branch, row: ReferenceRow): void {
  let at = branch;
  for (const segment of row.path.split(".")) {
    const next = at.below.get(segment) ?? emptyBranch();
    at.below.set(segment, next);
    at = next;
  }
  at.rows.push(row);
}

const ANYWHERE = emptyBranch();
for (const row of COMMON_REFERENCES) enter(ANYWHERE, row);

const IN_PODS = emptyBranch();
for (const row of POD_REFERENCES) enter(IN_PODS, row);

const BY_KIND = new Map<string, Branch>();
for (const { from, ...row } of REFERENCES)
  for (const kind of from) {
    const branch = BY_KIND.get(kind) ?? emptyBranch();
    BY_KIND.set(kind, branch);
    enter(branch, row);
  }
