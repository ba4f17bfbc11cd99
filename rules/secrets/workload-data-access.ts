// Inventory: which workload reads which Secret, ConfigMap and PersistentVolumeClaim.
import { defineRule, type Field, type Pod, strings } from "../../server/api.ts";

const KINDS = ["secret", "configMap", "persistentVolumeClaim"];

export default defineRule({
  id: "workload-data-access",
  family: "secrets",
  severity: "info",
  tier: "all",
  title: "Workload reads a Secret, a ConfigMap or a volume claim",
  why: "An inventory for reviews: whoever takes over a container has everything that is given to its pod.",
  ignoreWhen: "The workload was reviewed.",
  how: "Nothing, if the workload needs it.",
  peers: ["kubescape:C-0255", "kubescape:C-0257", "kubescape:C-0258"],
  options: { kinds: strings(KINDS, "What to list: secret, configMap, persistentVolumeClaim") },
  needs: [...KINDS, "secretKeyRef", "secretRef", "configMapKeyRef", "configMapRef"],
  pod(pod, { options, report }) {
    for (const volume of pod.at("volumes").items()) {
      tell(volume);
      if (volume.at("projected").isMapping) for (const source of volume.at("projected", "sources").items()) tell(source);
    }
    function tell(source: Field): void {
      for (const kind of options.kinds) {
        const reference = KINDS.includes(kind) ? source.at(kind) : undefined;
        if (!reference?.isMapping) continue;
        const name = reference.at("name").string ?? reference.at("secretName").string ?? reference.at("claimName").string;
        report(reference.key, `${titleOf(pod)} ${kind} "${name ?? ""}".`);
      }
    }
  },
  container(container, { options, report }) {
    for (const kind of ["secret", "configMap"]) {
      if (!options.kinds.includes(kind)) continue;
      for (const item of container.at("env").items()) {
        const source = item.at("valueFrom");
        if (source.isMapping) tell(source.at(`${kind}KeyRef`), kind);
      }
      for (const item of container.at("envFrom").items()) tell(item.at(`${kind}Ref`), kind);
    }
    function tell(reference: Field, kind: string): void {
      if (reference.isMapping)
        report(reference.key, `Container "${container.name}" reads ${kind} "${reference.at("name").string ?? ""}".`);
    }
  },
});

function titleOf({ resource: { kind, name } }: Pod): string {
  return kind === "Pod" ? `Pod "${name}" mounts` : `The pods of ${kind} "${name}" mount`;
}
