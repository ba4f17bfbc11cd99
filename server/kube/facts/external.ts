/** What exists in a cluster though no file defines it. */
export type IsExternal = (kind: string, namespace: string | undefined, name: string) => boolean;

/** When something missing is a finding: where other files make it likely (`auto`), always, or never. */
export const REFERENCE_POLICIES = ["auto", "all", "off"] as const;
export type ReferencePolicy = (typeof REFERENCE_POLICIES)[number];

/** By kind, what every cluster has: what Kubernetes itself makes, kubeadm, and the clouds' add-ons. */
const IN_EVERY_CLUSTER: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    // kube-controller-manager (root-ca-cert-publisher), OpenShift's service CA, kubeadm's phases, EKS.
    ConfigMap:
      /^(?:kube-root-ca\.crt|openshift-service-ca\.crt|extension-apiserver-authentication|cluster-info|kubeadm-config|kube-proxy|coredns|aws-auth|kubelet-config.*)$/,
    ServiceAccount: /^(?:default|builder|deployer|pipeline)$/, // OpenShift's, and those of its pipelines
    // plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go, and OpenShift's.
    ClusterRole:
      /^(?:cluster-admin|admin|edit|view|system:.*|kubeadm:.*|basic-user|cluster-reader|cluster-status|self-provisioner)$/,
    Role: /^(?:system:.*|kubeadm:.*|extension-apiserver-authentication-reader)$/,
    PriorityClass: /^(?:system-cluster-critical|system-node-critical|openshift-user-critical)$/,
    AppProject: /^default$/,
    Namespace: /^(?:default|kube-.*|openshift|openshift-.*|local-path-storage|cattle-.*|gke-.*|amazon-.*)$/,
    Service: /^(?:kubernetes|kube-dns)$/,
  }),
);

/** Whether every cluster has an object of this kind and name, or most have. */
export function isInEveryCluster(kind: string, name: string, namespace: string | undefined): boolean {
  if (kind === "ServiceAccount" && namespace === "kube-system") return true; // those of the control plane's controllers, and of add-ons
  return IN_EVERY_CLUSTER.get(kind)?.test(name) ?? false;
}
