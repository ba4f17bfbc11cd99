import type { Constraint, Excluded, Keys, Needed, Pattern, Quantities, Range, Together, Unique, When } from "./constraint.ts";

// What the validation of the API server (pkg/apis/*/validation of Kubernetes) asks of one mapping beyond the types of its fields, by definition.

const one = (what: string, ...of: readonly string[]): Together => ({ rule: "together", of, least: 1, most: 1, what });
const atMostOne = (what: string, ...of: readonly string[]): Together => ({ rule: "together", of, least: 0, most: 1, what });
const someOf = (what: string, ...of: readonly string[]): Together => ({ rule: "together", of, least: 1, what });
const range = (field: string, min: number, max?: number): Range => ({
  rule: "range",
  field,
  min,
  ...(max !== undefined && { max }),
});
const notNegative = (...fields: readonly string[]): readonly Range[] => fields.map((field) => range(field, 0));
const needed = (field: string, ...when: readonly When[]): Needed => ({ rule: "needed", field, when });
const excluded = (field: string, ...when: readonly When[]): Excluded => ({ rule: "excluded", field, when });
const unique = (field: string, ...keys: readonly string[]): Unique => ({ rule: "unique", field, keys });
const pattern = (field: string, matches: RegExp, must: string, ...when: readonly When[]): Pattern => ({
  rule: "pattern",
  field,
  matches,
  must,
  when,
});

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const isLabel = (field: string): Pattern =>
  pattern(
    field,
    LABEL,
    "must consist of lower-case letters, digits and '-' (at most 63), and begin and end with a letter or digit",
  );
const isSubdomain = (field: string, ...when: readonly When[]): Pattern =>
  pattern(field, SUBDOMAIN, "must consist of lower-case letters, digits, '-' and '.'", ...when);
const isRelative = (field: string): Pattern =>
  pattern(field, /^(?!\/)(?!(.*\/)?\.\.(\/|$))/, "must be a relative path without '..'");
const isPortName = (field: string): Pattern =>
  pattern(
    field,
    /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/,
    "must be a number, or a name of at most 15 lower-case letters, digits and '-'",
  );
const isShare = (field: string): Pattern => pattern(field, /^(100|[1-9]?\d)%$|^[^%]*$/, "must not be more than 100%");
const isPath = (field: string): Pattern => pattern(field, /^\//, "must begin with '/'");
const KEY = /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]{1,253}$/;
const KEY_MUST = "must consist of letters, digits, '-', '_' and '.'";
const hasKeys = (...fields: readonly string[]): readonly Keys[] =>
  fields.map((field) => ({ rule: "keys", field, matches: KEY, must: KEY_MUST }));

const hasResources = (matches: RegExp, ...fields: readonly string[]): readonly (Keys | Quantities)[] =>
  fields.flatMap((field) => [
    { rule: "keys", field, matches, must: "must be a standard resource, or one with a domain such as example.com/device" },
    { rule: "quantities", field },
  ]);
const hasLabels = (...fields: readonly string[]): readonly Keys[] =>
  fields.map((field) => ({
    rule: "keys",
    field,
    matches: /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
    must: "must be a name of letters, digits, '-', '_' and '.', perhaps behind a domain and '/'",
  }));
const OF_CONTAINER = /^(cpu|memory|ephemeral-storage|hugepages-.+|[^/]+\/.+)$/;
const OF_QUOTA =
  /^((requests|limits)\.)?(cpu|memory|ephemeral-storage|storage)$|^(pods|services|services\.nodeports|services\.loadbalancers|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims)$|^(requests\.)?hugepages-.+$|\//;
const OF_LIMIT = /^(cpu|memory|ephemeral-storage|storage|hugepages-.+|pods|[^/]+\/.+)$/;

