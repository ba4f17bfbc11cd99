// What is known of resources beside the kinds that Kubernetes serves: subresources without `status`, `scale` and `finalizers`, after the paths of its
// OpenAPI description (1.27 to 1.37); and what exists only for authorization: the subresources of nodes (KEP-2862), who can be impersonated,
// signers of certificates, pod security policies. Names are separated by blanks.
export const MORE_RESOURCES: Readonly<Record<string, { readonly namespaced?: string; readonly cluster?: string }>> = {
  "": { cluster: "groups users" },
  "authentication.k8s.io": { namespaced: "serviceaccounts", cluster: "groups nodes uids userextras users" },
  "certificates.k8s.io": { cluster: "signers" },
  policy: { namespaced: "podsecuritypolicies" },
  "scheduling.k8s.io": { namespaced: "compositepodgroups" },
};

/** By group and resource. */
export const SUBRESOURCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "": {
    namespaces: "finalize",
    nodes: "checkpoint configz healthz log metrics pods proxy spec stats",
    pods: "attach binding ephemeralcontainers eviction exec log portforward proxy resize",
    serviceaccounts: "token",
    services: "proxy",
  },
  "certificates.k8s.io": { certificatesigningrequests: "approval" },
  "resource.k8s.io": { resourceclaims: "binding driver" },
};
