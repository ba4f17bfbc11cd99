// CIS Kubernetes Benchmark 1.2.10; admission plug-in AlwaysAdmit.
import { defineRule } from "../../../server/api.ts";
import { forbidPlugin } from "../_admission-plugin.ts";

export default defineRule({
  id: "apiserver-always-admit",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Admission plug-in AlwaysAdmit is enabled",
  why: "AlwaysAdmit accepts every object, where a reader may believe that a check takes place. It is deprecated.",
  ignoreWhen: "Never.",
  standards: ["cis:1.2.10"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwaysadmit"],
  peers: ["checkov:CKV_K8S_79", "trivy:KCV-0011", "kubescape:C-0122", "kics:always_admit_admission_control_plugin_set"],
  fix: "suggestion",
  ...forbidPlugin("AlwaysAdmit", "admits every object"),
});
