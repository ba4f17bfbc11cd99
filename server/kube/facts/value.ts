import { NONE } from "../../text/none.ts";
import type { Resource } from "../resource.ts";
import { type FactSite, siteOf } from "./site.ts";

/** A scalar that others ask for. */
export interface ValueFacts {
  /** Its path in the table: `spec.replicas`. */
  readonly field: string;
  /** `undefined` where a template decides. */
  readonly value: string | number | boolean | undefined;
  /** A template writes it only under a condition. */
  readonly conditional: boolean;
  readonly site: FactSite;
}

/** By kind, what others ask for. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  "apps/Deployment": ["spec.replicas"],
  "apps/StatefulSet": ["spec.replicas", "spec.serviceName"],
  "autoscaling/HorizontalPodAutoscaler": ["spec.minReplicas", "spec.maxReplicas"],
  "keda.sh/ScaledObject": ["spec.minReplicaCount", "spec.maxReplicaCount"],
  "policy/PodDisruptionBudget": ["spec.minAvailable", "spec.maxUnavailable"],
  "monitoring.coreos.com/PodMonitor": ["spec.namespaceSelector.any"],
  "monitoring.coreos.com/ServiceMonitor": ["spec.namespaceSelector.any"],
  Service: ["spec.type", "spec.clusterIP"],
  ServiceAccount: ["automountServiceAccountToken"],
};

const BY_KIND: ReadonlyMap<string, readonly (readonly [field: string, path: readonly string[]])[]> = new Map(
  Object.entries(VALUES).map(([kind, fields]) => [kind, fields.map((field) => [field, field.split(".")] as const)]),
);

/** The values of an object that others ask for; none for what is not there. */
export function valuesIn(resource: Resource): readonly ValueFacts[] {
  const rows = BY_KIND.get(resource.group === "" ? resource.kind : `${resource.group}/${resource.kind}`);
  if (!rows) return NONE;
  const found: ValueFacts[] = [];
  for (const [name, path] of rows) {
    const field = resource.at(...path);
    if (field.exists) found.push({ field: name, value: field.value, conditional: field.conditional, site: siteOf(field) });
  }
  return found.length === 0 ? NONE : found;
}
