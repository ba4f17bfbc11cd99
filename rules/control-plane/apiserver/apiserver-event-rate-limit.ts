// CIS Kubernetes Benchmark 1.2.9; admission plug-in EventRateLimit.
import { defineRule } from "../../../server/api.ts";
import { requirePlugin } from "../_admission-plugin.ts";

export default defineRule({
  id: "apiserver-event-rate-limit",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "API server does not limit events",
  why: "A broken or hostile client can write events until etcd is full and the API server is busy with nothing else. The plug-in sets a limit per server, namespace, user or source.",
  ignoreWhen: "API priority and fairness and the size of etcd are watched closely enough.",
  standards: ["cis:1.2.9"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit"],
  peers: ["checkov:CKV_K8S_78", "trivy:KCV-0010", "kubescape:C-0121", "kics:event_rate_limit_admission_control_plugin_not_set"],
  fix: "suggestion",
  ...requirePlugin("EventRateLimit", "does not limit events"),
});
