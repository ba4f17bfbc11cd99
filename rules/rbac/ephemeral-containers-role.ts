// KEP-277: the ephemeralcontainers subresource of pods adds containers to a running pod.
import { defineRule } from "../../server/api.ts";
import { onGrant } from "./_grant.ts";

export default defineRule({
  id: "ephemeral-containers-role",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role lets its holders add debug containers to running pods",
  why: "An ephemeral container runs in the pod's network and, on request, in its process namespace: it is exec with an image of the attacker's choice, and admission policies that look at containers and initContainers often forget it.",
  ignoreWhen: "The role is for people who use kubectl debug, and is bound in the namespaces concerned only.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [{ groups: [""], resources: ["pods/ephemeralcontainers"], verbs: ["update", "patch"] }],
    fix: "resource",
  }),
});
