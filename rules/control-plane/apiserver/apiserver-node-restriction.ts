// CIS Kubernetes Benchmark 1.2.14; admission plug-in NodeRestriction (not on by default).
import { defineRule } from "../../../server/api.ts";
import { requirePlugin } from "../_admission-plugin.ts";

export default defineRule({
  id: "apiserver-node-restriction",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "A kubelet may change other nodes and their pods",
  why: "Without NodeRestriction a kubelet's credential can relabel any node and change any pod's status. Whoever breaks into one node can draw sensitive workloads to it and move on from there.",
  ignoreWhen: "The cluster has no kubelets of its own (a virtual or hosted control plane that only serves the API).",
  standards: ["cis:1.2.14"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction"],
  peers: ["checkov:CKV_K8S_85", "trivy:KCV-0016", "kubescape:C-0127", "kics:node_restriction_admission_control_plugin_not_set"],
  fix: "suggestion",
  ...requirePlugin("NodeRestriction", "lets kubelets change other nodes"),
});
