/** Labels by which components of a cluster and its add-ons are known. */
export const ADD_ON_LABELS: readonly string[] = [
  "addonmanager.kubernetes.io/mode",
  "k8s-app",
  "kubernetes.io/bootstrapping",
  "kubernetes.io/cluster-service",
];

/** Programs that serve the cluster itself and are published for kube-system, by the beginning of their names. */
const ADD_ONS: readonly string[] = [
  "aws-",
  "azure-",
  "calico-",
  "cilium",
  "cloud-controller-manager",
  "cluster-autoscaler",
  "coredns",
  "csi-",
  "ebs-csi-",
  "efs-csi-",
  "gcp-",
  "konnectivity-",
  "kube-",
  "metrics-server",
  "node-local-dns",
  "node-problem-detector",
  "nvidia-",
  "sealed-secrets",
  "snapshot-controller",
  "vpa-",
];

/** Objects that a component of the cluster looks for in kube-system by their name. */
const KNOWN_OBJECTS =
  /^(?:aws-auth|bootstrap-token-.*|cloud-config|cluster-info|extension-apiserver-authentication|kubeadm-config|kubelet-config.*)$/;

/** Whether an object of this name is, or belongs to, a component of the cluster. */
export function isAddOn(name: string): boolean {
  return ADD_ONS.some((start) => name.startsWith(start)) || KNOWN_OBJECTS.test(name);
}
