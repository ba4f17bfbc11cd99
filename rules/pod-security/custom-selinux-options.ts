// Pod Security Standards, baseline control "SELinux" (check_seLinuxOptions.go).
import { defineRule, isAllowedSeLinuxType, remove, strings, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "custom-selinux-options",
  family: "pod-security",
  severity: "warning",
  tier: "recommended",
  title: "SELinux user, role or type is changed",
  why: "On nodes with SELinux, the type container_t is what keeps a process that got out of its container away from the node's files. Another type, user or role may allow more; spc_t allows everything.",
  ignoreWhen: "A policy of your own for this workload, loaded on the nodes. Allow its type by the option allowedTypes.",
  standards: ["pss:baseline"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container"],
  peers: ["trivy:KSV-0025", "monokle:PSS108", "monokle:KSV025"],
  fix: "suggestion",
  options: { allowedTypes: strings([], "Further SELinux types that pods may use.") },
  pod(pod, { kubernetes, options, report }) {
    for (const holder of [pod.spec, ...pod.containers.map((container) => container.field)]) {
      const selinux = holder.at("securityContext", "seLinuxOptions");
      for (const key of ["type", "user", "role"] as const) {
        const field = selinux.at(key);
        const value = field.string;
        if (value === undefined || value === "") continue;
        if (key === "type" && (isAllowedSeLinuxType(value, kubernetes) || options.allowedTypes.includes(value))) continue;
        const off = key === "type" && value === "spc_t";
        const consequence = off ? "SELinux does not confine it at all" : "it may be confined less than a container is";
        report(field.pair, `${pod.resource.kind} "${pod.resource.name}" sets the SELinux ${key} ${value}: ${consequence}.`, {
          fixes: [suggestion(`Remove the SELinux ${key}`, remove(field))],
          ...(off ? { severity: "error" } : {}),
        });
      }
    }
  },
});
