import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { type Labels, readLabels, readSelector, type Selector } from "../labels.ts";
import type { Resource } from "../resource.ts";
import { type FactSite, siteOf } from "./site.ts";

/** That an object selects others by their labels. */
export interface LabelSelector extends Selector {
  /** What it selects: `Pod`, `Service`, `Namespace`, `ClusterRole`. */
  readonly kind: string;
  /** It says with whom a NetworkPolicy's pods may speak, in its own namespace. */
  readonly isPeer: boolean;
  /** The field that holds it, by its path in the table. */
  readonly field: string;
  readonly site: FactSite;
}

interface SelectorRow {
  readonly from: readonly string[];
  readonly path: string;
  readonly kind: string;
  /** A mapping of labels, not a `LabelSelector`. */
  readonly labels?: true;
  /** A peer: one with a namespaceSelector beside it selects in other namespaces, and is left out. */
  readonly peer?: true;
}

const WORKLOADS = ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet"];

const SELECTORS: readonly SelectorRow[] = [
  { from: ["Service"], path: "spec.selector", kind: "Pod", labels: true },
  { from: ["policy/PodDisruptionBudget"], path: "spec.selector", kind: "Pod" },
  { from: ["networking.k8s.io/NetworkPolicy", "extensions/NetworkPolicy"], path: "spec.podSelector", kind: "Pod" },
  ...["spec.ingress.*.from.*.podSelector", "spec.egress.*.to.*.podSelector"].map((path) => ({
    from: ["networking.k8s.io/NetworkPolicy"],
    path,
    kind: "Pod",
    peer: true as const,
  })),
  { from: [...WORKLOADS, "batch/Job"], path: "spec.selector", kind: "Pod" },
  { from: ["ReplicationController"], path: "spec.selector", kind: "Pod", labels: true },
  {
    from: [
      "security.istio.io/PeerAuthentication",
      "security.istio.io/AuthorizationPolicy",
      "security.istio.io/RequestAuthentication",
    ],
    path: "spec.selector",
    kind: "Pod",
  },
  { from: ["monitoring.coreos.com/ServiceMonitor"], path: "spec.selector", kind: "Service" },
  { from: ["monitoring.coreos.com/PodMonitor"], path: "spec.selector", kind: "Pod" },
  {
    from: ["rbac.authorization.k8s.io/ClusterRole"],
    path: "aggregationRule.clusterRoleSelectors.*",
    kind: "ClusterRole",
  },
];

/** The selectors of an object. */
export function selectorsIn({ group, kind, root }: Resource): readonly LabelSelector[] {
  const rows = BY_KIND.get(group === "" ? kind : `${group}/${kind}`);
  if (!rows) return NONE;
  const found: LabelSelector[] = [];
  for (const row of rows)
    for (const field of fieldsAt(root, row.path.split("."))) {
      if (!field.isMapping || (row.peer && !field.parent?.at("namespaceSelector").absent)) continue;
      const selector = row.labels ? ofLabels(readLabels(field)) : readSelector(field);
      found.push({ kind: row.kind, isPeer: row.peer === true, field: row.path, ...selector, site: siteOf(field.key) });
    }
  return found;
}

function ofLabels({ labels, uncertain }: { readonly labels: Labels; readonly uncertain: boolean }): Selector {
  return { matchLabels: labels, matchExpressions: NONE, uncertain };
}

function fieldsAt(field: Field, path: readonly string[]): readonly Field[] {
  const [segment, ...rest] = path;
  if (segment === undefined) return [field];
  return segment === "*" ? field.items().flatMap((item) => fieldsAt(item, rest)) : fieldsAt(field.at(segment), rest);
}

const BY_KIND = new Map<string, SelectorRow[]>();
for (const row of SELECTORS) for (const kind of row.from) BY_KIND.set(kind, [...(BY_KIND.get(kind) ?? []), row]);