const SELECTOR_VALUES: readonly Constraint[] = [
  needed("values", { field: "operator", in: ["In", "NotIn"] }),
  excluded("values", { field: "operator", in: ["Exists", "DoesNotExist"] }),
];
const PORT = range("port", 1, 65535);
const IDS: readonly Constraint[] = [range("runAsUser", 0, 2 ** 31 - 1), range("runAsGroup", 0, 2 ** 31 - 1)];
const REPLICAS = notNegative("replicas", "minReadySeconds", "revisionHistoryLimit");
const CONTAINER: readonly Constraint[] = [
  pattern("image", /^\S(.*\S)?$/, "must not begin or end with white space"),
  unique("volumeDevices", "devicePath"),
];
const WEBHOOK: readonly Constraint[] = [
  range("timeoutSeconds", 1, 30),
  pattern(
    "name",
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?){2,}$/,
    "must have at least three parts between dots",
  ),
  unique("matchConditions", "name"),
  needed("admissionReviewVersions"),
  unique("admissionReviewVersions"),
];
const SOURCES =
  "awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume flocker gcePersistentDisk gitRepo glusterfs hostPath image iscsi nfs persistentVolumeClaim photonPersistentDisk portworxVolume projected quobyte rbd scaleIO secret storageos vsphereVolume".split(
    " ",
  );
const PERSISTENT =
  "awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker gcePersistentDisk glusterfs hostPath iscsi local nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume".split(
    " ",
  );
const RULES: readonly Constraint[] = [needed("operations"), needed("apiGroups"), needed("apiVersions"), needed("resources")];
const METRIC = (type: string, field: string): readonly Constraint[] => [needed(field, { field: "type", in: [type] })];

