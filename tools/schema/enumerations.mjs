/**
 * The values of text fields that the API server checks against a list (pkg/apis/…/validation of Kubernetes): no package holds them. The union of
 * all versions. `generate.mjs` looks for every value in the descriptions, and stops where one is not found.
 */
const PROTOCOL = "TCP UDP SCTP";
const PULL = "Always IfNotPresent Never";
const SELECTOR = "In NotIn Exists DoesNotExist";
const RECLAIM = "Retain Delete";
const CONTAINER = {
  imagePullPolicy: PULL,
  restartPolicy: "Always OnFailure Never",
  terminationMessagePolicy: "File FallbackToLogsOnError",
};
const WEBHOOK = { failurePolicy: "Ignore Fail", matchPolicy: "Exact Equivalent", sideEffects: "None NoneOnDryRun" };
const RULE = { operations: "* CREATE UPDATE DELETE CONNECT", scope: "Cluster Namespaced *" };
const PV = { accessModes: "ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod", volumeMode: "Block Filesystem" };
const FLOW_VERBS = "* create delete deletecollection get list patch proxy update watch";
const DEVICE_REQUEST = { allocationMode: "ExactCount All" };

export const ENUMERATIONS = {
  "core.v1.AppArmorProfile": { type: "RuntimeDefault Localhost Unconfined" },
  "core.v1.AzureDiskVolumeSource": { cachingMode: "None ReadOnly ReadWrite", kind: "Shared Dedicated Managed" },
  "core.v1.Container": CONTAINER,
  "core.v1.ContainerPort": { protocol: PROTOCOL },
  "core.v1.ContainerResizePolicy": { restartPolicy: "NotRequired RestartContainer" },
  "core.v1.EndpointPort": { protocol: PROTOCOL },
  "core.v1.EphemeralContainer": CONTAINER,
  "core.v1.HostPathVolumeSource": {
    type: "DirectoryOrCreate Directory FileOrCreate File Socket CharDevice BlockDevice",
  },
  "core.v1.HTTPGetAction": { scheme: "HTTP HTTPS" },
  "core.v1.ImageVolumeSource": { pullPolicy: PULL },
  "core.v1.NodeSelectorRequirement": { operator: `${SELECTOR} Gt Lt` },
  "core.v1.PersistentVolumeClaimSpec": PV,
  "core.v1.PersistentVolumeSpec": { ...PV, persistentVolumeReclaimPolicy: `${RECLAIM} Recycle` },
  "core.v1.PodOS": { name: "linux windows" },
  "core.v1.PodSecurityContext": {
    fsGroupChangePolicy: "OnRootMismatch Always",
    seLinuxChangePolicy: "Recursive MountOption",
    supplementalGroupsPolicy: "Merge Strict",
  },
  "core.v1.PodSpec": {
    dnsPolicy: "ClusterFirst ClusterFirstWithHostNet Default None",
    preemptionPolicy: "PreemptLowerPriority Never",
    restartPolicy: "Always OnFailure Never",
  },
  "core.v1.ResourceQuotaSpec": {
    scopes: "Terminating NotTerminating BestEffort NotBestEffort PriorityClass CrossNamespacePodAffinity VolumeAttributesClass",
  },
  "core.v1.ScopedResourceSelectorRequirement": {
    operator: SELECTOR,
    scopeName:
      "Terminating NotTerminating BestEffort NotBestEffort PriorityClass CrossNamespacePodAffinity VolumeAttributesClass",
  },
  "core.v1.SeccompProfile": { type: "RuntimeDefault Localhost Unconfined" },
  "core.v1.SecurityContext": { procMount: "Default Unmasked" },
  "core.v1.ServicePort": { protocol: PROTOCOL },
  "core.v1.ServiceSpec": {
    externalTrafficPolicy: "Cluster Local",
    internalTrafficPolicy: "Cluster Local",
    ipFamilies: "IPv4 IPv6",
    ipFamilyPolicy: "SingleStack PreferDualStack RequireDualStack",
    sessionAffinity: "None ClientIP",
    trafficDistribution: "PreferClose PreferSameZone PreferSameNode",
    type: "ClusterIP NodePort LoadBalancer ExternalName",
  },
  "core.v1.Taint": { effect: "NoSchedule PreferNoSchedule NoExecute" },
  "core.v1.Toleration": { effect: "NoSchedule PreferNoSchedule NoExecute", operator: "Exists Equal Lt Gt" },
  "core.v1.TopologySpreadConstraint": {
    nodeAffinityPolicy: "Honor Ignore",
    nodeTaintsPolicy: "Honor Ignore",
    whenUnsatisfiable: "DoNotSchedule ScheduleAnyway",
  },
  "core.v1.VolumeMount": {
    mountPropagation: "None HostToContainer Bidirectional",
    recursiveReadOnly: "Disabled IfPossible Enabled",
  },
  "meta.v1.LabelSelectorRequirement": { operator: SELECTOR },
  "apps.v1.DaemonSetUpdateStrategy": { type: "RollingUpdate OnDelete" },
  "apps.v1.DeploymentStrategy": { type: "Recreate RollingUpdate" },
  "apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy": { whenDeleted: RECLAIM, whenScaled: RECLAIM },
  "apps.v1.StatefulSetSpec": { podManagementPolicy: "OrderedReady Parallel" },
  "apps.v1.StatefulSetUpdateStrategy": { type: "RollingUpdate OnDelete" },
  "batch.v1.CronJobSpec": { concurrencyPolicy: "Allow Forbid Replace" },
  "batch.v1.JobSpec": { completionMode: "NonIndexed Indexed", podReplacementPolicy: "TerminatingOrFailed Failed" },
  "batch.v1.PodFailurePolicyOnExitCodesRequirement": { operator: "In NotIn" },
  "batch.v1.PodFailurePolicyOnPodConditionsPattern": { status: "True False Unknown" },
  "batch.v1.PodFailurePolicyRule": { action: "FailJob FailIndex Ignore Count" },
  "autoscaling.v2.HPAScalingPolicy": { type: "Pods Percent" },
  "autoscaling.v2.HPAScalingRules": { selectPolicy: "Max Min Disabled" },
  "autoscaling.v2.MetricSpec": { type: "Resource ContainerResource Pods Object External" },
  "autoscaling.v2.MetricTarget": { type: "Utilization Value AverageValue" },
  "networking.v1.HTTPIngressPath": { pathType: "Exact Prefix ImplementationSpecific" },
  "networking.v1.IngressClassParametersReference": { scope: "Cluster Namespace" },
  "networking.v1.NetworkPolicyPort": { protocol: PROTOCOL },
  "networking.v1.NetworkPolicySpec": { policyTypes: "Ingress Egress" },
  "policy.v1.PodDisruptionBudgetSpec": { unhealthyPodEvictionPolicy: "IfHealthyBudget AlwaysAllow" },
  "rbac.v1.RoleRef": { kind: "Role ClusterRole" },
  "rbac.v1.Subject": { kind: "User Group ServiceAccount" },
  "scheduling.v1.PriorityClass": { preemptionPolicy: "PreemptLowerPriority Never" },
  "storage.v1.CSIDriverSpec": {
    fsGroupPolicy: "None File ReadWriteOnceWithFSType",
    volumeLifecycleModes: "Persistent Ephemeral",
  },
  "storage.v1.StorageClass": { reclaimPolicy: RECLAIM, volumeBindingMode: "Immediate WaitForFirstConsumer" },
  "discovery.v1.EndpointSlice": { addressType: "IPv4 IPv6 FQDN" },
  "discovery.v1.EndpointPort": { protocol: PROTOCOL },
  "admissionregistration.v1.MutatingWebhook": { ...WEBHOOK, reinvocationPolicy: "Never IfNeeded" },
  "admissionregistration.v1.ValidatingWebhook": WEBHOOK,
  "admissionregistration.v1.RuleWithOperations": RULE,
  "admissionregistration.v1.NamedRuleWithOperations": RULE,
  "admissionregistration.v1.MatchResources": { matchPolicy: "Exact Equivalent" },
  "admissionregistration.v1.ParamRef": { parameterNotFoundAction: "Allow Deny" },
  "admissionregistration.v1.ValidatingAdmissionPolicySpec": { failurePolicy: "Ignore Fail" },
  "admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec": { validationActions: "Deny Warn Audit" },
  "admissionregistration.v1.Validation": { reason: "Forbidden Invalid RequestEntityTooLarge" },
  "apiextensions.v1.ValidationRule": {
    reason: "FieldValueInvalid FieldValueForbidden FieldValueRequired FieldValueDuplicate",
  },
  "apiextensions.v1.CustomResourceConversion": { strategy: "None Webhook" },
  "apiextensions.v1.CustomResourceDefinitionSpec": { scope: "Cluster Namespaced" },
  "flowcontrol.v1.FlowDistinguisherMethod": { type: "ByUser ByNamespace" },
  "flowcontrol.v1.LimitResponse": { type: "Queue Reject" },
  "flowcontrol.v1.PriorityLevelConfigurationSpec": { type: "Exempt Limited" },
  "flowcontrol.v1.NonResourcePolicyRule": { verbs: FLOW_VERBS },
  "flowcontrol.v1.ResourcePolicyRule": { verbs: FLOW_VERBS },
  "flowcontrol.v1.Subject": { kind: "User Group ServiceAccount" },
  "resource.v1.ExactDeviceRequest": DEVICE_REQUEST,
  "resource.v1.DeviceSubRequest": DEVICE_REQUEST,
  "resource.v1.DeviceTaint": { effect: "NoSchedule NoExecute None" },
  "resource.v1.DeviceToleration": { effect: "NoSchedule NoExecute", operator: "Exists Equal" },
  "admissionregistration.v1.Mutation": { patchType: "ApplyConfiguration JSONPatch" },
  "admissionregistration.v1.MutatingAdmissionPolicySpec": { failurePolicy: "Ignore Fail", reinvocationPolicy: "Never IfNeeded" },
  "apiextensions.v1.CustomResourceColumnDefinition": { type: "boolean date integer number string" },
};

