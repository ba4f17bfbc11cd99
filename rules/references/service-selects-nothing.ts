// core/v1 ServiceSpec.selector: the endpoints are the ready pods of the namespace that have all these labels.
import { defineRule, strings } from "../../server/api.ts";
import { differences, nearestWorkload } from "./_nearest-workload.ts";

export default defineRule({
  id: "service-selects-nothing",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "Service selects no pod",
  why: "A Service without endpoints refuses every connection. The usual cause is a label that was renamed on one side only, and nothing fails until somebody calls.",
  ignoreWhen:
    "The pods are made by an operator or live in another repository. Where no workload of the namespace is in sight but Jobs, or custom resources lie beside the Service, the rule is silent anyway.",
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
    const { selects } = service;
    if (service.kind !== "Service" || !selects || selects.uncertain) return;
    const wanted = Object.fromEntries(Object.entries(selects.labels).filter(([label]) => !options.ignoredLabels.includes(label)));
    if (Object.keys(wanted).length === 0 || index.workloadsWith(wanted, service.namespace).length > 0) return;
    const near = nearestWorkload(index, service, wanted);
    if (near)
      report(selects.site, `Service "${service.name}" selects no pod: ${differences(near, wanted)}.`, {
        related: [{ message: `The nearest workload, ${near.kind} "${near.name}".`, object: near, at: near.site }],
      });
  },
});
