/**
 * Where the API server's validation and the definitions differ about what is required (found by comparing with Kubernetes' own validation): the
 * first demands it though no definition says so, the second takes an object without.
 */
export const DEMANDED = {
  "core.v1.Container": ["image"],
  "core.v1.EphemeralContainer": ["image"],
  "core.v1.PersistentVolume": ["spec"],
  "core.v1.PersistentVolumeClaim": ["spec"],
  "core.v1.PersistentVolumeClaimSpec": ["resources"],
  "core.v1.PersistentVolumeSpec": ["capacity"],
  "core.v1.Pod": ["spec"],
  "core.v1.PodTemplateSpec": ["spec"],
  "core.v1.ReplicationController": ["spec"],
  "core.v1.ReplicationControllerSpec": ["template"],
  "core.v1.Service": ["spec"],
  "core.v1.VolumeResourceRequirements": ["requests"],
  "core.v1.SecretKeySelector": ["name"],
  "core.v1.ConfigMapKeySelector": ["name"],
  "apps.v1.DaemonSet": ["spec"],
  "apps.v1.Deployment": ["spec"],
  "apps.v1.ReplicaSet": ["spec"],
  "apps.v1.ReplicaSetSpec": ["template"],
  "apps.v1.StatefulSet": ["spec"],
  "batch.v1.CronJob": ["spec"],
  "batch.v1.Job": ["spec"],
  "batch.v1.JobTemplateSpec": ["spec"],
  "networking.v1.Ingress": ["spec"],
  "networking.v1.IngressClass": ["spec"],
  "networking.v1.IngressClassSpec": ["controller"],
  "autoscaling.v1.HorizontalPodAutoscaler": ["spec"],
  "autoscaling.v2.HorizontalPodAutoscaler": ["spec"],
  "admissionregistration.v1.MutatingAdmissionPolicy": ["spec"],
  "admissionregistration.v1.MutatingAdmissionPolicyBinding": ["spec"],
  "admissionregistration.v1.MutatingAdmissionPolicyBindingSpec": ["policyName"],
  "admissionregistration.v1.MutatingAdmissionPolicySpec": ["matchConstraints", "mutations", "reinvocationPolicy"],
  "admissionregistration.v1.NamedRuleWithOperations": ["apiGroups", "apiVersions", "operations", "resources"],
  "admissionregistration.v1.ParamKind": ["apiVersion", "kind"],
  "admissionregistration.v1.RuleWithOperations": ["apiGroups", "apiVersions", "operations", "resources"],
  "admissionregistration.v1.ValidatingAdmissionPolicy": ["spec"],
  "admissionregistration.v1.ValidatingAdmissionPolicyBinding": ["spec"],
  "admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec": ["policyName", "validationActions"],
  "admissionregistration.v1.ValidatingAdmissionPolicySpec": ["matchConstraints"],
  "apiregistration.v1.APIService": ["spec"],
  "apiregistration.v1.APIServiceSpec": ["group", "version"],
  "apiregistration.v1.ServiceReference": ["name", "namespace"],
  "flowcontrol.v1.FlowSchema": ["spec"],
  "flowcontrol.v1.PriorityLevelConfiguration": ["spec"],
  "core.v1.PodDNSConfigOption": ["name"],
};

export const NOT_DEMANDED = {
  "core.v1.HTTPHeader": ["value"],
  "core.v1.TypedLocalObjectReference": ["kind", "name"],
  "apiextensions.v1.CustomResourceDefinitionVersion": ["served"],
  "core.v1.Event": ["involvedObject"],
  "storage.v1.CSINodeSpec": ["drivers"],
  "storage.v1.CSINode": ["spec"],
  "core.v1.PreferredSchedulingTerm": ["preference"],
  "apps.v1.ControllerRevision": ["revision"],
  "apps.v1.StatefulSetSpec": ["serviceName"],
  "networking.v1.NetworkPolicySpec": ["podSelector"],
  "scheduling.v1.PriorityClass": ["value"],
  "discovery.v1.EndpointSlice": ["endpoints"],
  "core.v1.LimitRangeSpec": ["limits"],
  "resource.v1.DeviceClass": ["spec"],
  "resource.v1.ResourceClaimTemplate": ["spec"],
  "resource.v1.ResourceClaimTemplateSpec": ["spec"],
  "resource.v1.ResourceClaim": ["spec"],
  "storage.v1.CSIDriver": ["spec"],
};

