// networking.k8s.io/v1 NetworkPolicySpec.policyTypes: rules of a direction that it does not list are not looked at.
import { append, defineRule, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "network-policy-ignored-rules",
  family: "network",
  severity: "error",
  tier: "recommended",
  title: "Rules of a network policy are ignored",
  why: "`policyTypes` does not list the direction, so the rules written for it count for nothing: the traffic they were meant to limit is not limited at all.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource"],
  fix: "suggestion",
  kinds: ["NetworkPolicy"],
  needs: ["policyTypes"],
  resource(policy, { report }) {
    const types = policy.at("spec", "policyTypes");
    if (types.open || types.items().length === 0) return;
    for (const [list, type] of [
      ["ingress", "Ingress"],
      ["egress", "Egress"],
    ] as const) {
      const rules = policy.at("spec", list);
      if (rules.items().length === 0 || types.items().some((item) => item.value === type || item.state === "unknown")) continue;
      report(rules.key, `policyTypes does not list ${type}, so these rules are ignored.`, {
        related: [{ message: "The types of the policy.", at: types.key }],
        fixes: [suggestion(`Add ${type} to policyTypes`, append(types, type))],
      });
    }
  },
});
