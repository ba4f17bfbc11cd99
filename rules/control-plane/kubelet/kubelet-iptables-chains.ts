// CIS Kubernetes Benchmark 4.2.6; KubeletConfiguration makeIPTablesUtilChains (default true).
import { defineRule, isFalse } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onKubelet } from "../_kubelet.ts";

export default defineRule({
  id: "kubelet-iptables-chains",
  family: "control-plane",
  severity: "info",
  tier: "recommended",
  title: "Kubelet does not manage its iptables chains",
  why: "Rules that keep node-local services from being reached from outside are then nobody's job, and a hand-made set of rules drifts from what kube-proxy expects.",
  ignoreWhen: "Something else manages these rules, such as a CNI plug-in that replaces kube-proxy.",
  standards: ["cis:4.2.6"],
  references: ["https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"],
  peers: ["checkov:CKV_K8S_145", "trivy:KCV-0084", "kubescape:C-0178", "kics:kubelet_not_managing_ip_tables"],
  fix: "suggestion",
  ...onKubelet(["makeIPTablesUtilChains"], "make-iptables-util-chains", (setting, { report }) => {
    if (!isFalse(setting.value)) return;
    report(
      setting.place,
      `${setting.label} does not manage its iptables chains: ${setting.name} is false.`,
      offer("Let the kubelet manage them", setting.set(true)),
    );
  }),
});
