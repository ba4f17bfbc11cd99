import { type NamespacePolicy, policyOf } from "../admission/namespace-policy.ts";
import type { IndexedObject, ObjectIndex } from "../facts/object-index.ts";
import { meant } from "./meant.ts";

/** The Namespace object of the namespace that an object is in; `undefined` where there is none, or where several say different things. */
export function namespaceOf(index: ObjectIndex, object: IndexedObject): IndexedObject | undefined {
  if (object.namespace === undefined) return undefined;
  const wanted = { group: "", kind: "Namespace", name: object.namespace, namespace: undefined };
  const [first, ...others] = meant(index, object, wanted);
  return others.every((one) => isSame(one, first)) ? first : undefined;
}

/** What Pod Security admission does with the pods of an object, by the labels of its namespace, and the Namespace that has them. */
export function podSecurityOf(
  index: ObjectIndex,
  object: IndexedObject,
): { readonly namespace: IndexedObject; readonly policy: NamespacePolicy } | undefined {
  const namespace = namespaceOf(index, object);
  return namespace && { namespace, policy: policyOf(namespace.labels) };
}

/** Whether something runs in a namespace, by its Namespace object. */
export function hasWorkloads(index: ObjectIndex, { name }: IndexedObject): boolean {
  return index.by(workloadsByNamespace, name).length > 0;
}

const workloadsByNamespace = ({ pods, namespace }: IndexedObject) => (pods.length > 0 ? namespace : undefined);

function isSame(a: IndexedObject, b: IndexedObject | undefined): boolean {
  return b !== undefined && JSON.stringify(policyOf(a.labels)) === JSON.stringify(policyOf(b.labels));
}
