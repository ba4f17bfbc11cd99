// networking.k8s.io/v1 NetworkPolicy: an empty podSelector selects every pod of the namespace, those that come later too.
import {
  canBeMissing,
  defineRule,
  hasForeignPolicy,
  hasWorkloads,
  listed,
  policiesInNamespace,
  strings,
} from "../../server/api.ts";
import { BUILT_IN, deniesByDefault } from "./_default-deny.ts";

export default defineRule({
  id: "missing-default-deny",
  family: "network",
  severity: "warning",
  tier: "strict",
  title: "Namespace is not closed by default",
  why: "A policy for some pods leaves all others open, and every pod that is added later. Only a policy for all pods of the namespace that allows nothing makes a forgotten one harmless.",
  ignoreWhen: "A policy of the whole cluster does it, in another repository.",
  how: "Add a NetworkPolicy `default-deny-all` with an empty podSelector, policyTypes Ingress and Egress, and no rules.",
  standards: ["cis:5.3.2", "nsa"],
  references: [
    "https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic",
  ],
  peers: ["kubescape:C-0030"],
  options: {
    directions: strings(["Ingress", "Egress"], "The directions that have to be closed."),
    except: strings(BUILT_IN, "Namespaces that need none."),
  },
  workspace(object, index, { options, references, report }) {
    if (object.kind !== "Namespace" || object.group !== "" || options.except.includes(object.name) || object.name === "") return;
    const policies = policiesInNamespace(index, object);
    if (policies.length === 0 && !hasWorkloads(index, object)) return;
    if (policies.some(({ uncertain }) => uncertain) || hasForeignPolicy(index, object, object.name)) return;
    const open = (["Ingress", "Egress"] as const).filter(
      (one) =>
        options.directions.includes(one) &&
        !policies.some((policy) => deniesByDefault(policy, one === "Ingress" ? "ingress" : "egress")),
    );
    if (open.length === 0 || !canBeMissing(index, object, references)) return;
    const directions = listed(open.map((one) => one.toLowerCase()));
    report(object.site, `Namespace "${object.name}" has no policy that denies ${directions} to all pods by default.`);
  },
});
