// core/v1 PodSpec validation: volumeMounts and volumeDevices name a volume of the pod.
import { append, defineRule, type Field, isMisspelt, nearest, set, suggestion } from "../../server/api.ts";

const LISTS = ["volumeMounts", "volumeDevices"];

export default defineRule({
  id: "undefined-volume-mount",
  family: "storage",
  severity: "error",
  tier: "recommended",
  title: "Mounted volume is not declared",
  why: "The API server refuses the object, whether it is a Pod or a workload with such a pod template. The rollout does not begin, and the version before it stays in place.",
  ignoreWhen: "An admission webhook adds the volume.",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  peers: ["monokle:LNK001"],
  fix: "suggestion",
  needs: LISTS,
  pod(pod, { report }) {
    const volumes = pod.at("volumes");
    const claims = pod.resource.at("spec", "volumeClaimTemplates");
    // What is not a list, or stands under another name, is said where it stands.
    if (volumes.open || claims.open || (volumes.exists && !volumes.isSequence) || (volumes.absent && isMisspelt(volumes))) return;
    const names: Field[] = [];
    for (const volume of volumes.items()) names.push(volume.at("name"));
    for (const claim of claims.items()) names.push(claim.at("metadata", "name"));
    if (names.some((name) => name.state === "unknown" || (name.absent && isMisspelt(name)))) return;
    const known: string[] = [];
    for (const { string } of names) if (string !== undefined) known.push(string);
    for (const container of pod.containers) {
      if (container.at("name").absent) continue; // part of a pod: an assertion, a patch
      for (const list of LISTS)
        for (const mount of container.at(list).items()) {
          const name = mount.at("name");
          if (name.string === undefined || known.includes(name.string)) continue;
          const meant = nearest(name.string, known);
          report(name, `Container "${container.name}" mounts volume "${name.string}", which the pod does not have.`, {
            fixes: [
              ...(meant ? [suggestion(`Mount "${meant}"`, set(name, meant))] : []),
              ...(list === "volumeMounts" && !meant
                ? [suggestion("Add an empty volume of that name", append(volumes, { name: name.string, emptyDir: {} }))]
                : []),
            ],
          });
        }
    }
  },
});
