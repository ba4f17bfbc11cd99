// CIS Kubernetes Benchmark 4.2.7; kubelet, --hostname-override.
import { defineRule } from "../../../server/api.ts";
import { forbidFlag } from "../_forbid-flag.ts";

export default defineRule({
  id: "kubelet-hostname-override",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "Kubelet overrides its host name",
  why: "The node's certificate and the audit log then carry a name that the host does not have. Certificate requests are harder to check, and a log line harder to trace to a machine.",
  ignoreWhen: "The cloud provider needs a certain node name.",
  how: "Remove the flag and give the host the name that the node shall have.",
  standards: ["cis:4.2.7"],
  references: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/"],
  peers: ["checkov:CKV_K8S_146", "trivy:KCV-0086", "kubescape:C-0179", "kics:hostname_override_is_set"],
  ...forbidFlag("kubelet", "hostname-override", {
    says: "overrides its host name (--hostname-override)",
    unfixed: true,
  }),
});
