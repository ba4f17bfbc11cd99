// CIS Kubernetes Benchmark 5.3.2: all namespaces have network policies.
import { canBeMissing, defineRule, hasForeignPolicy, policiesInNamespace, strings } from "../../server/api.ts";
import { BUILT_IN } from "./_default-deny.ts";

export default defineRule({
  id: "namespace-without-network-policy",
  family: "network",
  severity: "warning",
  tier: "strict",
  title: "Namespace has no network policy",
  why: "Without a policy every pod of the cluster reaches every pod of the namespace, and these reach everything. One pod that is taken over can look for the rest.",
  ignoreWhen: "The policies are made by another repository, or by a policy engine for every new namespace.",
  how: "Deny everything by a policy with an empty podSelector and both policyTypes, and allow what each workload needs.",
  standards: ["cis:5.3.2"],
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies"],
  peers: ["kubescape:C-0054", "kubescape:C-0049", "kubescape:C-0206"],
  yieldsTo: ["missing-default-deny"],
  options: { except: strings(BUILT_IN, "Namespaces that need none.") },
  workspace(object, index, { options, references, report }) {
    if (object.kind !== "Namespace" || object.group !== "" || options.except.includes(object.name) || object.name === "") return;
    if (policiesInNamespace(index, object).length > 0 || hasForeignPolicy(index, object, object.name)) return;
    if (!canBeMissing(index, object, references)) return;
    report(object.site, `Namespace "${object.name}" has no network policy.`);
  },
});
