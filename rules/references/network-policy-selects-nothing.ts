// networking.k8s.io/v1 NetworkPolicySpec.podSelector: the pods of the namespace that the policy applies to; an empty one means all.
import { defineRule } from "../../server/api.ts";
import { reportDangling } from "./_nearest-workload.ts";

export default defineRule({
  id: "network-policy-selects-nothing",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "NetworkPolicy selects no pod",
  why: "A policy that selects nothing isolates nothing: the workload that it was written for stays open to the whole cluster, and nobody sees it. The usual cause is a label that was renamed on one side only.",
  ignoreWhen:
    "The pods are made by an operator or live in another repository. Where there are custom resources beside the policy, or no workload there shares a label with it, the rule is silent anyway.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
  peers: [
    "kube-linter:dangling-networkpolicy",
    "kubescape:C-0299",
    "kube-score:networkpolicy-targets-pod",
    "kics:network_policy_is_not_targeting_any_pod",
  ],
  workspace: (object, index, context) => reportDangling("NetworkPolicy", object, index, context),
});
