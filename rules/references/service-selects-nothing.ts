// core/v1 ServiceSpec.selector: the endpoints are the ready pods of the namespace that have all these labels.
import { defineRule, type IndexedObject, type ObjectIndex, sameNamespace, strings } from "../../server/api.ts";

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
    if (!selects || selects.uncertain) return;
    const wanted = Object.fromEntries(Object.entries(selects.labels).filter(([label]) => !options.ignoredLabels.includes(label)));
    if (Object.keys(wanted).length === 0 || index.workloadsWith(wanted, service.namespace).length > 0) return;
    const near = nearest(index, service, wanted);
    if (near)
      report(selects.site, `Service "${service.name}" selects no pod: ${differences(near, wanted)}.`, {
        related: [{ message: `The nearest workload, ${near.kind} "${near.name}".`, object: near, at: near.site }],
      });
  },
});

const JOBS: ReadonlySet<string> = new Set(["Job", "CronJob"]);

/**
 * The workload beside the service, in its namespace, that has most of the labels. None where custom resources are deployed beside it: an
 * operator may make the pods from them (those of a Rollout may get other labels while it goes on). The pods of Jobs serve nobody.
 */
function nearest(
  index: ObjectIndex,
  service: IndexedObject,
  wanted: Readonly<Record<string, string>>,
): IndexedObject | undefined {
  if (index.customBeside(service).length > 0) return undefined;
  const labels = Object.entries(wanted);
  let best: IndexedObject | undefined;
  let most = 0;
  for (const object of index.workloadsBeside(service)) {
    if (!object.pods || JOBS.has(object.kind) || !sameNamespace(object.namespace, service.namespace)) continue;
    const own = object.pods.labels;
    const shared = labels.filter(([label, value]) => own[label] === value).length;
    const score = shared + (labels.some(([label]) => label in own) ? 0.5 : 0);
    if (score > most) {
      best = object;
      most = score;
    }
  }
  return best;
}

function differences(workload: IndexedObject, wanted: Readonly<Record<string, string>>): string {
  const labels = workload.pods?.labels ?? {};
  const parts = Object.entries(wanted)
    .filter(([label, value]) => labels[label] !== value)
    .map(
      ([label, value]) =>
        `it asks for "${label}: ${value}", ${podsOf(workload)} ${label in labels ? `"${labels[label]}"` : "no such label"}`,
    );
  return parts.join("; ");
}

function podsOf({ kind, name }: IndexedObject): string {
  return kind === "Pod" ? `Pod "${name}" has` : `the pods of ${kind} "${name}" have`;
}
