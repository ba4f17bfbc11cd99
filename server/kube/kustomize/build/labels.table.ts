// Where kustomize sets labels and annotations (api/internal/konfig/builtinpluginconsts/{commonlabels,commonannotations}.go). Paths are
// names separated by blanks; lists on the way are gone through. `create`: the mapping is made where it is missing, a list (`[]`) is not.

export interface Spot {
  readonly kinds: readonly string[];
  /** `undefined`: any group. */
  readonly group?: string;
  readonly version?: string;
  readonly path: string;
  readonly create: boolean;
}

const POD_SPEC = "spec template spec";
const AFFINITY = ["podAffinity", "podAntiAffinity"].flatMap((side) => [
  `${POD_SPEC} affinity ${side} preferredDuringSchedulingIgnoredDuringExecution podAffinityTerm labelSelector matchLabels`,
  `${POD_SPEC} affinity ${side} requiredDuringSchedulingIgnoredDuringExecution labelSelector matchLabels`,
]);

/** The labels of pod templates. */
export const TEMPLATE_LABELS: readonly Spot[] = [
  { kinds: ["ReplicationController"], version: "v1", path: "spec template metadata labels", create: true },
  { kinds: ["Deployment", "ReplicaSet", "DaemonSet"], path: "spec template metadata labels", create: true },
  { kinds: ["StatefulSet"], group: "apps", path: "spec template metadata labels", create: true },
  { kinds: ["Job"], group: "batch", path: "spec template metadata labels", create: true },
  { kinds: ["CronJob"], group: "batch", path: "spec jobTemplate metadata labels", create: true },
  { kinds: ["CronJob"], group: "batch", path: "spec jobTemplate spec template metadata labels", create: true },
];

/** Selectors, and what else follows them. */
export const SELECTORS: readonly Spot[] = [
  { kinds: ["Service", "ReplicationController"], version: "v1", path: "spec selector", create: true },
  { kinds: ["Deployment", "ReplicaSet", "DaemonSet"], path: "spec selector matchLabels", create: true },
  { kinds: ["StatefulSet"], group: "apps", path: "spec selector matchLabels", create: true },
  { kinds: ["StatefulSet"], group: "apps", path: "spec volumeClaimTemplates[] metadata labels", create: true },
  ...[...AFFINITY, `${POD_SPEC} topologySpreadConstraints labelSelector matchLabels`].map((path) => ({
    kinds: ["Deployment", "StatefulSet"],
    group: "apps",
    path,
    create: false,
  })),
  { kinds: ["Job"], group: "batch", path: "spec selector matchLabels", create: false },
  { kinds: ["CronJob"], group: "batch", path: "spec jobTemplate spec selector matchLabels", create: false },
  { kinds: ["PodDisruptionBudget"], group: "policy", path: "spec selector matchLabels", create: false },
  { kinds: ["NetworkPolicy"], group: "networking.k8s.io", path: "spec podSelector matchLabels", create: false },
  { kinds: ["NetworkPolicy"], group: "networking.k8s.io", path: "spec ingress from podSelector matchLabels", create: false },
  { kinds: ["NetworkPolicy"], group: "networking.k8s.io", path: "spec egress to podSelector matchLabels", create: false },
];

/** The annotations of pod templates. */
export const TEMPLATE_ANNOTATIONS: readonly Spot[] = [
  { kinds: ["ReplicationController"], version: "v1", path: "spec template metadata annotations", create: true },
  { kinds: ["Deployment", "ReplicaSet", "DaemonSet"], path: "spec template metadata annotations", create: true },
  { kinds: ["StatefulSet"], group: "apps", path: "spec template metadata annotations", create: true },
  { kinds: ["Job"], group: "batch", path: "spec template metadata annotations", create: true },
  { kinds: ["CronJob"], group: "batch", path: "spec jobTemplate metadata annotations", create: true },
  { kinds: ["CronJob"], group: "batch", path: "spec jobTemplate spec template metadata annotations", create: true },
];
