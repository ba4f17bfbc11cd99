// Pod Security Standards, docs/concepts/security/pod-security-standards; CIS Kubernetes Benchmark 5.2.
import { choice, defineRule, set, strings, suggestion } from "../../server/api.ts";
import { PREFIX, rankOf } from "./_pod-security-label.ts";

export default defineRule({
  id: "pod-security-level-too-low",
  family: "namespace",
  severity: "warning",
  tier: "strict",
  title: "Namespace enforces a low Pod Security level",
  why: "privileged forbids nothing: a pod there may take over its node. baseline still lets containers run as root with all default capabilities.",
  ignoreWhen: "A namespace of node agents (CNI, CSI) that only administrators may use: name it in `exemptNamespaces`.",
  standards: [
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
    "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    "https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/",
  ],
  peers: [
    "kubescape:C-0193",
    "kubescape:C-0194",
    "kubescape:C-0195",
    "kubescape:C-0196",
    "kubescape:C-0197",
    "kubescape:C-0198",
    "kubescape:C-0199",
    "kubescape:C-0200",
    "kubescape:C-0201",
    "kubescape:C-0202",
    "kubescape:C-0203",
    "kubescape:C-0204",
  ],
  fix: "suggestion",
  options: {
    minLevel: choice(["baseline", "restricted"], "restricted", "The lowest level that is not reported"),
    exemptNamespaces: strings([], "Namespaces that may enforce less"),
  },
  kinds: ["Namespace"],
  needs: ["enforce"],
  resource(resource, { options, report }) {
    const enforce = resource.at("metadata", "labels", `${PREFIX}enforce`);
    const rank = rankOf(enforce.value);
    if (rank < 0 || rank >= rankOf(options.minLevel) || options.exemptNamespaces.includes(resource.name)) return;
    const privileged = enforce.value === "privileged";
    report(
      enforce,
      `Namespace "${resource.name}" enforces ${enforce.value}: ${privileged ? "every pod is admitted" : "containers may still run as root"}.`,
      {
        severity: privileged ? "warning" : "info",
        fixes: [options.minLevel, ...(privileged && options.minLevel !== "baseline" ? ["baseline"] : [])].map((level) =>
          suggestion(`Enforce ${level}`, set(enforce, level)),
        ),
      },
    );
  },
});
