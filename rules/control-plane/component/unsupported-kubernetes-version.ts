// Kubernetes version skew policy: the three latest minor versions get fixes.
import { componentOf, defineRule, integer, type Path, parseImage } from "../../../server/api.ts";

/** Where each kind says which version of Kubernetes a cluster or its nodes run. */
const VERSIONS: Readonly<Record<string, readonly Path[]>> = {
  "kubeadm.k8s.io/ClusterConfiguration": [["kubernetesVersion"]],
  "controlplane.cluster.x-k8s.io/KubeadmControlPlane": [["spec", "version"]],
  "controlplane.cluster.x-k8s.io/AWSManagedControlPlane": [["spec", "version"]],
  "cluster.x-k8s.io/Cluster": [["spec", "topology", "version"]],
  "cluster.x-k8s.io/MachineDeployment": [["spec", "template", "spec", "version"]],
  "cluster.x-k8s.io/MachinePool": [["spec", "template", "spec", "version"]],
  "eks.services.k8s.aws/Cluster": [["spec", "version"]],
  "eksctl.io/ClusterConfig": [["metadata", "version"]],
  "container.cnrm.cloud.google.com/ContainerCluster": [["spec", "minMasterVersion"]],
  "kops.k8s.io/Cluster": [["spec", "kubernetesVersion"]],
  "provisioning.cattle.io/Cluster": [["spec", "kubernetesVersion"]],
};

export default defineRule({
  id: "unsupported-kubernetes-version",
  family: "control-plane",
  severity: "warning",
  tier: "strict",
  title: "Kubernetes version is out of support",
  why: "The project fixes vulnerabilities in its three latest minor versions only. On an older one the next published vulnerability stays open, and a later update has to cross several versions at once.",
  ignoreWhen: "A provider maintains this version for longer: set `oldest` to what it supports.",
  how: "Update one minor version after the other; check the API versions in use with removed-api-version first.",
  references: ["https://kubernetes.io/releases/version-skew-policy/"],
  peers: ["kubescape:C-0273"],
  options: { oldest: integer(35, "The N of 1.N, the oldest version that still gets fixes", { min: 1 }) },
  kinds: Object.keys(VERSIONS),
  container(container, { options, report }) {
    const component = componentOf(container);
    if (!component || component.name === "etcd") return; // which has versions of its own
    const image = container.at("image");
    const minor = minorOf(parseImage(image.string ?? "")?.tag ?? "");
    if (minor !== undefined && minor < options.oldest)
      report(image, `${component.label} is from Kubernetes 1.${minor}, which is out of support.`);
  },
  resource(resource, { options, report }) {
    for (const path of VERSIONS[`${resource.group}/${resource.kind}`] ?? []) {
      const field = resource.at(...path);
      const minor = minorOf(String(field.value ?? ""));
      if (minor !== undefined && minor < options.oldest)
        report(field, `Kubernetes 1.${minor} is out of support: the oldest supported version is 1.${options.oldest}.`);
    }
  },
});

/** The N of `v1.N.3`. */
function minorOf(version: string): number | undefined {
  const minor = /^v?1\.(\d+)/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
