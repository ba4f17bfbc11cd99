// apps/v1 StatefulSetSpec.volumeClaimTemplates; core/v1 PersistentVolumeClaimSpec.
import { defineRule, strings } from "../../server/api.ts";

export default defineRule({
  id: "statefulset-volume-claim",
  family: "resources-reliability",
  severity: "info",
  tier: "all",
  title: "Volume claim template of a StatefulSet is incomplete or unusual",
  why: "Without a storage request the claims are refused and the pods stay Pending. A volume that several nodes may write, shared by replicas which each expect their own, loses data.",
  ignoreWhen: "The replicas are meant to share a volume.",
  how: "Request storage, with an access mode of one writer.",
  options: {
    accessModes: strings(["ReadWriteOnce", "ReadWriteOncePod"], "Access modes of which one must be there"),
    requiredAnnotations: strings([], "Annotations that every template must have"),
  },
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates"],
  peers: [
    "kics:statefulset_requests_storage",
    "kics:incorrect_volume_claim_access_mode_read_write_once",
    "kubesec:VolumeClaimRequestsStorage",
    "kubesec:VolumeClaimAccessModeReadWriteOnce",
  ],
  kinds: ["StatefulSet"],
  needs: ["volumeClaimTemplates"],
  resource(resource, { options, report }) {
    for (const template of resource.at("spec", "volumeClaimTemplates").items()) {
      const spec = template.at("spec");
      const storage = spec.at("resources", "requests", "storage");
      const modes = spec.at("accessModes");
      if (storage.absent) report(storage, "This claim requests no storage.", { severity: "error" });
      if (
        !modes.open &&
        !modes.items().some((mode) => mode.value === undefined || options.accessModes.includes(String(mode.value)))
      )
        report(modes, `This claim uses none of the access modes ${options.accessModes.join(", ")}.`);
      for (const annotation of options.requiredAnnotations) {
        const field = template.at("metadata", "annotations", annotation);
        if (field.absent) report(field, `This claim has no annotation ${annotation}.`);
      }
    }
  },
});
