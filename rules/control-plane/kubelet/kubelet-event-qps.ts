// CIS Kubernetes Benchmark 4.2.8; KubeletConfiguration eventRecordQPS (default 50; 0 is no limit).
import { defineRule, integer } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onKubelet } from "../_kubelet.ts";

export default defineRule({
  id: "kubelet-event-qps",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "Kubelet drops events",
  why: "With a low rate the events that explain an incident, such as failed mounts and kills, are dropped just when many happen.",
  ignoreWhen: "A very large cluster whose API server cannot take more events.",
  standards: ["cis:4.2.8"],
  references: ["https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"],
  peers: ["checkov:CKV_K8S_147", "trivy:KCV-0087", "kubescape:C-0180", "kics:kubelet_event_qps_not_properly_set"],
  fix: "suggestion",
  options: { min: integer(5, "Lowest rate of events per second", { min: 1 }) },
  ...onKubelet<{ min: ReturnType<typeof integer> }>(["eventRecordQPS"], "event-qps", (setting, { options, report }) => {
    const rate = Number(setting.value ?? 0);
    if (!(rate > 0 && rate < options.min)) return;
    report(
      setting.place,
      `${setting.label} drops events above ${rate} a second: ${setting.name} is below ${options.min}.`,
      offer("Use the default", setting.remove()),
    );
  }),
});
