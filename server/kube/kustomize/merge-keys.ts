import { fieldAt, isField, typeOfKind } from "../schema/field-path.ts";
import { kindsOfGroup } from "../schema/kinds.ts";

/**
 * The keys by which kustomize merges the items of the list at the path (names only, from the object's root); none for a list of texts that is a set;
 * `undefined` for a list that is replaced. `builtIn`: the kind is one of Kubernetes' own: nothing is known of others, so their lists are replaced.
 */
export function mergeKeys(group: string, kind: string, builtIn: boolean, path: readonly string[]): readonly string[] | undefined {
  if (!builtIn) return undefined;
  // An old version of a kind has the lists of the one that it became.
  const known =
    kindsOfGroup(group).find((one) => one.kind === kind) ?? SUCCESSORS.flatMap(kindsOfGroup).find((one) => one.kind === kind);
  const type = known && typeOfKind(known, Number.POSITIVE_INFINITY);
  const field = type && fieldAt(type, path);
  if (!field || !isField(field) || field.names.length !== path.length || field.schema.kind !== "list") return undefined;
  if (!field.schema.merged || NEWER.has(`${field.owner?.id}.${path.at(-1)}`)) return undefined;
  return field.schema.keys;
}

/** Where the kinds of groups have gone that are no longer served. */
const SUCCESSORS: readonly string[] = ["apps", "networking.k8s.io", "policy"];

/** The API has these lists since later versions than the one that kustomize knows (1.21), so it replaces them. */
const NEWER: ReadonlySet<string> = new Set([
  "admissionregistration.v1.MutatingWebhook.matchConditions",
  "admissionregistration.v1.ValidatingAdmissionPolicySpec.matchConditions",
  "admissionregistration.v1.ValidatingAdmissionPolicySpec.variables",
  "admissionregistration.v1.ValidatingWebhook.matchConditions",
  "core.v1.PodSpec.resourceClaims",
  "core.v1.PodSpec.schedulingGates",
  "core.v1.PodStatus.hostIPs",
]);
