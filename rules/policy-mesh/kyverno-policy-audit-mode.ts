// Kyverno, "Validate rules: failure action" and policies.kyverno.io validationActions (empty means Deny).
import { append, type Context, defineRule, type Field, type Resource, safe, set, strings, suggestion } from "../../server/api.ts";
import { CEL_POLICIES, checksOf, RULE_POLICIES, rulesOf } from "./_kyverno.ts";

export default defineRule({
  id: "kyverno-policy-audit-mode",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Kyverno policy only audits violations",
  why: "In audit mode the policy only writes reports: what it is meant to keep out of the cluster is admitted. Audit is also the default, so a policy that names no action looks strict and stops nothing.",
  ignoreWhen:
    "The policy is being rolled out, or is meant to report only: name it in the option. A policy that says Audit itself is reported as information, one that leaves it to the default as a warning. Silent where an override enforces it in some namespaces.",
  references: ["https://kyverno.io/docs/policy-types/cluster-policy/validate/"],
  fix: "safe",
  kinds: [...RULE_POLICIES, ...CEL_POLICIES],
  options: { allowAudit: strings([], "Names of policies that may report only") },
  resource(policy, { options, report }) {
    if (options.allowAudit.includes(policy.name)) return;
    if (policy.group === "policies.kyverno.io") celPolicy(policy, report);
    else rulePolicy(policy, report);
  },
});

function celPolicy(policy: Resource, report: Context["report"]): void {
  const actions = policy.at("spec", "validationActions");
  const items = actions.items();
  if (actions.open || items.length === 0 || items.some(({ value }) => value === "Deny")) return;
  if (items.some(({ string }) => string === undefined)) return;
  // Deny and Warn exclude each other.
  const warn = items.find(({ value }) => value === "Warn");
  report(actions, `${policy.kind} "${policy.name}" does not deny what violates it.`, {
    severity: "info", // it is written out, so it was decided
    fixes: [suggestion("Deny it", warn ? set(warn, "Deny") : append(actions, "Deny"))],
  });
}

function rulePolicy(policy: Resource, report: Context["report"]): void {
  const common = policy.at("spec", "validationFailureAction");
  const shared = policy.at("spec", "validationFailureActionOverrides");
  const left: Field[] = []; // to the common action
  for (const rule of rulesOf(policy))
    for (const check of checksOf(rule)) {
      const own = check.at("failureAction");
      const overrides = [check.at("failureActionOverrides"), shared];
      if (!own.absent) judge(own, `Rule "${rule.at("name").string ?? ""}"`, overrides, report);
      else if (!enforcesSomewhere(overrides)) left.push(check);
      reportOverrides(check.at("failureActionOverrides"), report);
    }
  reportOverrides(shared, report);
  const [first] = left;
  if (!first) return;
  if (!common.absent) judge(common, `Policy "${policy.name}"`, [], report);
  else
    report(first.key, `Policy "${policy.name}" sets no failure action: the default is Audit.`, {
      fixes: [suggestion("Enforce it", ...left.map((check) => set(check.at("failureAction"), "Enforce")))],
    });
}

function judge(action: Field, who: string, overrides: readonly Field[], report: Context["report"]): void {
  if (isAudit(action) && !enforcesSomewhere(overrides))
    report(action, `${who} only audits violations.`, {
      severity: "info", // it is written out, so it was decided
      fixes: [suggestion("Enforce it", set(action, "Enforce"))],
    });
  else if (action.value === "enforce")
    report(action, `${who} spells its action in lower case, which is deprecated.`, {
      severity: "info",
      fixes: [safe("Change it to Enforce", set(action, "Enforce"))],
    });
}

function reportOverrides(overrides: Field, report: Context["report"]): void {
  for (const override of overrides.items())
    for (const namespace of override.at("namespaces").items())
      if (isAudit(override.at("action")) && namespace.string?.includes("*"))
        report(namespace, `Violations are only audited in namespaces that match ${namespace.string}.`, { severity: "info" });
}

function isAudit(field: Field): boolean {
  return field.value === "Audit" || field.value === "audit";
}

function enforcesSomewhere(overrides: readonly Field[]): boolean {
  return overrides.some(
    (list) => list.open || list.items().some((override) => ["Enforce", "enforce"].includes(override.at("action").string ?? "")),
  );
}
