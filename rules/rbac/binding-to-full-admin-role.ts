// kubernetes: pkg/registry/rbac/validation/rule.go (GetRoleReferenceRules), pkg/controller/clusterroleaggregation.
import { defineRule, grantsBy, grantsEverything } from "../../server/api.ts";
import { holdersOf, isShipped, wayTo, whoGets } from "./_chain.ts";

export default defineRule({
  id: "binding-to-full-admin-role",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Binding to a role that grants everything",
  why: "The role is cluster-admin under another name. Whoever steals one token of a subject, or breaks into one pod that runs as it, has the whole cluster, and a review that looks for cluster-admin does not see it.",
  ignoreWhen: "The subjects are the administrators themselves, or a GitOps controller that is trusted with the whole cluster.",
  how: "Bind a role that lists what the subject needs, in the namespaces where it needs it.",
  standards: ["cis:5.1.1"],
  references: [
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles",
  ],
  peers: [
    "polaris:clusterrolebindingClusterAdmin",
    "polaris:rolebindingClusterAdminRole",
    "polaris:rolebindingClusterAdminClusterRole",
  ],
  workspace(object, index, { report }) {
    if (object.subjects.length === 0 || isShipped(object)) return;
    const grant = grantsBy(index, object).find(({ permission }) => grantsEverything(permission));
    const role = object.references.find(({ field }) => field === "roleRef");
    if (!grant || !role || grant.roles[0]?.at === undefined) return; // a built-in one is cluster-admin-binding's
    const own = object.kind === "RoleBinding";
    report(role.site, `${object.kind} "${object.name}" gives ${whoGets(object)} every right${own ? " of its namespace" : ""}.`, {
      related: [...wayTo(grant, "every verb on every resource"), ...holdersOf(object)],
      ...(own ? { severity: "warning" } : {}),
    });
  },
});
