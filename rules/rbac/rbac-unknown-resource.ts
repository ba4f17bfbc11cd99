// kubernetes: the resources of its API groups (kubectl api-resources); RBAC compares them as they are written.
import { defineRule, policyRulesOf } from "../../server/api.ts";
import { isBootstrapped, ROLES, titleOf } from "./_role.ts";
import { groupsOf, problemOf } from "./_unknown-resource.ts";

export default defineRule({
  id: "rbac-unknown-resource",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role names a resource that its API group does not have",
  why: "RBAC compares resources literally: plural, lower case, in the right API group. A Pod, a deployment or deployments in the core group grant nothing, and the holder is refused although the role looks right.",
  ignoreWhen: "The role still serves clusters that have the resource.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources"],
  fix: "suggestion",
  kinds: ROLES,
  resource(role, { kubernetes, report }) {
    if (isBootstrapped(role)) return;
    for (const rule of policyRulesOf(role)) {
      const groups = groupsOf(rule, kubernetes);
      for (const word of groups ? rule.resources : []) {
        const wrong = problemOf(role, rule, word, groups ?? [], kubernetes);
        if (wrong) report(word.at, `${titleOf(role)} ${wrong.problem}`, { fixes: wrong.fixes ?? [] });
      }
    }
  },
});
