// Where objects name others: for each kind the fields that hold a reference (the Kubernetes API reference, and those of the projects).

/** A field that holds a reference. Paths are names with dots between; `*` stands for every item of a list. */
export interface ReferenceRow {
  readonly path: string;
  /** `group/Kind`, or the kind alone for the core group; where the field says another, that. */
  readonly to: string;
  /** Where below `path` the name stands; `""`: it is the field itself. By default `name`. */
  readonly name?: string;
  /** The name is that of a host of the cluster, `name.namespace.svc…`, or one with the namespace before it, `namespace/name`. */
  readonly form?: "host" | "qualified";
  /** It is about whichever objects the holder selects, and has no name. */
  readonly selected?: true;
  /** Where below `path` the kind, the API group or an `apiVersion` may stand, which decide over `to`. */
  readonly kind?: string;
  readonly group?: string;
  readonly apiVersion?: string;
  /** Where no group is said, it is open. */
  readonly groupOfKind?: true;
  /** Where the kind stands that has to be that of `to`. */
  readonly only?: string;
  readonly namespace?: string;
  /** A word that may stand somewhere below, by which the field is no reference. */
  readonly unless?: readonly [path: string, word: string];
  /** Where parts of the other are named; of those that are separated by `|`, the first that is there. */
  readonly keys?: readonly string[];
}

const CONFIG_MAP = "ConfigMap";
const SECRET = "Secret";

const ISTIO_ROUTES = ["http", "tls", "tcp"];

/** In a pod's spec, whatever holds the pod. */
export const POD_REFERENCES: readonly ReferenceRow[] = [
  { path: "volumes.*.configMap", to: CONFIG_MAP, keys: ["items.*.key"] },
  { path: "volumes.*.projected.sources.*.configMap", to: CONFIG_MAP, keys: ["items.*.key"] },
  { path: "volumes.*.secret", to: SECRET, name: "secretName", keys: ["items.*.key"] },
  { path: "volumes.*.projected.sources.*.secret", to: SECRET, keys: ["items.*.key"] },
  ...["initContainers", "containers", "ephemeralContainers"].flatMap((list): readonly ReferenceRow[] => [
    { path: `${list}.*.env.*.valueFrom.configMapKeyRef`, to: CONFIG_MAP, keys: ["key"] },
    { path: `${list}.*.env.*.valueFrom.secretKeyRef`, to: SECRET, keys: ["key"] },
    { path: `${list}.*.envFrom.*.configMapRef`, to: CONFIG_MAP },
    { path: `${list}.*.envFrom.*.secretRef`, to: SECRET },
  ]),
  { path: "imagePullSecrets.*", to: SECRET },
  { path: "serviceAccountName", to: "ServiceAccount", name: "" },
  { path: "serviceAccount", to: "ServiceAccount", name: "" },
  { path: "volumes.*.persistentVolumeClaim", to: "PersistentVolumeClaim", name: "claimName" },
  { path: "priorityClassName", to: "scheduling.k8s.io/PriorityClass", name: "" },
  { path: "runtimeClassName", to: "node.k8s.io/RuntimeClass", name: "" },
  { path: "resourceClaims.*.resourceClaimName", to: "resource.k8s.io/ResourceClaim", name: "" },
  { path: "resourceClaims.*.resourceClaimTemplateName", to: "resource.k8s.io/ResourceClaimTemplate", name: "" },
];

/** In any object. */
export const COMMON_REFERENCES: readonly ReferenceRow[] = [
  { path: "metadata.namespace", to: "Namespace", name: "" },
  { path: "metadata.ownerReferences.*", to: "", kind: "kind", apiVersion: "apiVersion" },
];

const ROUTES = ["HTTPRoute", "GRPCRoute", "TCPRoute", "UDPRoute", "TLSRoute"].map((kind) => `gateway.networking.k8s.io/${kind}`);
const WEBHOOKS = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"].map(
  (kind) => `admissionregistration.k8s.io/${kind}`,
);
const BINDINGS = ["RoleBinding", "ClusterRoleBinding"].map((kind) => `rbac.authorization.k8s.io/${kind}`);
const EXTERNAL_SECRETS = ["ExternalSecret", "ClusterExternalSecret"];

