// Pod Security admission: enforce looks at pods alone (k8s.io/pod-security-admission, admission/admission.go); controllers get their pods refused later.
import { defineRule, podSecurityOf } from "../../server/api.ts";
import { denialOf, makesPods } from "./_admission.ts";

export default defineRule({
  id: "psa-would-reject",
  family: "pod-security",
  severity: "error",
  tier: "recommended",
  title: "The namespace refuses the pod",
  why: "The labels of the namespace enforce a Pod Security level that the pod does not meet. A Pod is refused at once; a Deployment or a Job is accepted and never gets a pod, and only the events of its ReplicaSet say so.",
  ignoreWhen:
    "The API server's configuration exempts the namespace or the runtime class, and is not among these files: a PodSecurityConfiguration that is counts, with its defaults.",
  how: "Mend what the message lists, or give the workload a namespace of its own with the level that it needs.",
  references: [
    "https://kubernetes.io/docs/concepts/security/pod-security-admission/",
    "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  ],
  standards: ["cis:5.2.1"],
  workspace(object, index, { kubernetes, report }) {
    const [pod] = object.pods;
    if (!pod || pod.failures.length === 0 || !makesPods(object)) return;
    const found = podSecurityOf(index, object);
    const denial = found && denialOf(object, found.namespace, found.policy, "enforce", kubernetes);
    if (!denial) return;
    const { reasons, related } = denial;
    const who = object.kind === "Pod" ? `Pod "${object.name}"` : `the pods of ${object.kind} "${object.name}"`;
    report(pod.site, `Namespace "${object.namespace}" refuses ${who}: ${reasons}.`, related ? { related } : {});
  },
});
