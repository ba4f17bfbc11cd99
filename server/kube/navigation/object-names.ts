import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { podOf } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { factsOf } from "../facts/facts.ts";
import { sameNamespace } from "../facts/object-index.ts";
import type { PartFacts, ProvidedObject } from "../facts/provided.ts";
import type { FactSite } from "../facts/site.ts";

/** A place where the name of an object stands, or of a part of one: its own, or in an object that refers to it. */
export interface ObjectName {
  /** `undefined` where a reference leaves it open. */
  readonly group: string | undefined;
  readonly kind: string;
  readonly name: string;
  /** `undefined` for an object that says none, and for kinds that have none. */
  readonly namespace: string | undefined;
  /** The part that is named: a key of a ConfigMap or Secret, a port of a Service, a listener of a Gateway. */
  readonly key: string | number | undefined;
  /** Its own name, and not a reference. */
  readonly declares: boolean;
  readonly field: Field;
  /** The name is the key of the field's entry, not its value. */
  readonly isEntry: boolean;
}

/**
 * The names of objects and of their parts that stand in an object: those of its facts, which the rules go by as well. What a template or an alias
 * writes is left out: it stands elsewhere. A patch declares nothing.
 */
export function objectNamesIn(resource: Resource, isPatch = false): readonly ObjectName[] {
  const facts = factsOf(resource, podOf(resource));
  const { group, kind, name, clusterScoped } = facts;
  const root = rootOf(resource.root);
  const found: ObjectName[] = [];
  const add = (named: Omit<ObjectName, "field" | "isEntry">, { path }: FactSite, isEntry = false) => {
    const field = root.at(...path);
    if (field.origin === "own" && (isEntry || field.value !== undefined)) found.push({ ...named, field, isEntry });
  };
  const namespace = clusterScoped ? undefined : facts.namespace;
  if (name) add({ group, kind, name, namespace, key: undefined, declares: !isPatch }, facts.site);
  for (const one of facts.provides) addProvided(one, facts.site, add);
  for (const { site, optional: _, field: __, ...reference } of facts.references)
    if (reference.name !== "") add({ ...reference, declares: false }, site);
  return found.length === 0 ? NONE : found;
}

/** What is made from the object has its name elsewhere in it, and its parts where they are written. */
function addProvided(
  { parts, site, ...object }: ProvidedObject,
  own: FactSite,
  add: (named: Omit<ObjectName, "field" | "isEntry">, site: FactSite, isEntry?: boolean) => void,
): void {
  if (object.kind === "LimitRange" || object.kind === "ResourceQuota") return;
  if (!isSame(site, own)) add({ ...object, key: undefined, declares: true }, site);
  for (const part of parts ?? NONE)
    if (!isSame(part.site, site)) add({ ...object, key: part.name ?? part.number, declares: true }, part.site, isEntry(part));
}

function isEntry({ name, site: { path } }: PartFacts): boolean {
  return path.at(-1) === name && path.length > 1;
}

function isSame(a: FactSite, b: FactSite): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end;
}

function rootOf(field: Field): Field {
  let root = field;
  while (root.parent) root = root.parent;
  return root;
}

/** Whether two names mean the same object, or the same part of it. */
export function isSameObject(a: ObjectName, b: ObjectName): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.key === b.key &&
    (a.group === undefined || b.group === undefined || a.group === b.group) &&
    sameNamespace(a.namespace, b.namespace)
  );
}
