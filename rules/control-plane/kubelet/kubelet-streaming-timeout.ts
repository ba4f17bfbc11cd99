// CIS Kubernetes Benchmark 4.2.5; KubeletConfiguration streamingConnectionIdleTimeout (default 4h).
import { defineRule, parseDuration } from "../../../server/api.ts";

import { offer } from "../_flag.ts";
import { onKubelet } from "../_kubelet.ts";

export default defineRule({
  id: "kubelet-streaming-timeout",
  family: "control-plane",
  severity: "info",
  tier: "recommended",
  title: "Idle exec and port-forward sessions never end",
  why: "With 0 a forgotten exec session stays open for as long as the pod lives. It holds memory, and whoever finds the terminal has a shell.",
  ignoreWhen: "Never; set a long timeout where sessions must be long.",
  standards: ["cis:4.2.5"],
  references: ["https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"],
  peers: ["checkov:CKV_K8S_143", "trivy:KCV-0085", "kubescape:C-0176", "kics:kubelet_streaming_connection_timeout_disabled"],
  fix: "suggestion",
  ...onKubelet(["streamingConnectionIdleTimeout"], "streaming-connection-idle-timeout", (setting, { report }) => {
    if (setting.value === undefined || parseDuration(setting.value) !== 0) return;
    report(
      setting.place,
      `${setting.label} never closes idle exec sessions: ${setting.name} is 0.`,
      offer("Use the default of four hours", setting.set("4h0m0s")),
    );
  }),
});
