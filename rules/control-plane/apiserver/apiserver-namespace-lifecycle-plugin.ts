// CIS Kubernetes Benchmark 1.2.13; admission plug-in NamespaceLifecycle.
import { defineRule } from "../../../server/api.ts";
import { keepPlugin } from "../_admission-plugin.ts";

export default defineRule({
  id: "apiserver-namespace-lifecycle-plugin",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Admission plug-in NamespaceLifecycle is disabled",
  why: "Objects can then be created in a namespace that is being deleted or does not exist, and kube-system and default can be deleted. Namespaces hang in Terminating, and what was thought to be gone lives on.",
  ignoreWhen: "Never in a cluster that runs pods.",
  standards: ["cis:1.2.13"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#namespacelifecycle"],
  peers: [
    "checkov:CKV_K8S_83",
    "trivy:KCV-0015",
    "kubescape:C-0126",
    "kics:namespace_lifecycle_admission_control_plugin_disabled",
  ],
  fix: "suggestion",
  ...keepPlugin("NamespaceLifecycle", "accepts objects for missing namespaces"),
});
