import type { Path } from "../yaml/tree/field.ts";
import { isNamespaced } from "./schema/kinds.ts";

/** API groups that Kubernetes itself serves or has served, beside those that end in `.k8s.io` and are listed here. */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  "",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "auditregistration.k8s.io",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "extensions",
  "flowcontrol.apiserver.k8s.io",
  "internal.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "settings.k8s.io",
  "storage.k8s.io",
  "storagemigration.k8s.io",
]);

/** Whether the API group is one of Kubernetes' own (not of a custom resource). */
export function isBuiltInGroup(group: string): boolean {
  return BUILT_IN_GROUPS.has(group);
}

/** API groups of files that tools read by themselves: what their metadata may hold is for those tools to say. */
const CLIENT_SIDE_GROUPS: ReadonlySet<string> = new Set([
  "backstage.io",
  "eksctl.io",
  "k3d.io",
  "kind.x-k8s.io",
  "kubeadm.k8s.io",
  "kubelet.config.k8s.io",
  "kustomize.config.k8s.io",
]);

/** Those of the settings of Kubernetes' programs, and of controllers that follow them. */
const SETTINGS = /^(audit\.k8s\.io|.+\.config\.k8s\.io|config\..+\.x-k8s\.io|controller-runtime\.sigs\.k8s\.io)$/;

/**
 * Whether objects of the group reach an API server, which checks the metadata of every object alike: those of Kubernetes' own groups and of
 * custom resources, whose groups have a dot (apiextensions validation).
 */
export function isServedGroup(group: string): boolean {
  return isBuiltInGroup(group) || (group.includes(".") && !CLIENT_SIDE_GROUPS.has(group) && !SETTINGS.test(group));
}

/** Whether a built-in kind has no namespace. Nothing is known of custom kinds: they count as namespaced. */
export function isClusterScoped(group: string, kind: string): boolean {
  if (!isBuiltInGroup(group)) return false;
  const namespaced = isNamespaced(group, kind);
  return namespaced === undefined ? kind === "PodSecurityPolicy" : !namespaced; // which went with 1.25
}

/** Built-in kinds by the API group that has them today, for objects whose version something fills in. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  "": [
    ...["ConfigMap", "Endpoints", "LimitRange", "Namespace", "PersistentVolume", "PersistentVolumeClaim", "Pod", "PodTemplate"],
    ...["ReplicationController", "ResourceQuota", "Secret", "Service", "ServiceAccount"],
  ],
  "admissionregistration.k8s.io": [
    ...["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration"],
    ...["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration"],
  ],
  "apiextensions.k8s.io": ["CustomResourceDefinition"],
  "apiregistration.k8s.io": ["APIService"],
  apps: ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
  autoscaling: ["HorizontalPodAutoscaler"],
  batch: ["CronJob", "Job"],
  "coordination.k8s.io": ["Lease"],
  "discovery.k8s.io": ["EndpointSlice"],
  "networking.k8s.io": ["Ingress", "IngressClass", "NetworkPolicy"],
  "node.k8s.io": ["RuntimeClass"],
  policy: ["PodDisruptionBudget", "PodSecurityPolicy"],
  "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
  "scheduling.k8s.io": ["PriorityClass"],
  "storage.k8s.io": ["CSIDriver", "StorageClass"],
  "argoproj.io": ["CronWorkflow", "Rollout", "Workflow", "WorkflowTemplate"],
  "keda.sh": ["ScaledJob"],
  "monitoring.coreos.com": ["PodMonitor", "PrometheusRule", "ServiceMonitor"],
};

const GROUP_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(GROUPS).flatMap(([group, kinds]) => kinds.map((kind): [string, string] => [kind, group])),
);

/** The API group of a well-known kind; `undefined` for kinds of which nothing is known. */
export function groupOfKind(kind: string): string | undefined {
  return GROUP_OF.get(kind);
}

/** Where an object holds a pod: paths to the pod's metadata and spec, from the object's root. */
export interface PodSource {
  readonly metadata: Path;
  readonly spec: Path;
  /** Where the containers are, from the spec, if not where a pod has them. */
  readonly containers?: readonly ContainerSource[];
  /** What the pod spec does not say may be said elsewhere: by what starts it, or for a part of its containers. */
  readonly partial?: true;
  /** What makes the pod fills in what must be there (a container's name, an image by a trigger), and may have fields of its own beside the pod's. */
  readonly changed?: true;
  /** Its pods end by themselves. */
  readonly ends?: true;
  /** Where there are several pods: each of them, from the object's root. The rest is then what they have together. */
  readonly pods?: readonly PodPlace[];
}

