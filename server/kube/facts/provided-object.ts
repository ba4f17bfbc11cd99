import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { hasPlaceholder } from "../../yaml/tree/placeholder.ts";
import type { Resource } from "../resource.ts";
import { type FactSite, siteOf } from "./site.ts";

/** An object that comes into being with this one: itself, where it has parts that others name, or one that something makes from it. */
export interface ProvidedObject {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Its parts that others name: keys, ports, listeners; `undefined` where nobody can say which there are. */
  readonly parts: readonly PartFacts[] | undefined;
  readonly site: FactSite;
}

/** A key of a ConfigMap or Secret, a port of a Service, a listener of a Gateway. */
export interface PartFacts {
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly site: FactSite;
}

/** Parts that others name; `undefined` where nobody can say which there are. */
export type Parts = ProvidedObject["parts"];

/** The object itself, with its parts. */
export function itself({ group, kind, name, namespace, at }: Resource, parts: Parts): ProvidedObject {
  return { group, kind, name, namespace, parts, site: siteOf(at("metadata", "name")) };
}

/** An object of the core group in the same namespace, by the field that names it; none where that is not known. */
export function named(resource: Resource, kind: string, at: Field, parts: Parts): readonly ProvidedObject[] {
  const name = at.string;
  return name ? [{ group: "", kind, name, namespace: resource.namespace, parts, site: siteOf(at) }] : NONE;
}

/** The keys of mappings; none can be known where a template may add some, or decides whether there are any. */
export function keysIn({ at }: Pick<Resource, "at">, ...mappings: readonly string[]): Parts {
  const found: PartFacts[] = [];
  if (at("metadata", "name").conditional) return undefined;
  for (const mapping of mappings) {
    const field = at(mapping);
    if (field.open) return undefined;
    for (const [name, value] of field.entries()) {
      if (value.conditional || hasPlaceholder(name)) return undefined;
      found.push(key(name, value.key));
    }
  }
  return found;
}

/** A part by its name and place. */
export function key(name: string, place: Parameters<typeof siteOf>[0]): PartFacts {
  return { name, number: undefined, site: siteOf(place) };
}

/** Something else fills what is empty. */
export function filled(parts: Parts): Parts {
  return parts && parts.length > 0 ? parts : undefined;
}

/** The same object in no namespace of its own, where its metadata ask for copies in others: who looks for it finds it in any. */
export function copied(resource: Resource, metadata: Field): Resource {
  const copies = metadata
    .at("annotations")
    .keys()
    .some((name) => COPIES.test(name));
  return copies ? { ...resource, namespace: undefined } : resource;
}

/** Annotations that have an object copied: kubernetes-replicator, Reflector, Config Syncer (kubed). */
const COPIES =
  /^(?:replicator\.v1\.mittwald\.de\/replicat(?:e-to|ion-allowed)|reflector\.v1\.k8s\.emberstack\.com\/reflection-a|kubed\.appscode\.com\/sync)/;
