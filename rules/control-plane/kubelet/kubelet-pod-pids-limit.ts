// CIS Kubernetes Benchmark 4.2.13; KubeletConfiguration podPidsLimit (default -1).
import { defineRule } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onKubelet } from "../_kubelet.ts";

export default defineRule({
  id: "kubelet-pod-pids-limit",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "Pods may start any number of processes",
  why: "One pod that forks without end uses up the process table of the node, and then the kubelet and everyone else's pods fail with it.",
  ignoreWhen: "The container runtime or systemd sets the limit.",
  standards: ["cis:4.2.13"],
  references: ["https://kubernetes.io/docs/concepts/policy/pid-limiting/"],
  peers: ["kubescape:C-0284"],
  fix: "suggestion",
  ...onKubelet(["podPidsLimit"], "pod-max-pids", (setting, { report }) => {
    if (setting.value !== undefined && setting.value !== "-1") return;
    report(
      setting.place,
      `${setting.label} does not limit the processes of a pod: ${setting.name} is ${setting.value ?? "not set"}.`,
      offer("Limit a pod to 4096 processes", setting.set(4096)),
    );
  }),
});
