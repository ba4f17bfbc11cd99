// The smallest object of each built-in kind that a cluster takes: what generated questions to `validate` begin with.

const containers = [{ name: "app", image: "app:1.2" }];
const labels = { app: "web" };
const selector = { matchLabels: labels };
const template = { metadata: { labels }, spec: { containers } };
const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" };
const clientConfig = { url: "https://hooks.example.com/check" };
const webhook = { name: "check.example.com", clientConfig, sideEffects: "None", admissionReviewVersions: ["v1"] };
const policyRule = { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] };
const job = { template: { spec: { containers, restartPolicy: "Never" } } };
const target = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
const requests = { storage: "1Gi" };
const regarding = { apiVersion: "v1", kind: "Pod", namespace: "default", name: "web" };

type Spec = Readonly<Record<string, unknown>>;

const SPECS: Readonly<Record<string, Spec>> = {
  "v1 ConfigMap": {},
  "v1 Endpoints": {},
  "v1 Event": { involvedObject: regarding, reason: "Started", type: "Normal" },
  "v1 LimitRange": { spec: { limits: [{ type: "Container", default: { cpu: "1" } }] } },
  "v1 Namespace": {},
  "v1 Node": {},
  "v1 PersistentVolume": { spec: { capacity: requests, accessModes: ["ReadWriteOnce"], hostPath: { path: "/srv" } } },
  "v1 PersistentVolumeClaim": { spec: { accessModes: ["ReadWriteOnce"], resources: { requests } } },
  "v1 Pod": { spec: { containers } },
  "v1 PodTemplate": { template },
  "v1 ReplicationController": { spec: { selector: labels, template } },
  "v1 ResourceQuota": { spec: { hard: { pods: "10" } } },
  "v1 Secret": {},
  "v1 Service": { spec: { ports: [{ port: 80 }] } },
  "v1 ServiceAccount": {},
  "admissionregistration.k8s.io/v1 MutatingWebhookConfiguration": { webhooks: [webhook] },
  "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy": {
    spec: { matchConstraints: { resourceRules: [policyRule] }, validations: [{ expression: "true" }] },
  },
  "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding": {
    spec: { policyName: "check", validationActions: ["Deny"] },
  },
  "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration": { webhooks: [webhook] },
  "apps/v1 ControllerRevision": { data: {}, revision: 1 },
  "apps/v1 DaemonSet": { spec: { selector, template } },
  "apps/v1 Deployment": { spec: { selector, template } },
  "apps/v1 ReplicaSet": { spec: { selector, template } },
  "apps/v1 StatefulSet": { spec: { selector, template, serviceName: "web" } },
  "autoscaling/v1 HorizontalPodAutoscaler": { spec: { scaleTargetRef: target, maxReplicas: 3 } },
  "autoscaling/v2 HorizontalPodAutoscaler": { spec: { scaleTargetRef: target, maxReplicas: 3 } },
  "batch/v1 CronJob": { spec: { schedule: "0 3 * * *", jobTemplate: { spec: job } } },
  "batch/v1 Job": { spec: job },
  "coordination.k8s.io/v1 Lease": {},
  "discovery.k8s.io/v1 EndpointSlice": { addressType: "IPv4", endpoints: [] },
  "flowcontrol.apiserver.k8s.io/v1 FlowSchema": {
    spec: { priorityLevelConfiguration: { name: "workload-low" }, matchingPrecedence: 100 },
  },
  "flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration": {
    spec: { type: "Limited", limited: { limitResponse: { type: "Reject" } } },
  },
  "networking.k8s.io/v1 Ingress": { spec: { defaultBackend: { service: { name: "web", port: { number: 80 } } } } },
  "networking.k8s.io/v1 IngressClass": { spec: { controller: "example.com/ingress" } },
  "networking.k8s.io/v1 NetworkPolicy": { spec: { podSelector: {} } },
  "node.k8s.io/v1 RuntimeClass": { handler: "runsc" },
  "policy/v1 PodDisruptionBudget": { spec: { minAvailable: 1, selector } },
  "rbac.authorization.k8s.io/v1 ClusterRole": { rules: [] },
  "rbac.authorization.k8s.io/v1 ClusterRoleBinding": { roleRef },
  "rbac.authorization.k8s.io/v1 Role": { rules: [] },
  "rbac.authorization.k8s.io/v1 RoleBinding": { roleRef },
  "scheduling.k8s.io/v1 PriorityClass": { value: 1000 },
  "storage.k8s.io/v1 CSIDriver": { spec: {} },
  "storage.k8s.io/v1 CSINode": { spec: { drivers: [] } },
  "storage.k8s.io/v1 CSIStorageCapacity": { storageClassName: "fast" },
  "storage.k8s.io/v1 StorageClass": { provisioner: "csi.example.com" },
  "storage.k8s.io/v1 VolumeAttachment": {
    spec: { attacher: "csi.example.com", nodeName: "node-1", source: { persistentVolumeName: "data" } },
  },
};

/** An object of this name, taken by `validate` where the name is. */
export interface SmallObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** The smallest object of each kind, under a name. A kind whose other fields depend on its name is not among them. */
export function smallObjects(name: string): readonly SmallObject[] {
  return Object.entries(SPECS).map(([of, fields]) => {
    const [apiVersion, kind] = of.split(" ") as [string, string];
    return { apiVersion, kind, metadata: { name }, ...fields };
  });
}
