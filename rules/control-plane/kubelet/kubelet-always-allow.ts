// CIS Kubernetes Benchmark 4.2.2; KubeletConfiguration authorization.mode (default Webhook; of the flag, AlwaysAllow).
import { defineRule } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onKubelet } from "../_kubelet.ts";

export default defineRule({
  id: "kubelet-always-allow",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Kubelet allows every authenticated request",
  why: "Any credential that the kubelet recognises, a pod's token included, can then run commands in every pod of the node and read its logs.",
  ignoreWhen: "Never.",
  standards: ["cis:4.2.2"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
  peers: ["checkov:CKV_K8S_139", "trivy:KCV-0080", "kubescape:C-0173", "kics:authorization_mode_set_to_always_allow"],
  fix: "suggestion",
  ...onKubelet(["authorization", "mode"], "authorization-mode", (setting, { report }) => {
    if (setting.value !== "AlwaysAllow" && !setting.bare) return;
    const reason = setting.bare ? "--authorization-mode is not set" : `${setting.name} is AlwaysAllow`;
    report(
      setting.place,
      `${setting.label} allows every authenticated request: ${reason}.`,
      offer("Ask the API server", setting.set("Webhook")),
    );
  }),
});
