// networking.k8s.io/v1 NetworkPolicyPeer: a podSelector alone selects pods of the policy's namespace; namespaces have the label kubernetes.io/metadata.name.
import { defineRule, type IndexedObject, type LabelSelector, type ObjectIndex, type WorkspaceContext } from "../../server/api.ts";
import { differences, isMeant, nearestWorkload, workloadElsewhere, workloadsFor } from "./_nearest-workload.ts";
import { fromTheStart } from "./_pod-labels.ts";

export default defineRule({
  id: "network-policy-peer-selects-nothing",
  family: "references",
  severity: "info",
  tier: "recommended",
  title: "Peer of a NetworkPolicy selects no pod",
  why: "A peer that selects nothing allows nothing: the connection that the rule was written for is refused. The usual causes are a label that was renamed on one side only, and a peer in another namespace, for which a namespaceSelector is needed beside the podSelector.",
  ignoreWhen:
    "The pods are made by an operator or live in another repository. Where no workload of the namespace shares a label with the peer, the rule is silent anyway.",
  how: "Correct the labels; add a namespaceSelector where the pods are in another namespace.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors"],
  peers: ["kube-linter:dangling-networkpolicypeer-podselector"],
  workspace(policy, index, context) {
    if (policy.kind !== "NetworkPolicy" || !policy.builtIn) return;
    for (const selector of policy.selectors)
      if (selector.isPeer && !selector.uncertain) reportPeer(policy, selector, index, context);
  },
});

function reportPeer(policy: IndexedObject, selector: LabelSelector, index: ObjectIndex, { report }: WorkspaceContext): void {
  if (selector.matchExpressions.length > 0) return;
  const wanted = fromTheStart(selector.matchLabels);
  if (Object.keys(wanted).length === 0 || workloadsFor(index, policy, wanted).length > 0) return;
  const elsewhere = workloadElsewhere(index, policy, wanted);
  const near = elsewhere ?? nearestWorkload(index, policy, wanted);
  if (!near || !(elsewhere || isMeant(near, wanted))) return;
  const why = elsewhere ? `${near.kind} "${near.name}" is in namespace "${near.namespace}"` : differences(near, wanted);
  report(selector.site, `This peer selects no pod: ${why}.`, {
    related: [{ message: `The nearest workload, ${near.kind} "${near.name}".`, object: near, at: near.site }],
  });
}
