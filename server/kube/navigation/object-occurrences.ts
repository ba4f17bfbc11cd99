import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { factsOf, type ResourceFacts } from "../facts/facts.ts";
import type { PartFacts, ProvidedObject } from "../facts/provided-object.ts";
import type { Reference } from "../facts/reference.ts";
import type { FactSite } from "../facts/site.ts";
import type { Pod } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { lettersOf, lettersOfKey, type Occurrence, type Owner, partOf } from "./occurrence.ts";

/** The names of objects and of their parts, by the facts of the object: those that the rules go by as well. A patch defines no object. */
export function objectOccurrences(resource: Resource, pod: Pod | undefined, isPatch: boolean): readonly Occurrence[] {
  const facts = factsOf(resource, pod);
  const root = rootOf(resource.root);
  const own = facts.name === "" ? [] : named(root, facts.site, facts.name, !isPatch, { by: "self" });
  return [
    ...own,
    // Generators of kustomizations: `kustomization-occurrences.ts`.
    ...(facts.group === "kustomize.config.k8s.io" ? NONE : facts.provides.flatMap((one) => provided(root, one, facts))),
    ...facts.references.flatMap((reference) => referring(root, reference)),
  ];
}

/** The names that stand for an object at a site, or at a part of it. */
function named(root: Field, { path }: FactSite, name: string, declares: boolean, owner: Owner): readonly Occurrence[] {
  const field = root.at(...path);
  const whole = lettersOf(field);
  if (!whole) return NONE;
  const text = field.string ?? "";
  // `web`, `web.shop.svc.cluster.local` or `shop/web`
  const index = text === name || text.startsWith(`${name}.`) ? 0 : text.endsWith(`/${name}`) ? text.length - name.length : -1;
  const letters = partOf(whole, index, name);
  return letters ? [{ noun: "object", name, declares, owner, site: field.site, letters }] : NONE;
}

/** What is made from the object has its name elsewhere in it, and its parts where they are written. */
function provided(root: Field, { parts, site, ...object }: ProvidedObject, own: ResourceFacts): readonly Occurrence[] {
  if (object.kind === "LimitRange" || object.kind === "ResourceQuota" || object.name === "") return NONE;
  const isOwn = isSame(site, own.site);
  const owner: Owner = isOwn ? { by: "self" } : { by: "self", at: site.span.start };
  const itself = isOwn ? NONE : named(root, site, object.name, true, owner);
  const partly = (parts ?? NONE).filter((part) => !isSame(part.site, site)).flatMap((part) => declared(root, part, owner));
  return [...itself, ...partly];
}

function declared(root: Field, part: PartFacts, owner: Owner): readonly Occurrence[] {
  const field = root.at(...part.site.path);
  const common = { noun: "part", declares: true, owner } as const;
  const isEntry = part.name !== undefined && part.site.path.at(-1) === part.name;
  const { site } = isEntry ? field.key : field;
  if (part.name !== undefined)
    return [{ ...common, name: part.name, site, letters: isEntry ? lettersOfKey(field) : lettersOf(field) }, ...numbered()];
  return part.number === undefined ? NONE : [{ ...common, name: part.number, site, letters: undefined }];

  /** A port of a Service is called by its number as well. */
  function numbered(): readonly Occurrence[] {
    const number = field.parent?.at("port");
    if (isEntry || part.number === undefined || !number?.exists) return NONE;
    return [{ ...common, name: part.number, site: number.site, letters: undefined }];
  }
}

function referring(root: Field, reference: Reference): readonly Occurrence[] {
  const { site, key, name, group, kind, namespace } = reference;
  if (name === "") return NONE; // what the holder selects: `port-occurrences.ts`
  const owner: Owner = { by: "reference", wanted: { group, kind, name, namespace } };
  const field = root.at(...site.path);
  if (key !== undefined) {
    if (field.origin !== "own" || field.value === undefined) return NONE;
    const letters = typeof key === "string" ? lettersOf(field) : undefined;
    return [{ noun: "part", name: key, declares: false, owner, site: field.site, letters }];
  }
  return [...named(root, site, name, false, owner), ...namespaceBeside(field, name, kind)];
}

/** The namespace that is said beside a name (a subject's, a backend's) or in it (`web.shop.svc`, `shop/web`). */
function namespaceBeside(field: Field, name: string, kind: string): readonly Occurrence[] {
  if (kind === "Namespace") return NONE;
  const owner = (namespace: string): Owner => ({
    by: "reference",
    wanted: { group: "", kind: "Namespace", name: namespace, namespace: undefined },
  });
  const common = { noun: "object", declares: false } as const;
  const text = field.string ?? "";
  const [, inHost] = text.startsWith(`${name}.`) ? text.split(".") : [];
  const said = inHost ?? (text.endsWith(`/${name}`) ? text.slice(0, -name.length - 1) : undefined);
  if (said !== undefined) {
    const letters = partOf(lettersOf(field), inHost === undefined ? 0 : name.length + 1, said);
    return letters ? [{ ...common, name: said, owner: owner(said), site: letters, letters }] : NONE;
  }
  const beside = field.name === "name" ? field.parent?.at("namespace") : undefined;
  const letters = beside && lettersOf(beside);
  // Beside `metadata.name` stands the object's own, which its facts refer to.
  if (!beside?.string || !letters || field.parent?.name === "metadata") return NONE;
  return [{ ...common, name: beside.string, owner: owner(beside.string), site: beside.site, letters }];
}

function isSame(a: FactSite, b: FactSite): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end;
}

function rootOf(field: Field): Field {
  let root = field;
  while (root.parent) root = root.parent;
  return root;
}