/** One pod, or with `*` in the path several: `spec` differs from `metadata` in its last segment only. */
export type PodPlace = Pick<PodSource, "metadata" | "spec" | "partial">;

/** One container, or a list of them. `*` stands for every item of a list, or every value of a mapping, on the way. */
export interface ContainerSource {
  readonly path: Path;
  readonly role: "app" | "init";
}

export const POD: PodSource = { metadata: ["metadata"], spec: ["spec"] };
export const TEMPLATE: PodSource = { metadata: ["spec", "template", "metadata"], spec: ["spec", "template", "spec"] };
export const CRON_JOB: PodSource = {
  metadata: ["spec", "jobTemplate", "spec", "template", "metadata"],
  spec: ["spec", "jobTemplate", "spec", "template", "spec"],
};

const BUILT_IN_WORKLOADS: ReadonlyMap<string, PodSource> = new Map([
  ["Pod", POD],
  ["PodTemplate", { metadata: ["template", "metadata"], spec: ["template", "spec"] }],
  ["ReplicationController", TEMPLATE],
  ["ReplicaSet", TEMPLATE],
  ["Deployment", TEMPLATE],
  ["StatefulSet", TEMPLATE],
  ["DaemonSet", TEMPLATE],
  ["Job", TEMPLATE],
  ["CronJob", CRON_JOB],
]);

const BUILT_IN_WORKLOAD_GROUPS: ReadonlySet<string> = new Set(["", "apps", "batch", "extensions"]);

/** Containers of Argo Workflows (argoproj.io/v1alpha1, Template): every template runs in a pod of its own, with what the workflow says of pods. */
const WORKFLOW: readonly ContainerSource[] = [
  { path: ["templates", "*", "initContainers", "*"], role: "init" },
  { path: ["templates", "*", "container"], role: "app" },
  { path: ["templates", "*", "script"], role: "app" },
  { path: ["templates", "*", "containerSet", "containers", "*"], role: "app" },
  { path: ["templates", "*", "sidecars", "*"], role: "app" },
];

/** A path to the specification of a workflow. */
function workflow(...spec: readonly string[]): PodSource {
  return { metadata: [...spec, "podMetadata"], spec, containers: WORKFLOW, partial: true, ends: true };
}

/** Several pod templates, by the paths to the templates from `spec`: each runs in pods of its own. */
function templates(spec: Path, ...paths: readonly Path[]): PodSource {
  const places = paths.map((path) => [...spec, ...path]);
  return severalPods(places.map((path) => ({ metadata: [...path, "metadata"], spec: [...path, "spec"], partial: true })));
}

/** An object with pods in several places: by itself it is read as one that has the containers of all. */
export function severalPods(pods: readonly PodPlace[]): PodSource {
  const lists = [
    ["initContainers", "init"],
    ["containers", "app"],
  ] as const;
  return {
    metadata: ["metadata"],
    spec: [],
    containers: pods.flatMap(({ spec }) => lists.map(([list, role]) => ({ path: [...spec, list, "*"], role }))),
    partial: true,
    pods,
  };
}

const RAY: readonly Path[] = [
  ["headGroupSpec", "template"],
  ["workerGroupSpecs", "*", "template"],
];

/** Jobs of Kubeflow's Training Operator: a pod template for each role. */
function replicaSpecs(name: string): PodSource {
  return { ...templates(["spec"], [name, "*", "template"]), ends: true };
}

/** The tasks that a pipeline of Tekton holds itself (tekton.dev/v1, PipelineSpec). */
function pipeline(...spec: readonly string[]): PodSource {
  const lists = ["tasks", "finally"].flatMap((tasks) => ["steps", "sidecars"].map((list) => [tasks, "*", "taskSpec", list, "*"]));
  return { metadata: ["metadata"], spec, containers: lists.map((path) => ({ path, role: "app" })), partial: true, ends: true };
}

/** Steps and sidecars of Tekton (tekton.dev/v1, TaskSpec). */
function task(...spec: readonly string[]): PodSource {
  return {
    metadata: ["metadata"],
    spec,
    containers: [
      { path: ["steps", "*"], role: "app" },
      { path: ["sidecars", "*"], role: "app" },
    ],
    partial: true,
    ends: true,
  };
}

