/** What a project did with an API version of its custom resources. */
export interface Fate {
  readonly apiVersion: string;
  /** The kinds that it is about, in words between blanks; all of the version where it is missing. */
  readonly kinds?: string;
  /** What takes its place; `undefined`: nothing does one to one. */
  readonly to: string | undefined;
  /** The kind that takes the kind's place, where it is another. */
  readonly as?: string;
  /** The first release that does not serve the version any more; `undefined` where it is served still, and deprecated. */
  readonly removed?: string;
  /** Renaming the version is all that there is to do. */
  readonly renames?: true;
  /** Where the project says so. */
  readonly source: string;
}

const CERT_MANAGER = "https://cert-manager.io/docs/releases/upgrading/remove-deprecated-apis/";
const ISTIO = "https://istio.io/latest/news/releases/1.6.x/announcing-1.6/upgrade-notes/";
const ESO = "https://github.com/external-secrets/external-secrets/releases/tag/v0.17.0";
const GATEWAY = "https://github.com/kubernetes-sigs/gateway-api/releases";
const FLUX_27 = "https://github.com/fluxcd/flux2/issues/5474";
const FLUX_28 = "https://fluxcd.io/roadmap/";
const KARPENTER_33 = "https://karpenter.sh/docs/upgrading/v1-migration/";
const STRIMZI = "https://github.com/strimzi/strimzi-kafka-operator/releases/tag/1.0.0";
const TEKTON = "https://tekton.dev/docs/pipelines/deprecations/";
const CLUSTER_API = "https://cluster-api.sigs.k8s.io/developer/providers/migrations/v1.3-to-v1.4";
const RAY = "https://github.com/ray-project/ray/pull/65336";
const KNATIVE = "https://github.com/knative/serving/pull/9620";

/** The versions of Cluster API that are gone, for each of its groups. */
const CLUSTER_API_FATES: readonly Fate[] = ["cluster", "bootstrap.cluster", "controlplane.cluster", "addons.cluster"].flatMap(
  (name) => [
    {
      apiVersion: `${name}.x-k8s.io/v1alpha3`,
      to: `${name}.x-k8s.io/v1beta2`,
      removed: "Cluster API 1.5",
      source: CLUSTER_API,
    },
    {
      apiVersion: `${name}.x-k8s.io/v1alpha4`,
      to: `${name}.x-k8s.io/v1beta2`,
      removed: "Cluster API 1.6",
      source: CLUSTER_API,
    },
  ],
);

