// Well-known labels, https://kubernetes.io/docs/reference/labels-annotations-taints/
import { defineRule, type Field, type Fix, rename, safe, set, suggestion } from "../../server/api.ts";

const BETA: Readonly<Record<string, string>> = {
  "beta.kubernetes.io/os": "kubernetes.io/os",
  "beta.kubernetes.io/arch": "kubernetes.io/arch",
  "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
  "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
};
const MASTER = "node-role.kubernetes.io/master";
const CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

export default defineRule({
  id: "deprecated-node-label",
  family: "api-deprecation",
  severity: "info",
  tier: "recommended",
  title: "Node label is deprecated",
  why: "The label is on its way out: kubeadm has not set node-role.kubernetes.io/master since 1.24, and the beta labels go when the kubelet stops setting them. A pod that selects by a label that no node has stays Pending, and a spread constraint over it spreads nothing.",
  ignoreWhen:
    "The cluster sets the old label itself. What names the new label too, such as a second node selector term or a toleration of both taints, is not reported.",
  references: ["https://kubernetes.io/docs/reference/labels-annotations-taints/"],
  fix: "safe",
  tag: "deprecated",
  needs: ["beta", "master"],
  pod(pod, { report }) {
    for (const [label, field] of pod.at("nodeSelector").entries())
      check(
        label,
        (to) => rename(field, to),
        (fixes, message) => report(field.key, message, { fixes }),
      );
    const keys = labelKeys(pod.at("affinity"), pod.at("topologySpreadConstraints"));
    const named = new Set(keys.map(({ string }) => string));
    const isNewNamed = (to: string | undefined) => to !== undefined && named.has(to);
    for (const key of keys.filter((one) => !isNewNamed(successor(one.string ?? ""))))
      check(
        key.string ?? "",
        (to) => set(key, to),
        (fixes, message) => report(key, message, { fixes }),
      );
    const tolerations = pod.at("tolerations").items();
    if (tolerations.some((toleration) => toleration.at("key").value === CONTROL_PLANE)) return;
    for (const toleration of tolerations) {
      const key = toleration.at("key");
      if (key.value === MASTER)
        check(
          MASTER,
          (to) => set(key, to),
          (fixes, message) => report(key, message, { fixes }),
        );
    }
  },
});

function check(
  label: string,
  change: (to: string) => ReturnType<typeof set>,
  report: (fixes: readonly Fix[], message: string) => void,
): void {
  const to = successor(label);
  if (!to) return;
  const fix = label === MASTER ? suggestion(`Use ${to}`, change(to)) : safe(`Use ${to}`, change(to));
  report([fix], `${label} is deprecated: use ${shared(label, to)}.`);
}

function successor(label: string): string | undefined {
  return Object.hasOwn(BETA, label) ? BETA[label] : label === MASTER ? CONTROL_PLANE : undefined;
}

/** Every place where affinity and spread constraints name a node label. */
function labelKeys(affinity: Field, constraints: Field): readonly Field[] {
  const node = affinity.at("nodeAffinity");
  const terms = [
    ...node.at("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms").items(),
    ...node
      .at("preferredDuringSchedulingIgnoredDuringExecution")
      .items()
      .map((term) => term.at("preference")),
  ];
  const pods = ["podAffinity", "podAntiAffinity"].flatMap((kind) => [
    ...affinity.at(kind, "requiredDuringSchedulingIgnoredDuringExecution").items(),
    ...affinity
      .at(kind, "preferredDuringSchedulingIgnoredDuringExecution")
      .items()
      .map((term) => term.at("podAffinityTerm")),
  ]);
  return [
    ...terms.flatMap((term) =>
      term
        .at("matchExpressions")
        .items()
        .map((expression) => expression.at("key")),
    ),
    ...[...pods, ...constraints.items()].map((term) => term.at("topologyKey")),
  ];
}

/** The new label, by its name alone where the prefix stays as it is. */
function shared(label: string, to: string): string {
  const prefix = to.slice(0, to.indexOf("/") + 1);
  return label.startsWith(prefix) ? to.slice(prefix.length) : to;
}
