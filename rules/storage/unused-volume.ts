// core/v1 PodSpec.volumes: the kubelet sets up every volume, mounted or not.
import { defineRule, type Field, remove, suggestion } from "../../server/api.ts";

/** Volumes that GKE's Cloud Storage FUSE sidecar mounts, which is injected. */
const INJECTED = "gke-gcsfuse-";

const CONTAINERS = ["initContainers", "containers", "ephemeralContainers"];
const MOUNTS = ["volumeMounts", "volumeDevices"];

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
    if (CONTAINERS.some((list) => mayHoldMore(pod.at(list)))) return;
    const used: string[] = [];
    for (const container of containers) {
      if (container.field.open) return;
      for (const list of MOUNTS) {
        const mounts = container.at(list);
        if (mayHoldMore(mounts)) return;
        for (const mount of mounts.items()) {
          const name = mount.at("name");
          if (name.state === "unknown") return;
          if (name.string !== undefined) used.push(name.string);
        }
      }
    }
    for (const volume of pod.at("volumes").items()) {
      const name = volume.at("name");
      if (name.string !== undefined && !used.includes(name.string) && !name.string.startsWith(INJECTED))
        report(name, `No container mounts volume "${name.string}".`, {
          fixes: [suggestion("Remove the volume", remove(volume))],
        });
    }
  },
});

function mayHoldMore(list: Field): boolean {
  return list.open || list.state === "unknown";
}
