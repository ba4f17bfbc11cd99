// networking.k8s.io/v1 NetworkPolicy: pods that no policy selects take and send everything.
import {
  boolean,
  canBeMissing,
  defineRule,
  hasForeignPolicy,
  hasPolicyBeside,
  type IndexedObject,
  type ObjectIndex,
  policiesFor,
  strings,
} from "../../server/api.ts";

/** Workloads that nobody connects to, mostly, and that are gone soon. */
const ENDING: ReadonlySet<string> = new Set(["Job", "CronJob"]);

export default defineRule({
  id: "missing-network-policy",
  family: "network",
  severity: "warning",
  tier: "recommended",
  title: "No network policy selects the workload",
  why: "Pods that no policy selects may be reached from every pod of the cluster, and may reach everything themselves. Where the namespace has policies for others, it is usually a workload that was forgotten, or a label that changed.",
  ignoreWhen: "A policy that is not in these files selects it: one of the namespace's own, or of the whole cluster.",
  how: "Deny everything in the namespace by a policy with an empty podSelector, and allow what each workload needs.",
  standards: ["cis:5.3.2", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies"],
  peers: [
    "kube-linter:non-isolated-pod",
    "checkov:CKV2_K8S_6",
    "kubescape:C-0260",
    "kubescape:C-0030",
    "kubescape:C-0206",
    "polaris:missingNetworkPolicy",
    "kube-score:pod-networkpolicy",
    "kics:pod_misconfigured_network_policy",
  ],
  presetOptions: { strict: { always: true }, cis: { always: true }, nsa: { always: true } },
  options: {
    always: boolean(false, "Also where nothing else in the namespace has a policy."),
    directions: strings(
      ["Ingress", "Egress"],
      "The directions in which the pods should be isolated; one of them missing is information.",
    ),
  },
  workspace(object, index, { options, references, report }) {
    const [pod] = object.pods;
    if (!pod || pod.hostNetwork || pod.uncertain || object.kind === "PodTemplate") return;
    if (!options.always && ENDING.has(object.kind)) return;
    const policies = policiesFor(index, object);
    if (policies.some(({ uncertain, pods }) => uncertain || pods.uncertain)) return;
    const isolated = { Ingress: policies.some(({ ingress }) => ingress), Egress: policies.some(({ egress }) => egress) };
    const missing = (["Ingress", "Egress"] as const).filter((one) => options.directions.includes(one) && !isolated[one]);
    if (missing.length === 0 || (policies.length > 0 && !options.always) || !concerns(object, index, options.always)) return;
    if (!canBeMissing(index, object, references)) return;
    const [first] = policies;
    if (!first) report(object.site, `No NetworkPolicy selects ${podsOf(object)}.`);
    else
      report(
        object.site,
        `No policy limits ${missing[0] === "Egress" ? "what" : "who"} ${missing[0] === "Egress" ? `${podsOf(object)} may reach` : `may reach ${podsOf(object)}`}.`,
        {
          severity: "info",
          related: [{ message: `NetworkPolicy "${first.name}" selects them.`, object: first.at, at: first.at.site }],
        },
      );
  },
});

/** A template may leave the name open. */
function podsOf({ kind, name }: IndexedObject): string {
  if (kind === "Pod") return name ? `Pod "${name}"` : "this Pod";
  return name ? `the pods of ${kind} "${name}"` : `the pods of this ${kind}`;
}

/** Whether a policy is expected here: everywhere, or where others of the namespace have one. */
function concerns(object: IndexedObject, index: ObjectIndex, always: boolean): boolean {
  if (hasForeignPolicy(index, object, object.namespace)) return false;
  return always || hasPolicyBeside(index, object);
}
