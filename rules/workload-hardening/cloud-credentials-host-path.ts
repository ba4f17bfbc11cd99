// The default places of cloud and cluster credentials: AWS CLI, Azure CLI, gcloud, kubectl, cloud provider files of the kubelet.
import { defineRule, hostPathVolumes, normalizeHostPath, strings } from "../../server/api.ts";
import { mountsAsRelated } from "./_host-path.ts";

const FOLDERS = /\/(\.aws|\.azure|\.config\/gcloud|\.kube)(\/|$)/;
const FILES = ["/etc/kubernetes/azure.json", "/etc/kubernetes/cloud-config", "/var/lib/waagent"];

export default defineRule({
  id: "cloud-credentials-host-path",
  family: "workload-hardening",
  severity: "error",
  tier: "recommended",
  title: "Pod mounts credentials from its node",
  why: "The files hold keys of a person or of the node: who breaks into the container can act with them in the cloud account or the cluster, and the audit log shows the wrong name.",
  ignoreWhen: "A local cluster for development that runs on your own machine.",
  how: "Use the workload identity of your cloud, or a Secret with a key for this workload only.",
  peers: ["kubescape:C-0020"],
  yieldsTo: ["container-runtime-socket-mount", "sensitive-host-path"],
  options: { extraPaths: strings([], "Further files or folders with credentials, by their path on the node.") },
  needs: ["hostPath"],
  pod(pod, { options, report }) {
    const files = [...FILES, ...options.extraPaths.map(normalizeHostPath)];
    for (const volume of hostPathVolumes(pod)) {
      if (volume.path === undefined || !(FOLDERS.test(volume.path) || files.includes(volume.path))) continue;
      report(volume.field.at("hostPath", "path"), `Volume "${volume.name}" exposes credentials of the node or of a person.`, {
        related: mountsAsRelated(volume),
      });
    }
  },
});
