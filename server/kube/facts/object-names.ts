import type { Field } from "../../yaml/tree/field.ts";
import { isClusterScoped } from "../kinds.ts";
import { REFERENCES, type Reference } from "../kustomize/build/references.table.ts";
import type { Resource } from "../resource.ts";
import { sameNamespace } from "./object-index.ts";

/** A place where the name of an object stands: its own, or in an object that refers to it. */
export interface ObjectName {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** `undefined` for an object that says none, and for kinds that have none. */
  readonly namespace: string | undefined;
  /** Its own name, and not a reference. */
  readonly declares: boolean;
  readonly field: Field;
}

/** The names of objects that stand in an object. What a template or an alias writes is left out: it stands elsewhere. */
export function objectNamesIn(resource: Resource): readonly ObjectName[] {
  const { group, kind } = resource;
  const names = [...objectName(resource, group, kind, resource.at("metadata", "name"), true), ...generated(resource)];
  for (const reference of REFERENCES)
    if (reference.kinds.includes(kind) && !reference.path.endsWith("resourceNames")) names.push(...referred(resource, reference));
  return names;
}

/** Whether two names mean the same object. */
export function isSameObject(a: ObjectName, b: ObjectName): boolean {
  return a.group === b.group && a.kind === b.kind && a.name === b.name && sameNamespace(a.namespace, b.namespace);
}

/** The ConfigMaps and Secrets that a kustomization generates. */
function generated(resource: Resource): readonly ObjectName[] {
  if (resource.group !== "kustomize.config.k8s.io") return [];
  return (["ConfigMap", "Secret"] as const).flatMap((kind) =>
    resource
      .at(`${kind === "Secret" ? "secret" : "configMap"}Generator`)
      .items()
      .flatMap((item) => objectName(resource, "", kind, item.at("name"), true)),
  );
}

function referred(resource: Resource, { target, path }: Reference): readonly ObjectName[] {
  return fieldsAt(resource.root, path.split(" ")).flatMap((field) => {
    const name = field.isMapping ? field.at("name") : field;
    const holder = field.isMapping ? field : field.parent;
    // Where the kind stands beside the name (roleRef, scaleTargetRef, subjects), it decides.
    const kind = holder?.at("kind").string ?? target.kinds[0];
    if (kind === undefined || !target.kinds.includes(kind)) return [];
    return objectName(resource, target.group, kind, name, false, holder?.at("namespace").string);
  });
}

/** The fields at a path whose lists are gone through. */
function fieldsAt(root: Field, path: readonly string[]): readonly Field[] {
  let fields: readonly Field[] = [root];
  for (const segment of path) fields = fields.flatMap(itemsOf).map((field) => field.at(segment));
  return fields.flatMap(itemsOf);
}

function itemsOf(field: Field): readonly Field[] {
  return field.isSequence ? field.items() : [field];
}

function objectName(
  resource: Resource,
  group: string,
  kind: string,
  field: Field,
  declares: boolean,
  namespace = resource.namespace,
): readonly ObjectName[] {
  const name = field.string;
  if (!name || field.origin !== "own") return [];
  return [{ group, kind, name, declares, field, namespace: isClusterScoped(group, kind) ? undefined : namespace }];
}