/** Fields whose descriptions do not name every value. */
export const UNDESCRIBED = new Set([
  "apiextensions.v1.CustomResourceColumnDefinition.type",
  "core.v1.AzureDiskVolumeSource.cachingMode",
  "core.v1.Container.restartPolicy",
  "core.v1.ContainerResizePolicy.restartPolicy",
  "core.v1.EphemeralContainer.restartPolicy",
  "core.v1.HTTPGetAction.scheme",
  "core.v1.HostPathVolumeSource.type",
  "core.v1.PersistentVolumeClaimSpec.accessModes",
  "core.v1.PersistentVolumeClaimSpec.volumeMode",
  "core.v1.PersistentVolumeSpec.accessModes",
  "core.v1.PersistentVolumeSpec.volumeMode",
  "core.v1.ResourceQuotaSpec.scopes",
  "core.v1.ScopedResourceSelectorRequirement.scopeName",
  "core.v1.ServiceSpec.trafficDistribution",
  "core.v1.SecurityContext.procMount",
  "core.v1.VolumeMount.mountPropagation",
  "apps.v1.StatefulSetUpdateStrategy.type",
  "batch.v1.PodFailurePolicyOnPodConditionsPattern.status",
  "autoscaling.v2.HPAScalingPolicy.type",
  "autoscaling.v2.HPAScalingRules.selectPolicy",
  "rbac.v1.RoleRef.kind",
  "storage.v1.CSIDriverSpec.fsGroupPolicy",
  "storage.v1.StorageClass.reclaimPolicy",
  "storage.v1.StorageClass.volumeBindingMode",
  "flowcontrol.v1.NonResourcePolicyRule.verbs",
  "flowcontrol.v1.ResourcePolicyRule.verbs",
  "flowcontrol.v1.Subject.kind",
]);
