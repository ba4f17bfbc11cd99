// Gatekeeper, "Handling Constraint Violations": enforcementAction deny (default), dryrun, warn, scoped.
import { defineRule, set, suggestion } from "../../server/api.ts";

const EFFECT: ReadonlyMap<string, string> = new Map([
  ["dryrun", "are only audited"],
  ["warn", "are admitted with a warning"],
]);

export default defineRule({
  id: "gatekeeper-constraint-not-enforced",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Gatekeeper constraint lets violations through",
  why: "With `dryrun` or `warn` the constraint rejects nothing: what it forbids runs in the cluster, and the finding in the audit comes afterwards, if somebody looks.",
  ignoreWhen: "The constraint is being rolled out, or is advice.",
  references: ["https://open-policy-agent.github.io/gatekeeper/website/docs/violations/"],
  fix: "suggestion",
  needs: ["enforcementAction"],
  resource(constraint, { report }) {
    if (constraint.group !== "constraints.gatekeeper.sh") return;
    const action = constraint.at("spec", "enforcementAction");
    const effect = EFFECT.get(action.string ?? "");
    if (effect) {
      report(action, `Violations of ${constraint.kind} "${constraint.name}" ${effect}.`, {
        fixes: [suggestion("Deny it", set(action, "deny"))],
      });
      return;
    }
    const scoped = constraint.at("spec", "scopedEnforcementActions");
    const actions = scoped.items().map((one) => one.at("action"));
    if (action.value !== "scoped" || actions.length === 0 || scoped.open) return;
    if (actions.every(({ string }) => string !== undefined && EFFECT.has(string)))
      report(scoped, `${constraint.kind} "${constraint.name}" denies nothing at any enforcement point.`, {
        fixes: [suggestion("Deny it", ...actions.map((one) => set(one, "deny")))],
      });
  },
});
