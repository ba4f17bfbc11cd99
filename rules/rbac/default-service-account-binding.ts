// CIS Kubernetes Benchmark 5.1.5.
import { defineRule } from "../../server/api.ts";
import { titleOf } from "./_role.ts";
import { onSubject } from "./_subject.ts";

const DEFAULT = /^system:serviceaccount:[^:]+:default$/;

export default defineRule({
  id: "default-service-account-binding",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Binding for the default service account",
  why: "Every pod that names no service account runs as default, so every pod of the namespace gets the role, those that are added later too.",
  ignoreWhen: "It is a namespace or cluster for tests.",
  how: "Make a service account for the workload, name it in the pod and bind that.",
  standards: ["cis:5.1.5"],
  references: [
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/",
  ],
  peers: [
    "checkov:CKV_K8S_42",
    "kubescape:C-0189",
    "kubescape:C-0225",
    "kubescape:C-0239",
    "kics:role_binding_to_default_service_account",
  ],
  needs: ["default"],
  ...onSubject(
    ["ServiceAccount", "User"],
    (name, kind) => (kind === "ServiceAccount" ? name === "default" : DEFAULT.test(name)),
    ({ binding, role, subject, report }) => {
      report(subject.name, `${titleOf(binding)} gives ${role} to the default service account.`);
    },
  ),
});
