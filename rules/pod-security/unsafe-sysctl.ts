// Pod Security Standards, baseline control "Sysctls" (check_sysctls.go).
import { defineRule, remove, strings, suggestion, sysctlAllowedSince } from "../../server/api.ts";

export default defineRule({
  id: "unsafe-sysctl",
  family: "pod-security",
  severity: "error",
  tier: "recommended",
  title: "Pod sets an unsafe sysctl",
  why: "A sysctl outside the safe list may reach beyond the pod or let one pod starve the node of memory. The kubelet refuses the pod (SysctlForbidden) unless its node allows that sysctl.",
  ignoreWhen:
    "The nodes for this workload allow the sysctl (kubelet allowedUnsafeSysctls). List it in the option allowed as well.",
  standards: ["pss:baseline"],
  references: ["https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/"],
  peers: ["kube-linter:unsafe-sysctls", "trivy:KSV-0026", "monokle:PSS111", "kics:cluster_allows_unsafe_sysctls"],
  fix: "suggestion",
  options: { allowed: strings([], "Further sysctls that pods may set: names, or prefixes that end in `*`.") },
  needs: ["sysctls"],
  pod(pod, { kubernetes, options, report }) {
    for (const sysctl of pod.at("securityContext", "sysctls").items()) {
      const name = sysctl.at("name").string;
      if (name === undefined || options.allowed.some((pattern) => matches(pattern, name))) continue;
      const since = sysctlAllowedSince(name);
      if (since !== undefined && since <= kubernetes) continue;
      report(sysctl.at("name"), `The sysctl ${name} is unsafe${adviceFor(name, since)}.`, {
        fixes: [suggestion(`Do not set ${name}`, remove(sysctl))],
      });
    }
  },
});

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function adviceFor(name: string, since: number | undefined): string {
  if (since !== undefined) return ` before Kubernetes 1.${since}`;
  const dotted = name.replaceAll("/", ".");
  if (dotted !== name && sysctlAllowedSince(dotted) !== undefined) return ` as written: use ${dotted}`;
  return ": nodes refuse the pod by default";
}