/** Well-known custom workloads, by `group/Kind`. More come from `podSpecPaths` in the configuration. */
const CUSTOM_WORKLOADS: Readonly<Record<string, PodSource>> = {
  "argoproj.io/Rollout": TEMPLATE,
  "serving.knative.dev/Service": { ...TEMPLATE, changed: true },
  "serving.knative.dev/Configuration": { ...TEMPLATE, changed: true },
  "serving.knative.dev/Revision": { ...POD, changed: true },
  "apps.kruise.io/CloneSet": TEMPLATE,
  "apps.kruise.io/StatefulSet": TEMPLATE,
  "apps.kruise.io/DaemonSet": TEMPLATE,
  "apps.kruise.io/BroadcastJob": { ...TEMPLATE, ends: true },
  "apps.kruise.io/AdvancedCronJob": {
    metadata: ["spec", "template", "jobTemplate", "spec", "template", "metadata"],
    spec: ["spec", "template", "jobTemplate", "spec", "template", "spec"],
  },
  "apps.openshift.io/DeploymentConfig": { ...TEMPLATE, changed: true },
  "keda.sh/ScaledJob": {
    metadata: ["spec", "jobTargetRef", "template", "metadata"],
    spec: ["spec", "jobTargetRef", "template", "spec"],
    ends: true,
  },
  "argoproj.io/Workflow": workflow("spec"),
  "argoproj.io/WorkflowTemplate": workflow("spec"),
  "argoproj.io/ClusterWorkflowTemplate": workflow("spec"),
  "argoproj.io/CronWorkflow": workflow("spec", "workflowSpec"),
  "tekton.dev/Task": task("spec"),
  "tekton.dev/ClusterTask": task("spec"),
  "tekton.dev/TaskRun": task("spec", "taskSpec"),
  "tekton.dev/Pipeline": pipeline("spec"),
  "tekton.dev/PipelineRun": pipeline("spec", "pipelineSpec"),
  "ray.io/RayCluster": templates(["spec"], ...RAY),
  "ray.io/RayJob": templates(["spec", "rayClusterSpec"], ...RAY),
  "ray.io/RayService": templates(["spec", "rayClusterConfig"], ...RAY),
  "kubeflow.org/PyTorchJob": replicaSpecs("pytorchReplicaSpecs"),
  "kubeflow.org/TFJob": replicaSpecs("tfReplicaSpecs"),
  "kubeflow.org/MPIJob": replicaSpecs("mpiReplicaSpecs"),
  "kubeflow.org/XGBoostJob": replicaSpecs("xgbReplicaSpecs"),
  "kubeflow.org/PaddleJob": replicaSpecs("paddleReplicaSpecs"),
  "kubeflow.org/JAXJob": replicaSpecs("jaxReplicaSpecs"),
  "kubeflow.org/Notebook": TEMPLATE,
  "batch.volcano.sh/Job": { ...templates(["spec"], ["tasks", "*", "template"]), ends: true },
  "jobset.x-k8s.io/JobSet": { ...templates(["spec"], ["replicatedJobs", "*", "template", "spec", "template"]), ends: true },
  "actions.github.com/AutoscalingRunnerSet": TEMPLATE,
  "serving.kserve.io/ServingRuntime": { ...POD, partial: true },
  "serving.kserve.io/ClusterServingRuntime": { ...POD, partial: true },
  "leaderworkerset.x-k8s.io/LeaderWorkerSet": templates(["spec", "leaderWorkerTemplate"], ["leaderTemplate"], ["workerTemplate"]),
  "agents.x-k8s.io/Sandbox": { metadata: ["spec", "podTemplate", "metadata"], spec: ["spec", "podTemplate", "spec"] },
  "extensions.agents.x-k8s.io/SandboxTemplate": {
    metadata: ["spec", "podTemplate", "metadata"],
    spec: ["spec", "podTemplate", "spec"],
  },
};

/** Where an object of this kind holds its pod; `undefined` if it holds none. */
export function podSourceOf(group: string, kind: string): PodSource | undefined {
  if (BUILT_IN_WORKLOAD_GROUPS.has(group)) return BUILT_IN_WORKLOADS.get(kind);
  const custom = `${group}/${kind}`;
  return Object.hasOwn(CUSTOM_WORKLOADS, custom) ? CUSTOM_WORKLOADS[custom] : undefined;
}
