import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { readSelector, type Selector } from "../labels.ts";
import type { Pod } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { lettersOf, type Occurrence, type Owner } from "./occurrence.ts";

/** A field that selects others, beyond those of which the rules know: those select in other namespaces as well. */
interface SelectorPlace {
  readonly from: readonly string[];
  readonly path: string;
  readonly kind: string;
  /** A mapping of labels, not a `LabelSelector`. */
  readonly isPlain?: true;
  readonly namespace?: "any";
}

const WORKLOADS = ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet", "batch/Job"];
const NETWORK_POLICIES = ["networking.k8s.io/NetworkPolicy", "extensions/NetworkPolicy"];
const PEERS = ["spec.ingress.*.from.*", "spec.egress.*.to.*"];

/** The selectors of the API and of common custom resources (the Kubernetes API reference; Prometheus operator, Istio: their CRDs). */
const SELECTORS: readonly SelectorPlace[] = [
  { from: ["Service", "ReplicationController"], path: "spec.selector", kind: "Pod", isPlain: true },
  { from: [...WORKLOADS, "policy/PodDisruptionBudget"], path: "spec.selector", kind: "Pod" },
  { from: NETWORK_POLICIES, path: "spec.podSelector", kind: "Pod" },
  ...PEERS.map((path) => ({ from: NETWORK_POLICIES, path: `${path}.podSelector`, kind: "Pod", namespace: "any" as const })),
  ...PEERS.map((path) => ({ from: NETWORK_POLICIES, path: `${path}.namespaceSelector`, kind: "Namespace" })),
  {
    from: ["PeerAuthentication", "AuthorizationPolicy", "RequestAuthentication"].map((kind) => `security.istio.io/${kind}`),
    path: "spec.selector",
    kind: "Pod",
  },
  { from: ["monitoring.coreos.com/ServiceMonitor"], path: "spec.selector", kind: "Service", namespace: "any" },
  { from: ["monitoring.coreos.com/PodMonitor"], path: "spec.selector", kind: "Pod", namespace: "any" },
  { from: ["rbac.authorization.k8s.io/ClusterRole"], path: "aggregationRule.clusterRoleSelectors.*", kind: "ClusterRole" },
  ...["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"].map((kind) => ({
    from: [`admissionregistration.k8s.io/${kind}`],
    path: "webhooks.*.namespaceSelector",
    kind: "Namespace",
  })),
];

/** In a pod: other pods that it wants to run beside, or apart from. */
const IN_PODS: readonly SelectorPlace[] = [
  ...["podAffinity", "podAntiAffinity"].flatMap((one): readonly SelectorPlace[] => [
    { from: [], path: `affinity.${one}.requiredDuringSchedulingIgnoredDuringExecution.*.labelSelector`, kind: "Pod" },
    {
      from: [],
      path: `affinity.${one}.preferredDuringSchedulingIgnoredDuringExecution.*.podAffinityTerm.labelSelector`,
      kind: "Pod",
    },
  ]),
  { from: [], path: "topologySpreadConstraints.*.labelSelector", kind: "Pod" },
];

/** Kinds that are selected by labels of their own. */
export const SELECTED: ReadonlySet<string> = new Set(["Service", "Namespace", "ClusterRole"]);

/** The labels of an object and of its pods, and those in its selectors. */
export function labelOccurrences(resource: Resource, pod: Pod | undefined, isPatch: boolean): readonly Occurrence[] {
  const { kind, root } = resource;
  const owner: Owner = { by: "self" };
  const found: Occurrence[] = [];
  if (SELECTED.has(kind)) found.push(...pairsIn(root.at("metadata", "labels"), "label", !isPatch, owner));
  if (pod) found.push(...pairsIn(pod.metadata.at("labels"), "podLabel", true, owner));
  for (const { field, place, selector } of selectorsOf(resource, pod)) {
    const noun = place.kind === "Pod" ? "podLabel" : "label";
    const namespace = place.namespace === "any" && !(field.name === "podSelector" && isAlone(field)) ? "any" : "own";
    const selected: Owner = { by: "selector", kind: place.kind, selector, namespace };
    const labels = place.isPlain ? field : field.at("matchLabels");
    found.push(...pairsIn(labels, noun, false, selected));
    if (!place.isPlain) for (const item of field.at("matchExpressions").items()) found.push(...valuesIn(item, noun, selected));
  }
  return found;
}

interface PlacedSelector {
  readonly field: Field;
  readonly place: SelectorPlace;
  readonly selector: Selector;
}

function selectorsOf({ group, kind, root }: Resource, pod: Pod | undefined): readonly PlacedSelector[] {
  const name = group === "" ? kind : `${group}/${kind}`;
  const own = SELECTORS.filter(({ from }) => from.includes(name)).flatMap((place) => placed(root, place));
  return pod ? [...own, ...IN_PODS.flatMap((place) => placed(pod.spec, place))] : own;
}

function placed(from: Field, place: SelectorPlace): readonly PlacedSelector[] {
  return fieldsAt(from, place.path.split("."))
    .filter(({ isMapping }) => isMapping)
    .map((field) => ({ field, place, selector: place.isPlain ? plainSelector(field) : readSelector(field) }));
}

/** A mapping of labels as a selector. */
function plainSelector(field: Field): Selector {
  const entries = field
    .entries()
    .flatMap(([key, value]) => (value.value === undefined ? [] : [[key, String(value.value)] as const]));
  return { matchLabels: Object.fromEntries(entries), matchExpressions: NONE, uncertain: field.open };
}

/** Whether a peer says no namespaces: then it is about its own. */
function isAlone(field: Field): boolean {
  return field.parent?.at("namespaceSelector").absent ?? true;
}

/** The entries of a mapping of labels. */
export function pairsIn(labels: Field, noun: "label" | "podLabel", declares: boolean, owner: Owner): readonly Occurrence[] {
  if (!labels.isMapping) return NONE;
  return labels.entries().flatMap(([key, value]): readonly Occurrence[] => {
    if (value.origin !== "own" || value.value === undefined) return NONE;
    return [{ noun, name: `${key}=${value.value}`, declares, owner, site: value.pair.site, letters: lettersOf(value) }];
  });
}

/** The values of a requirement `In`. */
function valuesIn(item: Field, noun: "label" | "podLabel", owner: Owner): readonly Occurrence[] {
  const key = item.at("key").string;
  if (key === undefined || item.at("operator").value !== "In") return NONE;
  return item
    .at("values")
    .items()
    .flatMap((value): readonly Occurrence[] =>
      value.origin !== "own" || value.value === undefined
        ? NONE
        : [{ noun, name: `${key}=${value.value}`, declares: false, owner, site: value.site, letters: lettersOf(value) }],
    );
}

function fieldsAt(field: Field, path: readonly string[]): readonly Field[] {
  const [segment, ...rest] = path;
  if (segment === undefined) return [field];
  return segment === "*" ? field.items().flatMap((item) => fieldsAt(item, rest)) : fieldsAt(field.at(segment), rest);
}
