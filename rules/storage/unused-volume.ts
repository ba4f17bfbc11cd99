// core/v1 PodSpec.volumes: the kubelet sets up every volume, mounted or not.
import { defineRule, remove, suggestion } from "../../server/api.ts";

/** Volumes that GKE's Cloud Storage FUSE sidecar mounts, which is injected. */
const INJECTED = "gke-gcsfuse-";

export default defineRule({
  id: "unused-volume",
  family: "storage",
  severity: "info",
  tier: "strict",
  title: "Volume is declared and not mounted",
  why: "The kubelet sets the volume up all the same: a missing ConfigMap or claim then keeps the pod from starting, for something that no container uses. Often a mount was meant and is missing.",
  ignoreWhen: "An admission webhook adds a container that mounts it.",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  fix: "suggestion",
  tag: "unnecessary",
  needs: ["volumes"],
  pod(pod, { report }) {
    const { containers } = pod;
    const lists = ["initContainers", "containers", "ephemeralContainers"].map((name) => pod.at(name));
    if (lists.some((list) => list.open || list.state === "unknown")) return;
    const mounts = containers.flatMap((container) => ["volumeMounts", "volumeDevices"].map((name) => container.at(name)));
    if (containers.some(({ field }) => field.open) || mounts.some((list) => list.open || list.state === "unknown")) return;
    const used = mounts.flatMap((list) => list.items().map((mount) => mount.at("name")));
    if (used.some((name) => name.state === "unknown")) return;
    const names = new Set(used.map((name) => name.string));
    for (const volume of pod.at("volumes").items()) {
      const name = volume.at("name");
      if (name.string !== undefined && !names.has(name.string) && !name.string.startsWith(INJECTED))
        report(name, `Volume "${name.string}" is mounted by no container.`, {
          fixes: [suggestion("Remove the volume", remove(volume))],
        });
    }
  },
});
