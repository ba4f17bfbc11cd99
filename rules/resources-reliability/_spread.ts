import { type Field, type Json, type Pod, plainOf, readLabels, readSelector, selects } from "../../server/api.ts";

/** Topology keys that keep replicas apart. */
const KEYS: ReadonlySet<string> = new Set([
  "kubernetes.io/hostname",
  "topology.kubernetes.io/zone",
  "topology.kubernetes.io/region",
  "failure-domain.beta.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region",
]);

/** The replicas that a workload says it has; `undefined` where it does not say. */
export function replicasOf(pod: Pod): number | undefined {
  return pod.resource.at("spec", "replicas").number;
}

/** Whether a selector selects the pod's own labels; `undefined` if that cannot be known. */
export function selectsItself(selector: Field, pod: Pod): boolean | undefined {
  const { labels, uncertain } = readLabels(pod.metadata.at("labels"));
  const read = readSelector(selector);
  return uncertain || read.uncertain ? undefined : selects(read, labels);
}

/** Whether anti-affinity or a spread constraint keeps the pods of the workload apart. */
export function isSpread(pod: Pod): boolean {
  const anti = pod.at("affinity", "podAntiAffinity");
  const terms = [
    ...anti.at("requiredDuringSchedulingIgnoredDuringExecution").items(),
    ...anti
      .at("preferredDuringSchedulingIgnoredDuringExecution")
      .items()
      .map((term) => term.at("podAffinityTerm")),
    ...pod.at("topologySpreadConstraints").items(),
  ];
  if (anti.open || pod.at("topologySpreadConstraints").open || pod.at("affinity").open) return true;
  return terms.some(
    (term) => KEYS.has(term.at("topologyKey").string ?? "") && selectsItself(term.at("labelSelector"), pod) !== false,
  );
}

/** The labels by which a workload selects its pods, as a selector to copy. */
export function ownSelector(pod: Pod): Json | undefined {
  return plainOf(pod.resource.at("spec", "selector", "matchLabels")) ?? plainOf(pod.metadata.at("labels"));
}
