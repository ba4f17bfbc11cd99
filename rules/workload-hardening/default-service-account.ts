// CIS Kubernetes Benchmark 5.1.5; core/v1 PodSpec.serviceAccountName, serviceAccount (its deprecated alias).
import { boolean, defineRule } from "../../server/api.ts";

export default defineRule({
  id: "default-service-account",
  family: "workload-hardening",
  severity: "info",
  tier: "strict",
  title: "Pod uses the default service account",
  why: "All pods of a namespace that name no account share this one: a right that is given to it for one of them is given to all, and the audit log cannot tell them apart.",
  ignoreWhen:
    "A pod that never talks to the Kubernetes API; say so with automountServiceAccountToken: false, and the rule is silent.",
  how: "Create a ServiceAccount for the workload and name it in serviceAccountName.",
  standards: ["cis:5.1.5"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"],
  peers: [
    "kube-linter:default-service-account",
    "kics:service_account_name_undefined_or_empty",
    "kics:default_service_account",
    "kubesec:ServiceAccountName",
  ],
  options: { strictName: boolean(false, "Report also pods whose token is not mounted.") },
  pod(pod, { options, report }) {
    const automount = pod.at("automountServiceAccountToken");
    if (!options.strictName && !automount.absent && automount.value !== true) return;
    const current = pod.at("serviceAccountName");
    const field = current.absent && pod.at("serviceAccount").exists ? pod.at("serviceAccount") : current;
    if (field.state === "unknown" || (field.value !== undefined && field.value !== "" && field.value !== "default")) return;
    report(field, `${pod.resource.kind} "${pod.resource.name}" shares the default service account of its namespace.`);
  },
});
