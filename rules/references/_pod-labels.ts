import type { Labels } from "../../server/api.ts";

/**
 * Labels that controllers put on pods, or programs on their own pod, while they run: no template has them. Kubernetes' own are those of
 * kubernetes.io, Labels, Annotations and Taints; the others are documented by their projects.
 */
const SET_LATER: ReadonlySet<string> = new Set([
  "apps.kubernetes.io/pod-index",
  "batch.kubernetes.io/controller-uid",
  "batch.kubernetes.io/job-completion-index",
  "batch.kubernetes.io/job-name",
  "controller-revision-hash",
  "controller-uid",
  "job-name",
  "pod-template-generation",
  "pod-template-hash",
  "rollouts-pod-template-hash",
  "statefulset.kubernetes.io/pod-name",
  // Copied from the node when a pod is bound to it (KEP-4742, admission plug-in PodTopologyLabels, since 1.35)
  "topology.kubernetes.io/region",
  "topology.kubernetes.io/zone",
  // PostgreSQL: Patroni and Spilo, CloudNativePG, Crunchy, Zalando
  "cnpg.io/instanceName",
  "cnpg.io/instanceRole",
  "patroni.io/role",
  "postgres-operator.crunchydata.com/role",
  "spilo-role",
  // Vault and OpenBao, service registration
  "openbao-active",
  "openbao-initialized",
  "openbao-perf-standby",
  "openbao-sealed",
  "openbao-version",
  "vault-active",
  "vault-initialized",
  "vault-perf-standby",
  "vault-sealed",
  "vault-version",
  // MySQL and Redis operators, KubeBlocks, KubeDB
  "apps.kubeblocks.io/pod-name",
  "kubeblocks.io/role",
  "kubedb.com/role",
  "mysql.oracle.com/cluster-role",
  "redis-role",
  "redisfailovers-role",
  "strimzi.io/pod-name",
]);

/** Names that programs choose for the label of their leader (KUBERNETES_ROLE_LABEL of Patroni is `role` by default). */
const ROLE = /(?:^|[-_./])(?:role|leader|master|primary)$/i;
const ROLES: ReadonlySet<string> = new Set([
  "active",
  "leader",
  "master",
  "primary",
  "promoted",
  "replica",
  "secondary",
  "slave",
  "standby",
  "standby_leader",
  "true",
]);

/** Whether a label is one that pods get while they run: its name says so, or its name and value are those of an elected role. */
function isSetLater(label: string, value: string): boolean {
  return SET_LATER.has(label) || (ROLE.test(label) && ROLES.has(value));
}

/** The labels by which a template can be found: those that its pods have from the start. */
export function fromTheStart(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([label, value]) => !isSetLater(label, value)));
}
