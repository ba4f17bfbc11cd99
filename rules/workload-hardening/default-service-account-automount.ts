// CIS Kubernetes Benchmark 5.1.5; core/v1 ServiceAccount.automountServiceAccountToken.
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "default-service-account-automount",
  family: "workload-hardening",
  severity: "warning",
  tier: "strict",
  title: "Default service account hands out its token",
  why: "Every pod of the namespace that names no account gets a token of this one mounted, needed or not.",
  ignoreWhen: "All pods of the namespace name an account of their own, or refuse the token.",
  standards: ["cis:5.1.5"],
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting",
  ],
  peers: ["checkov:CKV_K8S_41", "kubescape:C-0189", "kubescape:C-0225"],
  fix: "suggestion",
  kinds: ["ServiceAccount"],
  needs: ["default"],
  resource(account, { report }) {
    const automount = account.at("automountServiceAccountToken");
    if (account.name !== "default" || automount.value === false || automount.state === "unknown") return;
    report(account.at("metadata", "name"), "The default service account mounts its token in every pod by default.", {
      fixes: [suggestion("Do not mount its token", set(automount, false))],
    });
  },
});
