// core/v1 VolumeMount.mountPropagation; https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
import { defineRule, narrowing, set } from "../../server/api.ts";

export default defineRule({
  id: "bidirectional-mount-propagation",
  family: "workload-hardening",
  severity: "error",
  tier: "recommended",
  title: "Mounts of the container appear on its node",
  why: "With Bidirectional, what the container mounts is mounted on the node and in all pods that share the volume. It can hide the node's own files, and mounts that are left behind keep volumes from being freed. The API allows it for privileged containers only.",
  ignoreWhen: "A CSI driver or another storage agent that mounts volumes for pods.",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation"],
  peers: ["monokle:KBP115"],
  fix: "suggestion",
  needs: ["Bidirectional"],
  container(container, { report }) {
    for (const mount of container.at("volumeMounts").items()) {
      const field = mount.at("mountPropagation");
      if (field.value !== "Bidirectional") continue;
      report(field, `Mounts that container "${container.name}" makes here also appear on its node.`, {
        fixes: [narrowing(container.pod, "Receive mounts from the node only", set(field, "HostToContainer"))],
      });
    }
  },
});
