import { DEFAULT_POLICY, type NamespacePolicy, policyOf } from "../admission/namespace-policy.ts";
import type { IndexedObject } from "../facts/indexed-object.ts";
import { isGenerated } from "../facts/may-be-made.ts";
import type { ObjectIndex } from "../facts/object-index.ts";
import { isOfOtherEnvironment, objectsIn, type ReferenceSettings } from "../facts/resolve.ts";
import { meant } from "./meant.ts";
import { defaultPolicyFor, isCreatorExempt, isExempt } from "./pod-security-configuration.ts";

/** The Namespace object of the namespace that an object is in; `undefined` where there is none, or where several say different things. */
function namespaceOf(index: ObjectIndex, object: IndexedObject): IndexedObject | undefined {
  if (object.namespace === undefined) return undefined;
  const wanted = { group: "", kind: "Namespace", name: object.namespace, namespace: undefined };
  const [first, ...others] = meant(index, object, wanted);
  return others.every((one) => isSame(one, first)) ? first : undefined;
}

/**
 * What Pod Security admission does with the pods of an object, by the labels of its namespace and the defaults of the API server, and the Namespace that
 * has them; `undefined` where the namespace is not known or the pods are exempt. Where their controller is exempt, nothing is enforced.
 */
export function podSecurityOf(
  index: ObjectIndex,
  object: IndexedObject,
): { readonly namespace: IndexedObject; readonly policy: NamespacePolicy } | undefined {
  const namespace = namespaceOf(index, object);
  if (!namespace || isExempt(index, object)) return undefined;
  const policy = policyOf(namespace.labels, defaultPolicyFor(index, object));
  return { namespace, policy: isCreatorExempt(index, object) ? { ...policy, enforce: DEFAULT_POLICY.enforce } : policy };
}

/** Whether something runs in a namespace, by its Namespace object. */
export function hasWorkloads(index: ObjectIndex, namespace: IndexedObject): boolean {
  return index.by(workloadsByNamespace, namespace.name).some((one) => !isOfOtherEnvironment(index, namespace, one));
}

const workloadsByNamespace = ({ pods, namespace }: IndexedObject) => (pods.length > 0 ? namespace : undefined);

function isSame(a: IndexedObject, b: IndexedObject | undefined): boolean {
  return b !== undefined && JSON.stringify(policyOf(a.labels)) === JSON.stringify(policyOf(b.labels));
}
/** Whether it can be said that something is missing: what belongs to an object is all in sight, and the configuration wants to hear of it. */
export function canBeMissing(index: ObjectIndex, object: IndexedObject, { references }: ReferenceSettings): boolean {
  return references !== "off" && (references === "all" || index.isWhole(object));
}

/** Whether a namespace, by its Namespace object, has no object of a kind. */
export function isMissingIn(index: ObjectIndex, namespace: IndexedObject, kind: string, settings: ReferenceSettings): boolean {
  if (
    isGenerated(index, namespace, kind) ||
    objectsIn(index, namespace, kind).some((one) => one.kind === kind && one.group === "")
  )
    return false;
  return canBeMissing(index, namespace, settings);
}

/** Whether a Namespace object declares the namespace that an object is in, or nobody can know. */
export function isDeclared(index: ObjectIndex, object: IndexedObject, namespace: string, settings: ReferenceSettings): boolean {
  if (index.providers("Namespace", namespace).some((one) => !isOfOtherEnvironment(index, object, one))) return true;
  return settings.isExternal?.("Namespace", undefined, namespace) === true || !canBeMissing(index, object, settings);
}