/** Fields of versions that no package holds: of 1.35, and of 1.37 until a package knows it. */
const since37 = (type) => ({ since: 37, until: 38, type, required: false, description: "" });
const OWNER = { user: since37("int64") };
const DEFAULT_OWNER = { defaultUser: since37("int64") };
const SLICE = { partitionTypeAttribute: since37("string"), skipNodeOperations: since37("any") };
const DEVICE = { nodeAllocatableResources: since37("any") };
const COUNTERS = { compatibilityGroups: since37("[string") };
const REQUEST = { derivedAttributes: since37("any") };

export const ADDED = {
  "authentication.v1.TokenRequestSpec": { attestations: since37("any") },
  "batch.v1.JobSpec": { scheduling: since37("any") },
  "core.v1.ClusterTrustBundleProjection": OWNER,
  "core.v1.ConfigMapVolumeSource": DEFAULT_OWNER,
  "core.v1.DownwardAPIVolumeFile": OWNER,
  "core.v1.DownwardAPIVolumeSource": DEFAULT_OWNER,
  "core.v1.EmptyDirVolumeSource": { mode: since37("int32") },
  "core.v1.GRPCAction": { mode: since37("string") },
  "core.v1.HTTPGetAction": { protocol: since37("string") },
  "core.v1.KeyToPath": OWNER,
  "core.v1.NodeSpec": { podPreemptionPolicy: since37("any") },
  "core.v1.PodCertificateProjection": OWNER,
  "core.v1.PodSpec": {
    evictionResponders: since37("any"),
    workloadRef: { since: 35, until: 36, type: "any", required: false, description: "" },
  },
  "core.v1.ProjectedVolumeSource": DEFAULT_OWNER,
  "core.v1.SecretVolumeSource": DEFAULT_OWNER,
  "core.v1.ServiceAccountTokenProjection": OWNER,
  "core.v1.VolumeMount": { bindMountOptions: since37("[string") },
  "resource.v1.Device": DEVICE,
  "resource.v1.DeviceCounterConsumption": COUNTERS,
  "resource.v1.DeviceSubRequest": REQUEST,
  "resource.v1.ExactDeviceRequest": REQUEST,
  "resource.v1.ResourceSliceSpec": SLICE,
  "resource.v1beta1.BasicDevice": DEVICE,
  "resource.v1beta1.DeviceCounterConsumption": COUNTERS,
  "resource.v1beta1.DeviceRequest": REQUEST,
  "resource.v1beta1.DeviceSubRequest": REQUEST,
  "resource.v1beta1.ResourceSliceSpec": SLICE,
  "resource.v1beta2.Device": DEVICE,
  "resource.v1beta2.DeviceCounterConsumption": COUNTERS,
  "resource.v1beta2.DeviceSubRequest": REQUEST,
  "resource.v1beta2.ExactDeviceRequest": REQUEST,
  "resource.v1beta2.ResourceSliceSpec": SLICE,
};

/** Kinds of 1.37, of whose fields nothing is known here: the resource, and `true` if it has a namespace. */
export const ADDED_KINDS = {
  "certificates.k8s.io/v1/ClusterTrustBundle": ["clustertrustbundles", false],
  "certificates.k8s.io/v1/PodCertificateRequest": ["podcertificaterequests", true],
  "lifecycle.k8s.io/v1alpha1/EvictionRequest": ["evictionrequests", true],
  "resource.k8s.io/v1/DeviceTaintRule": ["devicetaintrules", false],
  "scheduling.k8s.io/v1alpha3/CompositePodGroup": ["compositepodgroups", true],
  "scheduling.k8s.io/v1alpha3/PodGroup": ["podgroups", true],
  "scheduling.k8s.io/v1alpha3/Workload": ["workloads", true],
  "scheduling.k8s.io/v1beta1/PodGroup": ["podgroups", true],
  "scheduling.k8s.io/v1beta1/Workload": ["workloads", true],
  "storagemigration.k8s.io/v1/StorageVersionMigration": ["storageversionmigrations", false],
};
