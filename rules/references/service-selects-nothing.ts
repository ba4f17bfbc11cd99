// core/v1 ServiceSpec.selector: the endpoints are the ready pods of the namespace that have all these labels.
import { defineRule, deployedTogether, type IndexedObject, type Labels, podSelectorOf, strings } from "../../server/api.ts";
import { differences, isMeant, nearestWorkload, workloadElsewhere, workloadsFor } from "./_nearest-workload.ts";
import { fromTheStart } from "./_pod-labels.ts";

export default defineRule({
  id: "service-selects-nothing",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "Service selects no pod",
  why: "A Service without endpoints refuses every connection. The usual cause is a label that was renamed on one side only, and nothing fails until somebody calls.",
  ignoreWhen:
    "The pods are made by an operator or live in another repository. Where no workload of the namespace is in sight but Jobs, or where there are custom resources beside the Service, the rule is silent anyway.",
  options: { ignoredLabels: strings([], "Selector labels that something else sets when the pods are deployed") },
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/"],
  peers: [
    "kube-linter:dangling-service",
    "kubescape:C-0293",
    "kube-score:service-targets-pod",
    "kics:service_does_not_target_pod",
    "monokle:LNK001",
  ],
  workspace(service, index, { options, report }) {
    if (service.kind !== "Service" || !service.builtIn) return;
    const selector = podSelectorOf(service);
    if (!selector || selector.uncertain) return;
    const start = Object.entries(fromTheStart(selector.matchLabels));
    const wanted = Object.fromEntries(start.filter(([label]) => !options.ignoredLabels.includes(label)));
    if (Object.keys(wanted).length === 0 || workloadsFor(index, service, wanted).length > 0) return;
    const elsewhere = workloadElsewhere(index, service, wanted);
    const near = elsewhere ?? nearestWorkload(index, service, wanted);
    if (!near || !(elsewhere || isLikely(near, service, wanted))) return;
    const why = elsewhere ? `${near.kind} "${near.name}" is in namespace "${near.namespace}"` : differences(near, wanted);
    report(selector.site, `Service "${service.name}" selects no pod: ${why}.`, {
      related: [{ message: `The nearest workload, ${near.kind} "${near.name}".`, object: near, at: near.site }],
    });
  },
});

/**
 * Whether the pods of the workload are those that the Service is for. In another file of the folder they have one of its labels, or one that is
 * mistyped: else the Service may be for pods that stand elsewhere.
 */
function isLikely(near: IndexedObject, service: IndexedObject, wanted: Labels): boolean {
  const own = near.pods[0]?.labels ?? {};
  return (
    deployedTogether(near, service) ||
    isMeant(near, wanted) ||
    Object.entries(wanted).some(([label, value]) => own[label] === value)
  );
}
