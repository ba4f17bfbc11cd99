// CIS Kubernetes Benchmark 1.4.1; kube-scheduler, --profiling and KubeSchedulerConfiguration.enableProfiling (default true).
import { defineRule, findFlag, isFalse, set, suggestion } from "../../../server/api.ts";

import { requireValue } from "../_require-flag.ts";

/** With a file the flag is ignored: the file decides. */
const flags = requireValue("kube-scheduler", "profiling", {
  says: "serves profiling data",
  accepts: isFalse,
  set: "false",
  unless: (component) => findFlag(component, "config") !== undefined,
});

export default defineRule({
  id: "scheduler-profiling",
  family: "control-plane",
  severity: "info",
  tier: "recommended",
  title: "Scheduler serves profiling data",
  why: "/debug/pprof shows memory and stacks of the running scheduler, and taking a profile costs CPU at the worst moment.",
  ignoreWhen: "You take profiles on purpose, or its port is bound to 127.0.0.1 on nodes that only administrators reach.",
  standards: ["cis:1.4.1"],
  references: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/"],
  peers: ["checkov:CKV_K8S_114", "trivy:KCV-0040", "kubescape:C-0151"],
  fix: "suggestion",
  options: flags.options,
  kinds: [...flags.kinds, "kubescheduler.config.k8s.io/KubeSchedulerConfiguration"],
  needs: [...flags.needs, "kubescheduler"],
  container: flags.container,
  resource(resource, ctx) {
    flags.resource(resource, ctx);
    if (resource.kind !== "KubeSchedulerConfiguration") return;
    const profiling = resource.at("enableProfiling");
    if (profiling.value === true || profiling.absent)
      ctx.report(profiling, `The scheduler serves profiling data: enableProfiling is ${profiling.absent ? "not set" : "true"}.`, {
        fixes: [suggestion("Set enableProfiling: false", set(profiling, false))],
      });
  },
});
