// admissionregistration.k8s.io: a policy is enforced where a binding names it, and nowhere else.
import { defineRule, isOfOtherEnvironment } from "../../server/api.ts";

export default defineRule({
  id: "admission-policy-without-binding",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Admission policy that nothing binds",
  why: "A ValidatingAdmissionPolicy or MutatingAdmissionPolicy without a binding is never asked: what it forbids is let in, and the policy looks as if it were in force.",
  ignoreWhen: "The bindings are in another repository.",
  how: "Add a binding with `policyName` and `validationActions: [Deny]`.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/"],
  workspace(policy, index, { report }) {
    if (policy.group !== "admissionregistration.k8s.io" || !KINDS.has(policy.kind) || policy.name === "") return;
    if (!index.isWhole(policy) || policy.partial) return;
    const binding = `${policy.kind}Binding`;
    const bindings = index.referring(policy.kind, policy.name).filter(({ kind }) => kind === binding);
    if (bindings.some((one) => !isOfOtherEnvironment(index, policy, one))) return;
    // One whose policy cannot be known may bind this one.
    if (index.kindBeside(policy, binding).some(({ references }) => !references.some(({ field }) => field === "spec.policyName")))
      return;
    report(policy.site, `No binding names ${policy.kind} "${policy.name}": it is not enforced.`);
  },
});

const KINDS: ReadonlySet<string> = new Set(["ValidatingAdmissionPolicy", "MutatingAdmissionPolicy"]);
