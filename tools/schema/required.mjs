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

/** A field of a version that no package holds. */
export const ADDED = {
  "core.v1.PodSpec": { workloadRef: { since: 35, until: 36, type: "any", required: false, description: "" } },
};
