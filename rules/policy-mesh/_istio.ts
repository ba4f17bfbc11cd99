import type { Field, IndexedObject, Resource } from "../../server/api.ts";

/** Whether a policy applies to chosen workloads only; `undefined` if that cannot be known. */
export function selectsWorkloads(policy: Resource): boolean | undefined {
  const labels = policy.at("spec", "selector", "matchLabels");
  if (labels.open || labels.state === "unknown") return undefined;
  return labels.keys().length > 0;
}

/** Whether a host is a service of the cluster: a short name, `name.namespace.svc` and longer, or every one (`*.local`). */
export function isInMesh(host: string): boolean {
  return !host.includes(".") || host === "*.local" || /\.svc(?:\.|$)/.test(host);
}

/** The known strings of a list. */
export function stringsOf(list: Field): readonly string[] {
  return list.items().flatMap(({ string }) => string ?? []);
}

/** The rules of an AuthorizationPolicy that allows; none for one that denies, audits or asks somebody else. */
export function allowRulesOf(policy: Resource): readonly Field[] {
  const action = policy.at("spec", "action");
  return action.absent || action.value === "ALLOW" ? policy.at("spec", "rules").items() : [];
}

/** Whether Istio's sidecars are injected into the pods of a namespace: `istio-injection: enabled`, or a revision. */
export function isInjected({ kind, builtIn, labels }: IndexedObject): boolean {
  return kind === "Namespace" && builtIn && (labels["istio-injection"] === "enabled" || "istio.io/rev" in labels);
}
