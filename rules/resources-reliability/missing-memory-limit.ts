// core/v1 ResourceRequirements.limits; a container over its limit is killed, one without a limit takes the node's memory.
import { defineRule, string, suggestion } from "../../server/api.ts";
import {
  amountOptions,
  checkRange,
  doubled,
  guessing,
  isAsked,
  isDefaulted,
  isSet,
  podLevel,
  reportMissing,
} from "./_resource.ts";

const LIMIT = "128Mi";

export default defineRule({
  id: "missing-memory-limit",
  family: "resources-reliability",
  severity: "warning",
  tier: "recommended",
  title: "Container has no memory limit",
  why: "A leak in this container takes the memory of the node, and the kernel then kills whatever it finds, often somebody else's pod. With a limit only the container that leaks is restarted.",
  ignoreWhen: "A LimitRange of the namespace sets a default limit, or the node runs nothing else.",
  options: {
    ...amountOptions("limit", { smallest: "64Mi", largest: "8Gi" }),
    defaultMemoryLimit: string(LIMIT, "Limit that the fix sets where there is no request, of which it takes twice as much"),
  },
  standards: ["nsa"],
  references: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
  peers: [
    "kube-linter:unset-memory-requirements",
    "checkov:CKV_K8S_13",
    "trivy:KSV-0018",
    "kubescape:C-0271",
    "kubescape:C-0004",
    "kubescape:C-0009",
    "kubescape:C-0303",
    "polaris:memoryLimitsMissing",
    "kube-score:container-resources",
    "monokle:KBP005",
    "monokle:KSV018",
    "kics:memory_limits_not_defined",
    "kubesec:LimitsMemory",
  ],
  fix: "suggestion",
  container(container, { options, kubernetes, report }) {
    if (!isAsked(container, options)) return;
    const limit = container.at("resources", "limits", "memory");
    if (isSet(limit)) checkRange(limit, "memory limit", options, report);
    else if (limit.state !== "unknown" && !podLevel(container.pod, "limits", "memory", kubernetes)) {
      const request = container.at("resources", "requests", "memory");
      const known = isSet(request) ? doubled(request) : undefined;
      const { defaultMemoryLimit } = options;
      const fix = known === undefined ? guessing(defaultMemoryLimit, LIMIT) : suggestion;
      reportMissing(container, "limits", "memory", known ?? defaultMemoryLimit, report, fix);
    }
  },
  answered: (object, index, options) => isDefaulted(object, index, "limits.memory", options),
});
