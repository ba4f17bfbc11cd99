// The resources of the API groups that Kubernetes serves, after the paths of its OpenAPI description (1.27 to 1.37). Beside them what exists only for
// authorization: the subresources of nodes (KEP-2862), who can be impersonated, signers of certificates, pod security policies.
export const API_RESOURCES: Readonly<Record<string, Group>> = {
  "": {
    namespaced:
      "bindings configmaps endpoints events limitranges persistentvolumeclaims pods podtemplates replicationcontrollers resourcequotas secrets serviceaccounts services",
    cluster: "componentstatuses groups namespaces nodes persistentvolumes users",
    subresources: {
      namespaces: "finalize",
      nodes: "checkpoint configz healthz log metrics pods proxy spec stats",
      pods: "attach binding ephemeralcontainers eviction exec log portforward proxy resize",
      serviceaccounts: "token",
      services: "proxy",
    },
  },
  "admissionregistration.k8s.io": {
    namespaced: "",
    cluster:
      "mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations validatingadmissionpolicies validatingadmissionpolicybindings validatingwebhookconfigurations",
  },
  "apiextensions.k8s.io": {
    namespaced: "",
    cluster: "customresourcedefinitions",
  },
  "apiregistration.k8s.io": {
    namespaced: "",
    cluster: "apiservices",
  },
  apps: {
    namespaced: "controllerrevisions daemonsets deployments replicasets statefulsets",
    cluster: "",
  },
  "authentication.k8s.io": {
    namespaced: "serviceaccounts",
    cluster: "groups nodes selfsubjectreviews tokenreviews uids userextras users",
  },
  "authorization.k8s.io": {
    namespaced: "localsubjectaccessreviews",
    cluster: "selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews",
  },
  autoscaling: {
    namespaced: "horizontalpodautoscalers",
    cluster: "",
  },
  batch: {
    namespaced: "cronjobs jobs",
    cluster: "",
  },
  "certificates.k8s.io": {
    namespaced: "podcertificaterequests",
    cluster: "certificatesigningrequests clustertrustbundles signers",
    subresources: { certificatesigningrequests: "approval" },
  },
  "coordination.k8s.io": {
    namespaced: "leasecandidates leases",
    cluster: "",
  },
  "discovery.k8s.io": {
    namespaced: "endpointslices",
    cluster: "",
  },
  "events.k8s.io": {
    namespaced: "events",
    cluster: "",
  },
  "flowcontrol.apiserver.k8s.io": {
    namespaced: "",
    cluster: "flowschemas prioritylevelconfigurations",
  },
  "internal.apiserver.k8s.io": {
    namespaced: "",
    cluster: "storageversions",
  },
  "networking.k8s.io": {
    namespaced: "ingresses networkpolicies",
    cluster: "ingressclasses ipaddresses servicecidrs",
  },
  "node.k8s.io": {
    namespaced: "",
    cluster: "runtimeclasses",
  },
  policy: {
    namespaced: "poddisruptionbudgets podsecuritypolicies",
    cluster: "",
  },
  "rbac.authorization.k8s.io": {
    namespaced: "rolebindings roles",
    cluster: "clusterrolebindings clusterroles",
  },
  "resource.k8s.io": {
    namespaced: "podschedulingcontexts resourceclaimparameters resourceclaims resourceclaimtemplates resourceclassparameters",
    cluster: "deviceclasses devicetaintrules resourceclasses resourcepoolstatusrequests resourceslices",
    subresources: { resourceclaims: "binding driver" },
  },
  "scheduling.k8s.io": {
    namespaced: "compositepodgroups podgroups workloads",
    cluster: "priorityclasses",
  },
  "storage.k8s.io": {
    namespaced: "csistoragecapacities",
    cluster: "csidrivers csinodes storageclasses volumeattachments volumeattributesclasses",
  },
  "storagemigration.k8s.io": {
    namespaced: "",
    cluster: "storageversionmigrations",
  },
};

/** Names are separated by blanks. */
interface Group {
  readonly namespaced: string;
  readonly cluster: string;
  /** Without `status`, `scale` and `finalizers`. */
  readonly subresources?: Readonly<Record<string, string>>;
}
