// core/v1 PersistentVolumeClaimVolumeSource.claimName: a claim of the pod's namespace.
import { defineRule } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "missing-persistent-volume-claim",
  family: "references",
  severity: "info",
  tier: "recommended",
  title: "PersistentVolumeClaim does not exist",
  why: "A pod whose claim is missing is not scheduled: it stays Pending until somebody makes the claim. The usual cause is a rename on one side only.",
  ignoreWhen:
    "The claim is made by hand or by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. Where no other claim of the namespace is in sight, the rule is silent anyway.",
  how: "Correct the name, or add the claim.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes"],
  peers: ["monokle:LNK001"],
  workspace(object, index, context) {
    const named = object.references.filter(({ kind, field }) => kind === "PersistentVolumeClaim" && field.startsWith("volumes"));
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});
