// admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBindingSpec.validationActions (KEP-3488); Deny and Warn exclude each other.
import { append, defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "admission-policy-not-enforced",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Admission policy does not deny what violates it",
  why: "Without `Deny` the API server admits every violation and at most warns or writes to the audit log. With `failurePolicy: Ignore` an expression that fails counts as passed, and with an exclusion by the object's own labels whoever creates the object decides whether the policy applies.",
  ignoreWhen: "The policy is being rolled out, or its labels can only be set by administrators.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/"],
  fix: "suggestion",
  kinds: ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
  resource(object, { report }) {
    const spec = object.at("spec");
    const actions = spec.at("validationActions");
    const items = actions.items();
    const known = !actions.open && items.length > 0 && items.every(({ string }) => string !== undefined);
    if (known && !items.some(({ value }) => value === "Deny")) {
      const warn = items.find(({ value }) => value === "Warn");
      report(actions, `Binding "${object.name}" does not deny what violates the policy.`, {
        fixes: [suggestion("Deny it", warn ? set(warn, "Deny") : append(actions, "Deny"))],
      });
    }
    const failure = spec.at("failurePolicy");
    if (failure.value === "Ignore")
      report(failure, `Where an expression of policy "${object.name}" fails, the object is admitted.`, {
        severity: "info",
        fixes: [suggestion("Reject the object then", set(failure, "Fail"))],
      });
    for (const match of [spec.at("matchConstraints"), spec.at("matchResources")])
      for (const requirement of match.at("objectSelector", "matchExpressions").items()) {
        const { value } = requirement.at("operator");
        if (value === "DoesNotExist" || value === "NotIn")
          report(
            requirement.at("key"),
            `The label ${requirement.at("key").string ?? ""} exempts any object from "${object.name}".`,
            { severity: "info" },
          );
      }
  },
});
