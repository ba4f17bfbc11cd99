import { answering } from "../facts/answering.ts";
import type { IndexedObject, ObjectIndex } from "../facts/object-index.ts";
import { type NamespacePolicy, policyOf } from "./namespace-policy.ts";

/** The Namespace object of the namespace that an object is in; `undefined` where there is none, or where several say different things. */
export function namespaceOf(index: ObjectIndex, object: IndexedObject): IndexedObject | undefined {
  if (object.namespace === undefined) return undefined;
  const [first, ...others] = answering(index, object, index.by(namespacesByName, object.namespace));
  return others.every((one) => one.labels === first?.labels || isSame(one, first)) ? first : undefined;
}

/** What Pod Security admission does with the pods of an object, by the labels of its namespace, and the Namespace that has them. */
export function podSecurityOf(
  index: ObjectIndex,
  object: IndexedObject,
): { readonly namespace: IndexedObject; readonly policy: NamespacePolicy } | undefined {
  const namespace = namespaceOf(index, object);
  return namespace && { namespace, policy: policyOf(namespace.labels) };
}

const namespacesByName = ({ kind, group, name }: IndexedObject) => (kind === "Namespace" && group === "" ? name : undefined);

function isSame(a: IndexedObject, b: IndexedObject | undefined): boolean {
  return b !== undefined && JSON.stringify(policyOf(a.labels)) === JSON.stringify(policyOf(b.labels));
}
