// MITRE ATT&CK T1070; events are the trace that operators look at first.
import { defineRule } from "../../server/api.ts";
import { onGrant } from "./_grant.ts";

export default defineRule({
  id: "log-tampering-role",
  family: "rbac",
  severity: "warning",
  tier: "strict",
  title: "Role lets its holders delete events",
  why: "Events tell who created, moved and killed what. An intruder who may delete them erases the trail.",
  ignoreWhen: "The holder tidies up events as its work.",
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: ["trivy:KSV-0042", "kubescape:C-0031"],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [
      { groups: ["", "events.k8s.io"], resources: ["events"], verbs: ["delete", "deletecollection"] },
      { groups: [""], resources: ["pods/log"], verbs: ["delete", "deletecollection"] },
    ],
    fix: "verb",
  }),
});
