// CIS Kubernetes Benchmark 1.2.12; admission plug-in ServiceAccount.
import { defineRule } from "../../../server/api.ts";
import { keepPlugin } from "../_admission-plugin.ts";

export default defineRule({
  id: "apiserver-service-account-plugin",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Admission plug-in ServiceAccount is disabled",
  why: "The plug-in gives pods their service account, refuses one that does not exist and enforces which secrets it may mount. Without it pods start with no identity, and clients inside them fail or fall back to shared credentials.",
  ignoreWhen: "A bare API server that runs no pods.",
  standards: ["cis:1.2.12"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#serviceaccount"],
  peers: ["checkov:CKV_K8S_82", "trivy:KCV-0014", "kubescape:C-0125", "kics:service_account_admission_control_plugin_disabled"],
  fix: "suggestion",
  ...keepPlugin("ServiceAccount", "does not check service accounts"),
});
