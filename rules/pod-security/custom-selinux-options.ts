// Pod Security Standards, baseline control "SELinux" (check_seLinuxOptions.go).
import { defineRule, isAllowedSeLinuxType, narrowing, remove, strings } from "../../server/api.ts";
import { securityContexts } from "./_security-context.ts";

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
  needs: ["seLinuxOptions"],
  pod(pod, { kubernetes, options, report }) {
    for (const { who, field: context } of securityContexts(pod)) {
      const selinux = context.at("seLinuxOptions");
      for (const key of ["type", "user", "role"] as const) {
        const field = selinux.at(key);
        const value = field.string;
        if (value === undefined || value === "") continue;
        if (key === "type" && (isAllowedSeLinuxType(value, kubernetes) || options.allowedTypes.includes(value))) continue;
        const off = key === "type" && value === "spc_t";
        report(field.pair, `${who} sets the SELinux ${key} ${value}.`, {
          fixes: [narrowing(pod, `Remove the SELinux ${key}`, remove(field))],
          ...(off ? { severity: "error" } : {}),
        });
      }
    }
  },
});
