// core/v1 ResourceRequirements.limits; a container over its CPU limit is throttled.
import { defineRule, string } from "../../server/api.ts";
import { amountOptions, checkRange, guessing, isAsked, isDefaulted, isSet, podLevel, reportMissing } from "./_resource.ts";

const LIMIT = "500m";

export default defineRule({
  id: "missing-cpu-limit",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "Container has no CPU limit",
  why: "A busy loop in this container takes every idle core of the node. The others keep what they requested, so this costs money and noise rather than an outage.",
  ignoreWhen:
    "Often: with requests set, a limit usually just throttles a healthy container in its busy moments. It is right where tenants pay for what they use, or where latency must not depend on neighbours.",
  options: {
    ...amountOptions("limit", { smallest: "50m", largest: "4" }),
    defaultCpuLimit: string(LIMIT, "Limit that the fix sets"),
  },
  standards: ["nsa"],
  references: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
  peers: [
    "checkov:CKV_K8S_11",
    "trivy:KSV-0011",
    "kubescape:C-0270",
    "kubescape:C-0050",
    "kubescape:C-0009",
    "kubescape:C-0303",
    "polaris:cpuLimitsMissing",
    "kube-score:container-resources",
    "monokle:KBP003",
    "monokle:KSV011",
    "kics:cpu_limits_not_set",
    "kubesec:LimitsCPU",
    "kube-linter:unset-cpu-requirements",
  ],
  fix: "suggestion",
  container(container, { options, kubernetes, report }) {
    if (!isAsked(container, options)) return;
    const limit = container.at("resources", "limits", "cpu");
    if (isSet(limit)) checkRange(limit, "CPU limit", options, report);
    else if (limit.state !== "unknown" && !podLevel(container.pod, "limits", "cpu", kubernetes))
      reportMissing(container, "limits", "cpu", options.defaultCpuLimit, report, guessing(options.defaultCpuLimit, LIMIT));
  },
  answered: (object, index, options) => isDefaulted(object, index, "limits.cpu", options),
});
