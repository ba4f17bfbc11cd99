// CIS AKS Benchmark 3.2.6; KubeletConfiguration protectKernelDefaults (default false).
import { defineRule, isFalse, isTrue } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onKubelet } from "../_kubelet.ts";

export default defineRule({
  id: "kubelet-protect-kernel-defaults",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "Kubelet overwrites kernel settings",
  why: "Without this the kubelet silently overwrites sysctls that somebody hardened. With it, it refuses to start and says which one differs.",
  ignoreWhen: "The kubelet is what sets up the node's kernel, as on a fresh image without hardening of its own.",
  references: ["https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"],
  peers: ["checkov:CKV_K8S_144", "trivy:KCV-0083", "kubescape:C-0177", "kics:kubelet_protect_kernel_defaults_set_to_false"],
  fix: "suggestion",
  ...onKubelet(["protectKernelDefaults"], "protect-kernel-defaults", (setting, { report }) => {
    if (isTrue(setting.value)) return;
    const off = isFalse(setting.value);
    report(setting.place, `${setting.label} overwrites kernel settings: ${setting.name} is ${off ? "false" : "not set"}.`, {
      ...offer("Refuse to start instead", setting.set(true)),
      severity: off ? "warning" : "info",
    });
  }),
});
