// Pod Security admission: warn and audit look at pods and at what makes them (k8s.io/pod-security-admission, admission/admission.go).
import { defineRule, podSecurityOf } from "../../server/api.ts";
import { denialOf, makesPods } from "./_admission.ts";

export default defineRule({
  id: "psa-would-warn",
  family: "pod-security",
  severity: "info",
  tier: "strict",
  title: "The namespace warns about the pod",
  why: "The namespace lets the pod in and warns whoever applies it, or writes it to the audit log. Such labels usually announce what will be enforced next: then the pod is refused.",
  ignoreWhen: "The namespace is meant to warn for good.",
  how: "Mend what the message lists.",
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-admission/"],
  workspace(object, index, { kubernetes, report }) {
    const [pod] = object.pods;
    if (!pod || pod.failures.length === 0 || !makesPods(object)) return;
    const found = podSecurityOf(index, object);
    if (!found || denialOf(object, found.namespace, found.policy, "enforce", kubernetes)) return;
    const denial =
      denialOf(object, found.namespace, found.policy, "warn", kubernetes) ??
      denialOf(object, found.namespace, found.policy, "audit", kubernetes);
    if (!denial) return;
    const { mode, reasons, related } = denial;
    const does = mode === "warn" ? "warns about" : "audits";
    report(
      pod.site,
      `Namespace "${object.namespace}" ${does} ${object.kind} "${object.name}": ${reasons}.`,
      related ? { related } : {},
    );
  },
});