/** The fates, by project. The first row that fits a kind counts. */
export const FATES: readonly Fate[] = [
  {
    apiVersion: "certmanager.k8s.io/v1alpha1",
    to: "cert-manager.io/v1",
    removed: "cert-manager 0.11",
    source: "https://cert-manager.io/docs/releases/upgrading/upgrading-0.10-0.11",
  },
  { apiVersion: "cert-manager.io/v1alpha2", to: "cert-manager.io/v1", removed: "cert-manager 1.6", source: CERT_MANAGER },
  { apiVersion: "cert-manager.io/v1alpha3", to: "cert-manager.io/v1", removed: "cert-manager 1.6", source: CERT_MANAGER },
  {
    apiVersion: "cert-manager.io/v1beta1",
    to: "cert-manager.io/v1",
    removed: "cert-manager 1.6",
    renames: true,
    source: CERT_MANAGER,
  },
  {
    apiVersion: "acme.cert-manager.io/v1alpha2",
    to: "acme.cert-manager.io/v1",
    removed: "cert-manager 1.6",
    source: CERT_MANAGER,
  },
  {
    apiVersion: "acme.cert-manager.io/v1alpha3",
    to: "acme.cert-manager.io/v1",
    removed: "cert-manager 1.6",
    source: CERT_MANAGER,
  },
  {
    apiVersion: "acme.cert-manager.io/v1beta1",
    to: "acme.cert-manager.io/v1",
    removed: "cert-manager 1.6",
    renames: true,
    source: CERT_MANAGER,
  },

  {
    apiVersion: "rbac.istio.io/v1alpha1",
    to: "security.istio.io/v1",
    as: "AuthorizationPolicy",
    removed: "Istio 1.6",
    source: ISTIO,
  },
  {
    apiVersion: "authentication.istio.io/v1alpha1",
    to: "security.istio.io/v1",
    as: "PeerAuthentication or RequestAuthentication",
    removed: "Istio 1.6",
    source: ISTIO,
  },

  {
    apiVersion: "external-secrets.io/v1alpha1",
    kinds: "ExternalSecret SecretStore ClusterSecretStore",
    to: "external-secrets.io/v1",
    removed: "External Secrets 0.16",
    source: "https://github.com/external-secrets/external-secrets/releases/tag/v0.16.0",
  },
  {
    apiVersion: "external-secrets.io/v1beta1",
    kinds: "ExternalSecret SecretStore ClusterSecretStore ClusterExternalSecret",
    to: "external-secrets.io/v1",
    removed: "External Secrets 0.17",
    renames: true,
    source: ESO,
  },
  {
    apiVersion: "kubernetes-client.io/v1",
    kinds: "ExternalSecret",
    to: "external-secrets.io/v1",
    source: "https://github.com/external-secrets/kubernetes-external-secrets/issues/864",
  },

  {
    apiVersion: "gateway.networking.k8s.io/v1alpha2",
    kinds: "Gateway GatewayClass HTTPRoute",
    to: "gateway.networking.k8s.io/v1",
    renames: true,
    source: GATEWAY,
  },
  {
    apiVersion: "gateway.networking.k8s.io/v1alpha2",
    kinds: "GRPCRoute",
    to: "gateway.networking.k8s.io/v1",
    removed: "Gateway API 1.2",
    renames: true,
    source: GATEWAY,
  },
  {
    apiVersion: "gateway.networking.k8s.io/v1alpha2",
    kinds: "ReferenceGrant",
    to: "gateway.networking.k8s.io/v1beta1",
    removed: "Gateway API 1.2",
    renames: true,
    source: GATEWAY,
  },
  {
    apiVersion: "gateway.networking.k8s.io/v1alpha2",
    kinds: "ReferencePolicy",
    to: "gateway.networking.k8s.io/v1beta1",
    as: "ReferenceGrant",
    removed: "Gateway API 0.6",
    source: GATEWAY,
  },
  {
    apiVersion: "gateway.networking.k8s.io/v1beta1",
    kinds: "Gateway GatewayClass HTTPRoute",
    to: "gateway.networking.k8s.io/v1",
    renames: true,
    source: GATEWAY,
  },
  {
    apiVersion: "networking.x-k8s.io/v1alpha1",
    kinds: "Gateway GatewayClass HTTPRoute TLSRoute TCPRoute UDPRoute BackendPolicy",
    to: "gateway.networking.k8s.io/v1",
    removed: "Gateway API 0.4",
    source: "https://github.com/kubernetes-sigs/gateway-api/blob/main/CHANGELOG/0.x-CHANGELOG.md",
  },

  {
    apiVersion: "snapshot.storage.k8s.io/v1alpha1",
    to: "snapshot.storage.k8s.io/v1",
    removed: "external-snapshotter 2",
    source: "https://github.com/kubernetes-csi/external-snapshotter/pull/233",
  },
  {
    apiVersion: "snapshot.storage.k8s.io/v1beta1",
    to: "snapshot.storage.k8s.io/v1",
    removed: "external-snapshotter 6.1",
    renames: true,
    source: "https://github.com/kubernetes-csi/external-snapshotter/blob/master/CHANGELOG/CHANGELOG-6.1.md",
  },

  {
    apiVersion: "helm.fluxcd.io/v1",
    kinds: "HelmRelease",
    to: "helm.toolkit.fluxcd.io/v2",
    removed: "Flux 2",
    source: "https://fluxcd.io/flux/migration/helm-operator-migration/",
  },
  { apiVersion: "helm.toolkit.fluxcd.io/v2beta1", to: "helm.toolkit.fluxcd.io/v2", removed: "Flux 2.7", source: FLUX_27 },
  { apiVersion: "helm.toolkit.fluxcd.io/v2beta2", to: "helm.toolkit.fluxcd.io/v2", removed: "Flux 2.8", source: FLUX_28 },
  {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1beta1",
    to: "kustomize.toolkit.fluxcd.io/v1",
    removed: "Flux 2.7",
    source: FLUX_27,
  },
  {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1beta2",
    to: "kustomize.toolkit.fluxcd.io/v1",
    removed: "Flux 2.8",
    source: FLUX_28,
  },
  { apiVersion: "source.toolkit.fluxcd.io/v1beta1", to: "source.toolkit.fluxcd.io/v1", removed: "Flux 2.7", source: FLUX_27 },
  { apiVersion: "source.toolkit.fluxcd.io/v1beta2", to: "source.toolkit.fluxcd.io/v1", removed: "Flux 2.8", source: FLUX_28 },
  {
    apiVersion: "notification.toolkit.fluxcd.io/v1beta1",
    kinds: "Receiver",
    to: "notification.toolkit.fluxcd.io/v1",
    removed: "Flux 2.7",
    source: FLUX_27,
  },
  {
    apiVersion: "notification.toolkit.fluxcd.io/v1beta1",
    to: "notification.toolkit.fluxcd.io/v1beta3",
    removed: "Flux 2.7",
    source: FLUX_27,
  },
  {
    apiVersion: "notification.toolkit.fluxcd.io/v1beta2",
    kinds: "Receiver",
    to: "notification.toolkit.fluxcd.io/v1",
    removed: "Flux 2.8",
    source: FLUX_28,
  },
  {
    apiVersion: "notification.toolkit.fluxcd.io/v1beta2",
    to: "notification.toolkit.fluxcd.io/v1beta3",
    removed: "Flux 2.8",
    source: FLUX_28,
  },
  { apiVersion: "image.toolkit.fluxcd.io/v1beta1", to: "image.toolkit.fluxcd.io/v1", removed: "Flux 2.7", source: FLUX_27 },
  {
    apiVersion: "image.toolkit.fluxcd.io/v1beta2",
    to: "image.toolkit.fluxcd.io/v1",
    removed: "Flux 2.9",
    source: "https://github.com/fluxcd/image-reflector-controller/pull/897",
  },

  {
    apiVersion: "karpenter.sh/v1alpha5",
    kinds: "Provisioner",
    to: "karpenter.sh/v1",
    as: "NodePool",
    removed: "Karpenter 0.33",
    source: KARPENTER_33,
  },
  {
    apiVersion: "karpenter.sh/v1alpha5",
    kinds: "Machine",
    to: "karpenter.sh/v1",
    as: "NodeClaim",
    removed: "Karpenter 0.33",
    source: KARPENTER_33,
  },
  {
    apiVersion: "karpenter.k8s.aws/v1alpha1",
    kinds: "AWSNodeTemplate",
    to: "karpenter.k8s.aws/v1",
    as: "EC2NodeClass",
    removed: "Karpenter 0.33",
    source: KARPENTER_33,
  },
  { apiVersion: "karpenter.sh/v1beta1", to: "karpenter.sh/v1", removed: "Karpenter 1.1", source: KARPENTER_33 },
  { apiVersion: "karpenter.k8s.aws/v1beta1", to: "karpenter.k8s.aws/v1", removed: "Karpenter 1.1", source: KARPENTER_33 },

  {
    apiVersion: "traefik.containo.us/v1alpha1",
    to: "traefik.io/v1alpha1",
    removed: "Traefik 3",
    renames: true,
    source: "https://doc.traefik.io/traefik/migrate/v2-to-v3/",
  },

  { apiVersion: "kafka.strimzi.io/v1alpha1", to: "kafka.strimzi.io/v1", removed: "Strimzi 1.0", source: STRIMZI },
  { apiVersion: "kafka.strimzi.io/v1beta1", to: "kafka.strimzi.io/v1", removed: "Strimzi 1.0", source: STRIMZI },
  { apiVersion: "kafka.strimzi.io/v1beta2", to: "kafka.strimzi.io/v1", removed: "Strimzi 1.0", source: STRIMZI },

  { apiVersion: "tekton.dev/v1beta1", kinds: "ClusterTask", to: undefined, source: TEKTON },
  { apiVersion: "tekton.dev/v1beta1", kinds: "Task TaskRun Pipeline PipelineRun", to: "tekton.dev/v1", source: TEKTON },
  { apiVersion: "serving.knative.dev/v1alpha1", to: "serving.knative.dev/v1", removed: "Knative Serving 0.19", source: KNATIVE },
  {
    apiVersion: "serving.knative.dev/v1beta1",
    kinds: "Service Route Configuration Revision",
    to: "serving.knative.dev/v1",
    removed: "Knative Serving 0.19",
    source: KNATIVE,
  },
  ...CLUSTER_API_FATES,
  // RayCluster, RayJob and RayService; frozen since KubeRay 1.0.
  { apiVersion: "ray.io/v1alpha1", to: "ray.io/v1", source: RAY },
  {
    apiVersion: "keda.k8s.io/v1alpha1",
    to: "keda.sh/v1alpha1",
    removed: "KEDA 2.0",
    source: "https://keda.sh/docs/2.19/migration/",
  },
];
