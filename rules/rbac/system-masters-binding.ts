// CIS Kubernetes Benchmark 5.1.7; kubernetes: the group is hard-coded past every authorizer.
import { defineRule } from "../../server/api.ts";
import { titleOf } from "./_role.ts";
import { onSubject, withoutSubject } from "./_subject.ts";

export default defineRule({
  id: "system-masters-binding",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Binding for system:masters",
  why: "Members of system:masters pass every check already, whatever RBAC says, and nothing short of a new certificate authority takes that away. A binding for the group says that somebody is meant to be in it.",
  ignoreWhen: "Never.",
  how: "Bind a group of your own, and keep certificates for system:masters locked away for emergencies.",
  standards: ["cis:5.1.7"],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: ["trivy:KSV-0123", "kubescape:C-0246"],
  fix: "suggestion",
  needs: ["masters"],
  ...onSubject(
    ["Group"],
    (name) => name === "system:masters",
    ({ binding, subject, report }) => {
      report(subject.name, `${titleOf(binding)} binds system:masters, which needs no binding.`, {
        fixes: withoutSubject(subject),
      });
    },
  ),
});
