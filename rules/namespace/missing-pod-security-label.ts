// Pod Security admission, docs/concepts/security/pod-security-admission; CIS Kubernetes Benchmark 5.2.
import { boolean, choice, defineRule, set, suggestion } from "../../server/api.ts";
import { BUILT_IN, PREFIX } from "./_pod-security-label.ts";

export default defineRule({
  id: "missing-pod-security-label",
  family: "namespace",
  severity: "warning",
  tier: "strict",
  title: "Namespace does not enforce a Pod Security level",
  why: "Without the label every pod is admitted, the privileged ones included, unless the API server has another default. Whoever may create a pod in this namespace then owns its nodes.",
  ignoreWhen:
    "Kyverno, Gatekeeper or a ValidatingAdmissionPolicy enforces the standards (`acceptExternalPolicy`), or the API server's own defaults do.",
  standards: [
    "cis:5.2.1",
    "cis:5.2.2",
    "cis:5.2.3",
    "cis:5.2.4",
    "cis:5.2.5",
    "cis:5.2.6",
    "cis:5.2.7",
    "cis:5.2.8",
    "cis:5.2.9",
    "cis:5.2.10",
    "cis:5.2.11",
    "cis:5.2.12",
    "cis:5.2.13",
  ],
  references: [
    "https://kubernetes.io/docs/concepts/security/pod-security-admission/",
    "https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/",
  ],
  peers: [
    "kubescape:C-0192",
    "kubescape:C-0193",
    "kubescape:C-0197",
    "kubescape:C-0198",
    "kubescape:C-0199",
    "kubescape:C-0200",
    "kubescape:C-0201",
    "kubescape:C-0202",
    "kubescape:C-0203",
    "kubescape:C-0204",
    "kubescape:C-0194",
    "kubescape:C-0195",
    "kubescape:C-0196",
  ],
  fix: "suggestion",
  options: {
    minLevel: choice(["baseline", "restricted"], "baseline", "The level that the fix enforces"),
    acceptExternalPolicy: boolean(false, "Something else enforces the standards: report nothing"),
  },
  kinds: ["Namespace"],
  resource(resource, { options, report }) {
    const labels = resource.at("metadata", "labels");
    const enforce = labels.at(`${PREFIX}enforce`);
    if (options.acceptExternalPolicy || !enforce.absent || BUILT_IN.includes(resource.name)) return;
    const stricter = ["warn", "audit"].map((mode) => labels.at(`${PREFIX}${mode}`)).filter((label) => label.absent);
    const place = labels.exists ? labels.key : resource.at("metadata", "name");
    report(place, `Namespace "${resource.name}" admits every pod: it has no label ${PREFIX}enforce.`, {
      fixes: [
        suggestion(`Enforce ${options.minLevel}`, set(enforce, options.minLevel)),
        suggestion(
          `Enforce ${options.minLevel}, warn of what is not restricted`,
          set(enforce, options.minLevel),
          ...stricter.map((label) => set(label, "restricted")),
        ),
      ],
    });
  },
});
