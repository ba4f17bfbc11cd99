// kyverno.io/v1 Spec: failurePolicy, webhookConfiguration, admission; policies.kyverno.io: failurePolicy, evaluation.admission.
import { defineRule, set, suggestion } from "../../server/api.ts";
import { CEL_POLICIES, mayReject, RULE_POLICIES } from "./_kyverno.ts";

export default defineRule({
  id: "kyverno-policy-fails-open",
  family: "policy-mesh",
  severity: "info",
  tier: "strict",
  title: "Kyverno policy fails open",
  why: "With `Ignore` the API server admits everything while Kyverno is down or slow, and an attacker can make it so. A policy that takes no part in admission finds violations only after they run.",
  ignoreWhen:
    "The cluster must keep working without Kyverno, and background scans find what got in. Policies that only change or generate objects are not reported.",
  references: ["https://kyverno.io/docs/policy-types/cluster-policy/policy-settings/"],
  fix: "suggestion",
  kinds: [...RULE_POLICIES, ...CEL_POLICIES],
  resource(policy, { report }) {
    if (!mayReject(policy)) return;
    const spec = policy.at("spec");
    for (const failure of [spec.at("failurePolicy"), spec.at("webhookConfiguration", "failurePolicy")])
      if (failure.value === "Ignore")
        report(failure, `Policy "${policy.name}" fails open while Kyverno is down.`, {
          fixes: [suggestion("Reject while Kyverno does not answer", set(failure, "Fail"))],
        });
    for (const admission of [spec.at("admission"), spec.at("evaluation", "admission", "enabled")])
      if (admission.value === false)
        report(admission, `Policy "${policy.name}" is not enforced at admission.`, {
          fixes: [suggestion("Apply it at admission", set(admission, true))],
        });
  },
});
