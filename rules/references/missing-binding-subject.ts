// rbac.authorization.k8s.io/v1 Subject: a ServiceAccount of a namespace that is written beside it.
import { defineRule } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "missing-binding-subject",
  family: "references",
  severity: "info",
  tier: "recommended",
  title: "Bound ServiceAccount does not exist",
  why: "A right that is granted to an account which is not there waits for whoever creates one of that name. Mostly the account was renamed, and its workload lacks the right.",
  ignoreWhen:
    "The account is made by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. Where no other account of the namespace is in sight, the rule is silent anyway.",
  how: "Correct the name, or delete the subject.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects"],
  peers: ["monokle:LNK001"],
  workspace(object, index, context) {
    const named = object.references.filter(({ field }) => field === "subjects.*");
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});