/** By the kinds that hold them, `group/Kind`. */
export const REFERENCES: readonly (ReferenceRow & { readonly from: readonly string[] })[] = [
  { from: ["ServiceAccount"], path: "imagePullSecrets.*", to: SECRET },
  { from: ["ServiceAccount"], path: "secrets.*", to: SECRET },
  {
    from: ["autoscaling/HorizontalPodAutoscaler", "keda.sh/ScaledObject"],
    path: "spec.scaleTargetRef",
    to: "apps/Deployment",
    kind: "kind",
    apiVersion: "apiVersion",
  },
  {
    from: ["networking.k8s.io/Ingress", "extensions/Ingress"],
    path: "spec.rules.*.http.paths.*.backend.service",
    to: "Service",
    keys: ["port.name", "port.number"],
    unless: ["port.name", "use-annotation"], // AWS: an action, by an annotation
  },
  {
    from: ["networking.k8s.io/Ingress", "extensions/Ingress"],
    path: "spec.defaultBackend.service",
    to: "Service",
    keys: ["port.name", "port.number"],
    unless: ["port.name", "use-annotation"], // AWS: an action, by an annotation
  },
  ...["spec.rules.*.http.paths.*.backend", "spec.backend"].map((path) => ({
    from: ["networking.k8s.io/Ingress", "extensions/Ingress"],
    path,
    to: "Service",
    name: "serviceName",
    keys: ["servicePort"],
    unless: ["servicePort", "use-annotation"] as const,
  })),
  { from: ["networking.k8s.io/Ingress", "extensions/Ingress"], path: "spec.tls.*", to: SECRET, name: "secretName" },
  {
    from: ["networking.k8s.io/Ingress"],
    path: "spec.ingressClassName",
    to: "networking.k8s.io/IngressClass",
    name: "",
  },
  {
    from: ROUTES,
    path: "spec.rules.*.backendRefs.*",
    to: "Service",
    kind: "kind",
    group: "group",
    namespace: "namespace",
    keys: ["port"],
  },
  {
    from: ROUTES,
    path: "spec.parentRefs.*",
    to: "gateway.networking.k8s.io/Gateway",
    kind: "kind",
    group: "group",
    namespace: "namespace",
    keys: ["sectionName"],
  },
  {
    from: ["gateway.networking.k8s.io/Gateway"],
    path: "spec.listeners.*.tls.certificateRefs.*",
    to: SECRET,
    kind: "kind",
    group: "group",
    namespace: "namespace",
  },
  { from: BINDINGS, path: "roleRef", to: "rbac.authorization.k8s.io/ClusterRole", kind: "kind", group: "apiGroup" },
  { from: BINDINGS, path: "subjects.*", to: "ServiceAccount", only: "kind", namespace: "namespace" },
  { from: WEBHOOKS, path: "webhooks.*.clientConfig.service", to: "Service", namespace: "namespace", keys: ["port"] },
  { from: ["apiregistration.k8s.io/APIService"], path: "spec.service", to: "Service", namespace: "namespace", keys: ["port"] },
  {
    from: ["apiextensions.k8s.io/CustomResourceDefinition"],
    path: "spec.conversion.webhook.clientConfig.service",
    to: "Service",
    namespace: "namespace",
    keys: ["port"],
  },
  { from: ["apps/StatefulSet"], path: "spec.serviceName", to: "Service", name: "" },
  {
    from: ["apps/StatefulSet"],
    path: "spec.volumeClaimTemplates.*.spec.storageClassName",
    to: "storage.k8s.io/StorageClass",
    name: "",
  },
  {
    from: ["PersistentVolume", "PersistentVolumeClaim"],
    path: "spec.storageClassName",
    to: "storage.k8s.io/StorageClass",
    name: "",
  },
  { from: ["PersistentVolumeClaim"], path: "spec.volumeName", to: "PersistentVolume", name: "" },
  {
    from: ["PersistentVolumeClaim"],
    path: "spec.dataSource",
    to: "PersistentVolumeClaim",
    kind: "kind",
    group: "apiGroup",
  },
  { from: ["PersistentVolume"], path: "spec.claimRef", to: "PersistentVolumeClaim", namespace: "namespace" },
  ...["ValidatingAdmissionPolicy", "MutatingAdmissionPolicy"].map((kind) => ({
    from: [`admissionregistration.k8s.io/${kind}Binding`],
    path: "spec.policyName",
    to: `admissionregistration.k8s.io/${kind}`,
    name: "",
  })),
  {
    from: ["cert-manager.io/Certificate"],
    path: "spec.issuerRef",
    to: "cert-manager.io/Issuer",
    kind: "kind",
    group: "group",
  },
  ...EXTERNAL_SECRETS.map((kind) => ({
    from: [`external-secrets.io/${kind}`],
    path: kind === "ExternalSecret" ? "spec.secretStoreRef" : "spec.externalSecretSpec.secretStoreRef",
    to: "external-secrets.io/SecretStore",
    kind: "kind",
  })),
  ...ISTIO_ROUTES.map((protocol) => ({
    from: ["networking.istio.io/VirtualService"],
    path: `spec.${protocol}.*.route.*.destination`,
    to: "Service",
    name: "host",
    form: "host" as const,
    keys: ["port.number"],
  })),
  { from: ["networking.istio.io/DestinationRule"], path: "spec", to: "Service", name: "host", form: "host" },
  {
    from: ["networking.istio.io/VirtualService"],
    path: "spec.gateways.*",
    to: "networking.istio.io/Gateway",
    name: "",
    form: "qualified",
  },
  ...[
    ["ingress.kubernetes.io/auth-secret", SECRET],
    ["nginx.ingress.kubernetes.io/auth-secret", SECRET],
    ["nginx.ingress.kubernetes.io/auth-tls-secret", SECRET],
    ["nginx.ingress.kubernetes.io/fastcgi-params-configmap", CONFIG_MAP],
  ].map(([name = "", to = ""]) => ({
    from: ["networking.k8s.io/Ingress", "extensions/Ingress"],
    path: "metadata.annotations",
    to,
    name,
    form: "qualified" as const,
  })),
  { from: ["PersistentVolume"], path: "spec.azureFile", to: SECRET, name: "secretName" },
  ...["secretName", "adminSecretName", "userSecretName"].map((name) => ({
    from: ["storage.k8s.io/StorageClass"],
    path: "parameters",
    to: SECRET,
    name,
  })),
  ...["apps/Deployment", "apps/StatefulSet", "apps/ReplicaSet", "ReplicationController"].map((to) => ({
    from: ["kustomize.config.k8s.io/Kustomization", "kustomize.config.k8s.io/Component"],
    path: "replicas.*",
    to,
  })),
  ...["patches.*.target", "patchesJson6902.*.target"].map((path) => ({
    from: ["kustomize.config.k8s.io/Kustomization", "kustomize.config.k8s.io/Component"],
    path,
    to: "",
    kind: "kind",
    group: "group",
    groupOfKind: true as const,
    namespace: "namespace",
  })),
  { from: ["Service"], path: "spec.ports.*", to: "Pod", selected: true, keys: ["targetPort|port"] },
  { from: ["monitoring.coreos.com/ServiceMonitor"], path: "spec.endpoints.*", to: "Service", selected: true, keys: ["port"] },
  {
    from: ["monitoring.coreos.com/PodMonitor"],
    path: "spec.podMetricsEndpoints.*",
    to: "Pod",
    selected: true,
    keys: ["port"],
  },
  {
    from: ["monitoring.coreos.com/ServiceMonitor", "monitoring.coreos.com/PodMonitor"],
    path: "spec.namespaceSelector.matchNames.*",
    to: "Namespace",
    name: "",
  },
  {
    from: ["helm.toolkit.fluxcd.io/HelmRelease"],
    path: "spec.valuesFrom.*",
    to: CONFIG_MAP,
    kind: "kind",
    keys: ["valuesKey"],
  },
  ...["spec.chart.spec.sourceRef", "spec.chartRef"].map((path) => ({
    from: ["helm.toolkit.fluxcd.io/HelmRelease"],
    path,
    to: "source.toolkit.fluxcd.io/HelmRepository",
    kind: "kind",
    namespace: "namespace",
  })),
  {
    from: ["kustomize.toolkit.fluxcd.io/Kustomization"],
    path: "spec.sourceRef",
    to: "source.toolkit.fluxcd.io/GitRepository",
    kind: "kind",
    namespace: "namespace",
  },
  { from: ["argoproj.io/Application"], path: "spec.project", to: "argoproj.io/AppProject", name: "" },
  {
    from: ["keda.sh/ScaledObject", "keda.sh/ScaledJob"],
    path: "spec.triggers.*.authenticationRef",
    to: "keda.sh/TriggerAuthentication",
    kind: "kind",
  },
];
