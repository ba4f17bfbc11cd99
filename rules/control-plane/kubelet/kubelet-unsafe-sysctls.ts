// KubeletConfiguration allowedUnsafeSysctls; docs/tasks/administer-cluster/sysctl-cluster.
import { defineRule } from "../../../server/api.ts";
import { onKubelet } from "../_kubelet.ts";

const BROAD: ReadonlySet<string> = new Set(["*", "kernel.*", "net.*", "fs.*", "vm.*"]);

export default defineRule({
  id: "kubelet-unsafe-sysctls",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Kubelet lets pods change unsafe kernel settings",
  why: "Unsafe sysctls are those that may reach beyond the pod: one pod can then starve or crash the others on the node. A pattern such as kernel.* lets it change nearly everything.",
  ignoreWhen: "A node pool of its own, with a taint, runs the one workload that needs these sysctls.",
  how: "List the very sysctls, and only on the nodes that need them.",
  references: ["https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/"],
  peers: ["kics:cluster_allows_unsafe_sysctls"],
  ...onKubelet(["allowedUnsafeSysctls"], "allowed-unsafe-sysctls", (setting, { report }) => {
    const patterns = setting.field
      ? setting.field.items().map((item) => ({ text: item.string, place: item }))
      : (setting.value ?? "").split(",").map((text) => ({ text: text.trim(), place: setting.place }));
    for (const { text, place } of patterns) {
      if (text === undefined || text === "") continue;
      const broad = BROAD.has(text);
      report(place, `${setting.label} lets pods set ${broad ? "nearly any" : "the unsafe"} sysctl "${text}".`, {
        severity: broad ? "error" : "warning",
      });
    }
  }),
});
