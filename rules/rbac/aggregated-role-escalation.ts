// kubernetes: bootstrappolicy/policy.go: what view, edit and admin are made of; aggregation by label.
import { defineRule, policyRulesOf } from "../../server/api.ts";
import { AGGREGATES, excess } from "./_excess.ts";
import { isBootstrapped, titleOf } from "./_role.ts";

export default defineRule({
  id: "aggregated-role-escalation",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Aggregated role adds dangerous rights",
  why: "The label adds the rules to a role that is bound all over the cluster: everybody with view, edit or admin gets them at once, and no binding shows it.",
  ignoreWhen: "Never for view; for edit and admin if the holders of these roles are trusted with the right everywhere.",
  how: "Leave the rule out of the aggregated role and grant it in a role of its own.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles"],
  peers: ["kube-linter:access-to-secrets"],
  kinds: ["ClusterRole"],
  needs: ["aggregate"],
  resource(role, { report }) {
    if (isBootstrapped(role)) return;
    const labels = role.at("metadata", "labels");
    for (const target of AGGREGATES) {
      const label = labels.at(`rbac.authorization.k8s.io/aggregate-to-${target}`);
      if (label.string !== "true") continue;
      const word = policyRulesOf(role)
        .map((rule) => excess(rule, target))
        .find((found) => found !== undefined);
      if (!word) continue;
      report(label.pair, `${titleOf(role)} adds "${word.text}" on ${word.on} to the role ${target}.`, {
        related: [{ message: "The right that goes too far.", at: word.at }],
      });
      return; // edit has what view has, and admin what edit has
    }
  },
});
