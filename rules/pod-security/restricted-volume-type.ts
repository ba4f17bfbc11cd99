// Pod Security Standards, restricted control "Volume Types" (check_restrictedVolumes.go).
import { defineRule, strings, volumeSourceOf } from "../../server/api.ts";

export default defineRule({
  id: "restricted-volume-type",
  family: "pod-security",
  severity: "info",
  tier: "strict",
  title: "Volume type is not allowed by the restricted level",
  why: "These volume types take an address or device from whoever writes the pod, so the pod's author chooses what the node mounts, with the node's kernel and often its credentials. A claim leaves that choice to who administers the storage. Most of these types are also removed from Kubernetes or on their way out.",
  ignoreWhen: "A cluster without Pod Security at the restricted level that mounts, for example, NFS directly.",
  how: "Define a PersistentVolume (usually of a CSI driver) with the same parameters and mount it by a persistentVolumeClaim.",
  standards: ["pss:restricted"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"],
  peers: ["trivy:KSV-0028", "monokle:PSS201", "monokle:KSV028"],
  options: { allowed: strings([], "Further volume types, by the key of their source, such as nfs.") },
  needs: ["volumes"],
  pod(pod, { options, report }) {
    for (const volume of pod.at("volumes").items()) {
      const sources = volume.entries().filter(([key, source]) => source.exists && volumeSourceOf(key) !== undefined);
      // A volume without a source is an emptyDir. hostPath has its own rule.
      if (sources.some(([key]) => volumeSourceOf(key) === "allowed" || key === "hostPath" || options.allowed.includes(key)))
        continue;
      const [first] = sources;
      if (!first) continue;
      const name = volume.at("name").string ?? "";
      report(first[1].key, `Volume "${name}" is of type ${first[0]}, which the restricted level does not allow.`);
    }
  },
});