export const CONSTRAINTS: Readonly<Record<string, readonly Constraint[]>> = {
  "core.v1.Container": CONTAINER,
  "core.v1.EphemeralContainer": CONTAINER,
  "core.v1.EnvVar": [atMostOne("source of the value", "value", "valueFrom"), pattern("name", /^[^=]*$/, "must not contain '='")],
  "core.v1.EnvVarSource": [
    one("source of the value", "configMapKeyRef", "fieldRef", "fileKeyRef", "resourceFieldRef", "secretKeyRef"),
  ],
  "core.v1.ConfigMapEnvSource": [needed("name")],
  "core.v1.SecretEnvSource": [needed("name")],
  "core.v1.EnvFromSource": [one("source", "configMapRef", "secretRef")],
  "core.v1.ResourceRequirements": hasResources(OF_CONTAINER, "limits", "requests"),
  "core.v1.VolumeResourceRequirements": [
    // Other names than storage are taken.
    { rule: "quantities", field: "limits" },
    { rule: "quantities", field: "requests", needs: "storage" },
  ],
  "core.v1.ResourceQuotaSpec": hasResources(OF_QUOTA, "hard"),
  "core.v1.LimitRangeSpec": [unique("limits", "type")],
  "core.v1.LimitRangeItem": hasResources(OF_LIMIT, "default", "defaultRequest", "max", "min"),
  "core.v1.LifecycleHandler": [one("handler", "exec", "httpGet", "sleep", "tcpSocket")],
  "core.v1.ExecAction": [needed("command")],
  "core.v1.HTTPGetAction": [PORT],
  "core.v1.TCPSocketAction": [PORT],
  "core.v1.GRPCAction": [PORT],
  "core.v1.Volume": [atMostOne("source of a volume", ...SOURCES)],
  "core.v1.VolumeProjection": [
    atMostOne("source", "clusterTrustBundle", "configMap", "downwardAPI", "podCertificate", "secret", "serviceAccountToken"),
  ],
  "core.v1.VolumeMount": [
    atMostOne("path below the volume", "subPath", "subPathExpr"),
    isRelative("subPath"),
    pattern("mountPath", /^[^:]*$/, "must not contain ':'"),
  ],
  "core.v1.KeyToPath": [isRelative("path"), range("mode", 0, 0o777)],
  "core.v1.ConfigMapVolumeSource": [needed("name"), range("defaultMode", 0, 0o777)],
  "core.v1.SecretVolumeSource": [needed("secretName"), range("defaultMode", 0, 0o777)],
  "core.v1.ProjectedVolumeSource": [range("defaultMode", 0, 0o777)],
  "core.v1.DownwardAPIVolumeSource": [range("defaultMode", 0, 0o777)],
  "core.v1.DownwardAPIVolumeFile": [one("source", "fieldRef", "resourceFieldRef"), isRelative("path"), range("mode", 0, 0o777)],
  "core.v1.ServiceAccountTokenProjection": [range("expirationSeconds", 600, 2 ** 32)],
  "core.v1.HostPathVolumeSource": [pattern("path", /^(?!(.*\/)?\.\.(\/|$))/, "must not contain '..'")],
  "core.v1.PodSpec": [
    needed("containers"),
    range("activeDeadlineSeconds", 1, 2 ** 31 - 1),
    isLabel("hostname"),
    isLabel("subdomain"),
    isSubdomain("serviceAccountName"),
    isSubdomain("priorityClassName"),
    isSubdomain("runtimeClassName"),
    unique("schedulingGates", "name"),
    unique("resourceClaims", "name"),
    needed("dnsConfig", { field: "dnsPolicy", in: ["None"] }),
    ...hasLabels("nodeSelector"),
  ],
  "core.v1.PodResourceClaim": [one("source of the claim", "resourceClaimName", "resourceClaimTemplateName")],
  "core.v1.PodSecurityContext": [...IDS, range("fsGroup", 0, 2 ** 31 - 1)],
  "core.v1.SecurityContext": IDS,
  "core.v1.Toleration": [
    excluded("value", { field: "operator", in: ["Exists"] }),
    needed("key", { field: "operator", in: ["Equal"], absent: "Equal" }),
    excluded("tolerationSeconds", { field: "effect", not: ["NoExecute"], absent: "" }),
  ],
  "core.v1.PreferredSchedulingTerm": [range("weight", 1, 100)],
  "core.v1.WeightedPodAffinityTerm": [range("weight", 1, 100)],
  "core.v1.PodAffinityTerm": [needed("topologyKey")],
  "core.v1.NodeSelector": [needed("nodeSelectorTerms")],
  "core.v1.NodeSelectorRequirement": [
    needed("values", { field: "operator", in: ["In", "NotIn", "Gt", "Lt"] }),
    excluded("values", { field: "operator", in: ["Exists", "DoesNotExist"] }),
  ],
  "core.v1.ScopedResourceSelectorRequirement": SELECTOR_VALUES,
  "meta.v1.LabelSelector": hasLabels("matchLabels"),
  "meta.v1.LabelSelectorRequirement": SELECTOR_VALUES,
  "core.v1.ReplicationControllerSpec": notNegative("replicas", "minReadySeconds"),
  "core.v1.ServiceSpec": [
    excluded("sessionAffinityConfig", { field: "sessionAffinity", in: ["None"], absent: "None" }),
    excluded(
      "externalTrafficPolicy",
      { field: "type", in: ["ClusterIP", "ExternalName"], absent: "ClusterIP" },
      { field: "externalIPs", set: false },
    ),
    excluded("healthCheckNodePort", { field: "externalTrafficPolicy", in: ["Cluster"], absent: "Cluster" }),
    pattern(
      "externalName",
      /^(?=.{1,254}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?$/,
      "must consist of lower-case letters, digits, '-' and '.'",
      { field: "type", in: ["ExternalName"] },
    ),
    unique("ipFamilies"),
    needed(
      "ports",
      { field: "type", not: ["ExternalName"], absent: "ClusterIP" },
      { field: "clusterIP", not: ["None"], absent: "" },
    ),
  ],
  "core.v1.ClientIPConfig": [range("timeoutSeconds", 1, 86400)],
  "core.v1.EndpointSubset": [someOf("address", "addresses", "notReadyAddresses")],
  "core.v1.PersistentVolumeSpec": [
    ...hasResources(/^storage$/, "capacity"),
    { rule: "quantities", field: "capacity", needs: "storage" },
    one("source of a volume", ...PERSISTENT),
    needed("accessModes"),
    needed("nodeAffinity", { field: "local", set: true }),
    isSubdomain("storageClassName"),
  ],
  "core.v1.PersistentVolumeClaimSpec": [needed("accessModes"), isSubdomain("storageClassName")],
  "core.v1.ConfigMap": hasKeys("data", "binaryData"),
  "core.v1.Secret": hasKeys("data", "stringData"),
  "apps.v1.DeploymentSpec": REPLICAS,
  "apps.v1.ReplicaSetSpec": notNegative("replicas", "minReadySeconds"),
  "apps.v1.StatefulSetSpec": notNegative("replicas", "minReadySeconds"), // its revisionHistoryLimit may be anything
  "apps.v1.StatefulSetUpdateStrategy": [excluded("rollingUpdate", { field: "type", in: ["OnDelete"] })],
  "apps.v1.DaemonSetSpec": notNegative("minReadySeconds", "revisionHistoryLimit"),
  "batch.v1.JobSpec": [
    ...notNegative(
      "parallelism",
      "completions",
      "backoffLimit",
      "activeDeadlineSeconds",
      "ttlSecondsAfterFinished",
      "backoffLimitPerIndex",
    ),
    needed("completions", { field: "completionMode", in: ["Indexed"] }),
    excluded("backoffLimitPerIndex", { field: "completionMode", in: ["NonIndexed"], absent: "NonIndexed" }),
    excluded("maxFailedIndexes", { field: "backoffLimitPerIndex", set: false }),
  ],
  "batch.v1.CronJobSpec": notNegative("startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"),
  "apps.v1.RollingUpdateDeployment": [isShare("maxUnavailable")],
  "apps.v1.RollingUpdateDaemonSet": [isShare("maxUnavailable"), isShare("maxSurge")],
  "apps.v1.RollingUpdateStatefulSetStrategy": [isShare("maxUnavailable")],
  "batch.v1.PodFailurePolicyOnExitCodesRequirement": [needed("values")],
  "batch.v1.PodFailurePolicyRule": [one("requirement", "onExitCodes", "onPodConditions")],
  "autoscaling.v1.HorizontalPodAutoscalerSpec": [range("maxReplicas", 1), range("minReplicas", 0)],
  "autoscaling.v2.HorizontalPodAutoscalerSpec": [range("maxReplicas", 1), range("minReplicas", 0)],
  "autoscaling.v2.HPAScalingPolicy": [range("periodSeconds", 1, 1800), range("value", 1)],
  "autoscaling.v2.HPAScalingRules": [range("stabilizationWindowSeconds", 0, 3600)],
  "autoscaling.v2.MetricSpec": [
    ...METRIC("Resource", "resource"),
    ...METRIC("ContainerResource", "containerResource"),
    ...METRIC("Pods", "pods"),
    ...METRIC("Object", "object"),
    ...METRIC("External", "external"),
    atMostOne("source of the metric", "containerResource", "external", "object", "pods", "resource"),
  ],
  "autoscaling.v2.MetricTarget": [range("averageUtilization", 1)],
  "networking.v1.IngressSpec": [someOf("way to a backend", "defaultBackend", "rules")],
  "networking.v1.IngressClassSpec": [
    needed("controller"),
    pattern(
      "controller",
      /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[-\w.~%!$&'()*+,;=:@/]+$/,
      "must be a domain with a path, such as example.com/controller",
    ),
  ],
  "networking.v1.HTTPIngressRuleValue": [needed("paths")],
  "networking.v1.IngressBackend": [one("backend", "resource", "service")],
  "networking.v1.IngressServiceBackend": [needed("port"), isLabel("name")],
  "networking.v1.ServiceBackendPort": [one("port", "name", "number"), range("number", 1, 65535)],
  "networking.v1.HTTPIngressPath": [
    pattern("path", /^\//, "must begin with '/'"),
    needed("path", { field: "pathType", in: ["Exact", "Prefix"] }),
  ],
  "networking.v1.IngressRule": [
    pattern(
      "host",
      /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
      "must be a host name, perhaps behind '*.'",
    ),
  ],
  "networking.v1.NetworkPolicyPeer": [
    excluded("podSelector", { field: "ipBlock", set: true }),
    excluded("namespaceSelector", { field: "ipBlock", set: true }),
    someOf("peer", "ipBlock", "namespaceSelector", "podSelector"),
  ],
  "networking.v1.NetworkPolicyPort": [
    range("port", 1, 65535),
    isPortName("port"),
    range("endPort", 1, 65535),
    needed("port", { field: "endPort", set: true }),
  ],
  "policy.v1.PodDisruptionBudgetSpec": [
    atMostOne("bound", "maxUnavailable", "minAvailable"),
    ...notNegative("maxUnavailable", "minAvailable"),
  ],
  "rbac.v1.PolicyRule": [
    needed("verbs"),
    excluded("nonResourceURLs", { field: "resources", set: true }),
    needed("apiGroups", { field: "resources", set: true }),
    needed("resources", { field: "nonResourceURLs", set: false }),
  ],
  "admissionregistration.v1.MutatingWebhookConfiguration": [unique("webhooks", "name")],
  "admissionregistration.v1.ValidatingWebhookConfiguration": [unique("webhooks", "name")],
  "admissionregistration.v1.MutatingWebhook": WEBHOOK,
  "admissionregistration.v1.ValidatingWebhook": WEBHOOK,
  "admissionregistration.v1.WebhookClientConfig": [
    one("way to the webhook", "service", "url"),
    pattern("url", /^https:\/\//, "must begin with https://"),
  ],
  "admissionregistration.v1.RuleWithOperations": RULES,
  "admissionregistration.v1.NamedRuleWithOperations": RULES,
  "apiregistration.v1.APIServiceSpec": [
    range("groupPriorityMinimum", 1, 20000),
    range("versionPriority", 1, 1000),
    excluded("caBundle", { field: "insecureSkipTLSVerify", in: [true] }),
  ],
  "apiextensions.v1.CustomResourceDefinitionSpec": [needed("group"), needed("versions"), unique("versions", "name")],
  "apiextensions.v1.CustomResourceDefinitionNames": [needed("kind"), needed("plural")],
  "apiextensions.v1.CustomResourceDefinitionVersion": [needed("schema")],
  "coordination.v1.LeaseSpec": [range("leaseDurationSeconds", 1), ...notNegative("leaseTransitions")],
  "admissionregistration.v1.ValidatingAdmissionPolicySpec": [
    someOf("validation", "auditAnnotations", "validations"),
    unique("matchConditions", "name"),
    unique("variables", "name"),
  ],
  "admissionregistration.v1.MutatingAdmissionPolicySpec": [needed("mutations"), unique("matchConditions", "name")],
  "admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec": [
    needed("validationActions"),
    unique("validationActions"),
    needed("policyName"),
    isSubdomain("policyName"),
  ],
  "admissionregistration.v1.MutatingAdmissionPolicyBindingSpec": [needed("policyName"), isSubdomain("policyName")],
  "admissionregistration.v1.MatchCondition": [needed("expression"), needed("name")],
  "admissionregistration.v1.Variable": [needed("expression"), needed("name")],
  "admissionregistration.v1.Validation": [needed("expression")],
  "admissionregistration.v1.ServiceReference": [isPath("path"), range("port", 1, 65535)],
  "apiextensions.v1.ServiceReference": [isPath("path"), range("port", 1, 65535)],
  "admissionregistration.v1.JSONPatch": [needed("expression")],
  "admissionregistration.v1.Mutation": [
    needed("jsonPatch", { field: "patchType", in: ["JSONPatch"] }),
    needed("applyConfiguration", { field: "patchType", in: ["ApplyConfiguration"] }),
  ],
  "admissionregistration.v1.ParamRef": [one("way to the parameters", "name", "selector"), needed("parameterNotFoundAction")],
  "flowcontrol.v1.PriorityLevelConfigurationSpec": [
    needed("limited", { field: "type", in: ["Limited"] }),
    excluded("limited", { field: "type", in: ["Exempt"] }),
  ],
  "flowcontrol.v1.LimitedPriorityLevelConfiguration": [
    range("lendablePercent", 0, 100),
    ...notNegative("borrowingLimitPercent", "nominalConcurrencyShares"),
  ],
  "flowcontrol.v1.QueuingConfiguration": [...notNegative("queues", "handSize", "queueLengthLimit")],
  "flowcontrol.v1.LimitResponse": [
    needed("queuing", { field: "type", in: ["Queue"] }),
    excluded("queuing", { field: "type", in: ["Reject"] }),
  ],
  "storage.v1.VolumeAttachmentSource": [
    one("source", "inlineVolumeSpec", "persistentVolumeName"),
    isSubdomain("persistentVolumeName"),
  ],
  "storage.v1.VolumeAttachmentSpec": [needed("attacher"), needed("nodeName"), isSubdomain("nodeName")],
  "resource.v1.DeviceClaim": [unique("requests", "name")],
  "resource.v1.DeviceRequest": [one("kind of request", "exactly", "firstAvailable"), isLabel("name")],
  "resource.v1.DeviceSelector": [needed("cel")],
  "discovery.v1.Endpoint": [needed("addresses")],
  "discovery.v1.EndpointSlice": [{ ...unique("ports", "name"), defaults: { name: "" } }],
  "discovery.v1.EndpointPort": [isLabel("name")],
  "storage.v1.CSINodeSpec": [unique("drivers", "name")],
  "storage.v1.StorageClass": [needed("provisioner")],
};
