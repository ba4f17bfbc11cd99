// CIS Kubernetes Benchmark 4.2.4; KubeletConfiguration readOnlyPort (default 0; of the flag, 10255).
import { defineRule } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onKubelet } from "../_kubelet.ts";

export default defineRule({
  id: "kubelet-read-only-port",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Kubelet has a port without authentication",
  why: "The read-only port tells everyone on the network which pods run on the node, with their environment variables where people put secrets.",
  ignoreWhen: "Never; scrape metrics from port 10250 with a token.",
  standards: ["cis:4.2.4"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
  peers: ["checkov:CKV_K8S_141", "trivy:KCV-0082", "kubescape:C-0175", "kics:kubelet_read_only_port_is_not_set_to_zero"],
  fix: "suggestion",
  ...onKubelet(["readOnlyPort"], "read-only-port", (setting, { report }) => {
    if (!setting.bare && (setting.value === undefined || Number(setting.value) === 0)) return;
    const reason = setting.bare ? "--read-only-port is not set" : `${setting.name} is ${setting.value}`;
    report(
      setting.place,
      `${setting.label} answers without authentication: ${reason}.`,
      offer("Close the read-only port", setting.set(0)),
    );
  }),
});
