// storage.k8s.io/v1: a StorageClass has no namespace; PersistentVolumeClaimSpec.storageClassName "" asks for no class.
import { defineRule } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "missing-storage-class",
  family: "references",
  severity: "info",
  tier: "all",
  title: "StorageClass does not exist",
  why: "A claim whose class is missing is never bound, and its pods stay Pending. Classes usually come with the cluster, so this rule is for repositories that hold all of theirs.",
  ignoreWhen:
    "The class comes with the cluster: name it under `externalRefs` in plimsoll.yaml. Where no other class is defined beside the claim, the rule is silent anyway.",
  how: "Correct the name, or add the StorageClass.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/storage/storage-classes/"],
  peers: ["monokle:LNK001"],
  workspace(object, index, context) {
    const named = object.references.filter(({ kind }) => kind === "StorageClass");
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});
