// Limit ranges, docs/concepts/policy/limit-range.
import { defineRule, isMissingIn, strings } from "../../server/api.ts";
import { BUILT_IN } from "./_pod-security-label.ts";

export default defineRule({
  id: "missing-limit-range",
  family: "namespace",
  severity: "info",
  tier: "strict",
  title: "Namespace has no LimitRange",
  why: "Containers that say nothing about CPU and memory get no request and no limit: they are scheduled anywhere, may use a whole node, and with a quota they are refused.",
  ignoreWhen: "Every workload sets its requests and limits, or the LimitRange is made by another repository.",
  how: "Add a LimitRange with an item of type Container that has default and defaultRequest.",
  standards: ["nsa"],
  references: ["https://kubernetes.io/docs/concepts/policy/limit-range/"],
  peers: ["kics:pod_or_container_without_limit_range"],
  options: { except: strings([...BUILT_IN, "default"], "Namespaces that need none.") },
  workspace(object, index, { options, references, report }) {
    if (object.kind !== "Namespace" || object.group !== "" || object.name === "" || options.except.includes(object.name)) return;
    if (isMissingIn(index, object, "LimitRange", references))
      report(object.site, `Namespace "${object.name}" has no LimitRange: nothing gives containers defaults.`);
  },
});
