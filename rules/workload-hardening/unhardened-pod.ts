// Pod Security Standards, restricted level; NSA Kubernetes Hardening Guide, "Pod security".
import { type Container, defineRule, listed, narrowing, type Op, strings } from "../../server/api.ts";
import { HARDENINGS, hardenable } from "./_hardening.ts";

export default defineRule({
  id: "unhardened-pod",
  family: "workload-hardening",
  severity: "info",
  tier: "recommended",
  title: "Pod is not hardened",
  why: "Nobody has decided these settings, so the pod has the defaults, which are made for compatibility: the image's user, a writable file system, 14 capabilities, every system call, a token for the API. Each of them helps whoever breaks in.",
  ignoreWhen:
    "A setting does not fit the program: write its other value down (for example readOnlyRootFilesystem: false), which counts as decided, or take it out of the option settings.",
  standards: ["nsa"],
  references: [
    "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
    "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
  ],
  fix: "suggestion",
  options: {
    settings: strings(
      HARDENINGS.map(({ setting }) => setting),
      "The settings to ask for. One whose own rule is switched on is left to that rule.",
    ),
  },
  pod(pod, { enabled, kubernetes, options, report }) {
    const containers = hardenable(pod);
    if (containers.length === 0) return;
    const concerned = new Set<Container>();
    const ops: Op[] = [];
    const names: string[] = [];
    for (const hardening of HARDENINGS) {
      if (!options.settings.includes(hardening.setting) || enabled(hardening.rule)) continue;
      const lacking = containers.filter((one) => hardening.lacks(one, kubernetes));
      if (lacking.length === 0) continue;
      for (const one of lacking) concerned.add(one);
      names.push(hardening.setting);
      ops.push(...hardening.ops(pod, lacking));
    }
    if (ops.length === 0) return;
    const name = pod.resource.at("metadata", "name");
    report(name.exists ? name : pod.resource.root, `${pod.resource.kind} "${pod.resource.name}" does not set ${listed(names)}.`, {
      related: containers
        .filter((one) => concerned.has(one))
        .map((container) => ({ message: `Container "${container.name}".`, at: container.field })),
      fixes: [narrowing(pod, "Harden the whole pod", ...ops)],
    });
  },
});
