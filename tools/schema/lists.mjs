/**
 * The keys of lists, which no package holds (x-kubernetes-list-map-keys, x-kubernetes-patch-merge-key and x-kubernetes-list-type of the API's
 * definitions). `keys` tell items apart; `merge`: a strategic merge patch merges the items by them; `set`: a list of texts, each once.
 */
const map = (...keys) => ({ keys, merge: true });
const SET = { keys: [], merge: false, set: true };

const CONTAINER = {
  env: map("name"),
  ports: map("containerPort", "protocol"),
  volumeDevices: map("devicePath"),
  volumeMounts: map("mountPath"),
};
const CONDITIONS = { conditions: map("type") };
const WEBHOOK = { matchConditions: map("name") };

export const LISTS = {
  "core.v1.Container": CONTAINER,
  "core.v1.EphemeralContainer": CONTAINER,
  "core.v1.PodSpec": {
    containers: map("name"),
    ephemeralContainers: map("name"),
    hostAliases: map("ip"),
    imagePullSecrets: map("name"),
    initContainers: map("name"),
    resourceClaims: map("name"),
    schedulingGates: map("name"),
    topologySpreadConstraints: map("topologyKey", "whenUnsatisfiable"),
    volumes: map("name"),
  },
  "core.v1.ResourceRequirements": { claims: { keys: ["name"], merge: false } },
  "core.v1.ServiceSpec": { ports: map("port", "protocol") },
  "core.v1.ServiceAccount": { secrets: map("name") },
  "meta.v1.ObjectMeta": { finalizers: { ...SET, merge: true }, ownerReferences: map("uid") },
  "admissionregistration.v1.MutatingWebhookConfiguration": { webhooks: map("name") },
  "admissionregistration.v1.ValidatingWebhookConfiguration": { webhooks: map("name") },
  "admissionregistration.v1.MutatingWebhook": WEBHOOK,
  "admissionregistration.v1.ValidatingWebhook": WEBHOOK,
  "admissionregistration.v1.ValidatingAdmissionPolicySpec": { matchConditions: map("name"), variables: map("name") },
  "storage.v1.CSINodeSpec": { drivers: map("name") },
  "storage.v1.CSIDriverSpec": { volumeLifecycleModes: SET },
  "flowcontrol.v1.ResourcePolicyRule": { apiGroups: SET, namespaces: SET, resources: SET, verbs: SET },
  "flowcontrol.v1.NonResourcePolicyRule": { nonResourceURLs: SET, verbs: SET },
  "discovery.v1.Endpoint": { addresses: SET },
  "core.v1.NamespaceStatus": CONDITIONS,
  "core.v1.NodeStatus": { ...CONDITIONS, addresses: map("type") },
  "core.v1.PersistentVolumeClaimStatus": CONDITIONS,
  "core.v1.PodStatus": { ...CONDITIONS, hostIPs: map("ip"), podIPs: map("ip") },
  "core.v1.ReplicationControllerStatus": CONDITIONS,
  "core.v1.ServiceStatus": CONDITIONS,
  "apps.v1.DaemonSetStatus": CONDITIONS,
  "apps.v1.DeploymentStatus": CONDITIONS,
  "apps.v1.ReplicaSetStatus": CONDITIONS,
  "apps.v1.StatefulSetStatus": CONDITIONS,
  "autoscaling.v2.HorizontalPodAutoscalerStatus": CONDITIONS,
  "batch.v1.JobStatus": CONDITIONS,
  "policy.v1.PodDisruptionBudgetStatus": CONDITIONS,
};

/** Quantities in what the API server or a controller fills in: only a package without status tells them from texts. */
export const QUANTITIES = {
  "autoscaling.v2.MetricValueStatus": ["averageValue", "value"],
  "core.v1.ContainerStatus": ["allocatedResources"],
  "core.v1.NodeAllocatableResourceClaimStatus": ["resources"],
  "core.v1.NodeStatus": ["allocatable", "capacity"],
  "core.v1.PersistentVolumeClaimStatus": ["allocatedResources", "capacity"],
  "core.v1.PodStatus": ["allocatedResources"],
  "core.v1.ResourceQuotaStatus": ["hard", "used"],
  "resource.v1.DeviceRequestAllocationResult": ["consumedCapacity"],
  "resource.v1.NodeAllocatableResourceMapping": ["allocationMultiplier"],
};
