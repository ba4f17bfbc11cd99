// core/v1 PodSpec.serviceAccountName: an account of the pod's namespace; the admission plug-in ServiceAccount refuses a pod without it.
import { defineRule } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "missing-service-account",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "ServiceAccount does not exist",
  why: "The API server refuses a pod whose account is not there. A Deployment is accepted all the same, and its ReplicaSet then makes no pod: the rollout stalls, with the reason only in an event.",
  ignoreWhen:
    "The account is made by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. Where no other account of the namespace is in sight, the rule is silent anyway.",
  how: "Correct the name, or add the ServiceAccount.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"],
  peers: ["kube-linter:non-existent-service-account", "kubescape:C-0307", "monokle:LNK001"],
  workspace(object, index, context) {
    const named = object.references.filter(({ kind, field }) => kind === "ServiceAccount" && field === "serviceAccountName");
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});
