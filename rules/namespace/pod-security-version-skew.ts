// Pod Security admission: enforce-version; version skew, docs/concepts/security/pod-security-admission.
import { defineRule, set, suggestion } from "../../server/api.ts";
import { PREFIX, rankOf } from "./_pod-security-label.ts";

export default defineRule({
  id: "pod-security-version-skew",
  family: "namespace",
  severity: "info",
  tier: "strict",
  title: "Pod Security labels do not agree with the cluster or with each other",
  why: "With latest, or no version, an update of the cluster may refuse pods that it took before. A version that is far behind misses the newer checks. warn or audit below enforce report nothing that enforce does not already refuse.",
  ignoreWhen: "You want every new check as soon as the cluster has it: latest is right then.",
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-admission/"],
  fix: "suggestion",
  kinds: ["Namespace"],
  needs: ["enforce"],
  resource(resource, { kubernetes, report }) {
    const labels = resource.at("metadata", "labels");
    const enforce = labels.at(`${PREFIX}enforce`);
    const level = rankOf(enforce.value);
    if (level < 1) return; // privileged is the same in every version
    const version = labels.at(`${PREFIX}enforce-version`);
    const fixes = [suggestion(`Pin to v1.${kubernetes}`, set(version, `v1.${kubernetes}`))];
    if (version.absent || version.value === "latest")
      report(version.absent ? enforce : version, "enforce pins no version: a cluster upgrade may reject pods that run today.", {
        fixes,
      });
    const pinned = Number(/^v1\.(\d+)$/.exec(version.string ?? "")?.[1] ?? Number.NaN);
    if (pinned < kubernetes - 3)
      report(version, `The version pins the checks of Kubernetes 1.${pinned}: newer checks are skipped.`, { fixes });
    if (pinned > kubernetes)
      report(version, `The cluster is Kubernetes 1.${kubernetes} and does not know the checks of 1.${pinned}.`, { fixes });
    for (const mode of ["audit", "warn"]) {
      const other = labels.at(`${PREFIX}${mode}`);
      const rank = rankOf(other.value);
      if (rank >= 0 && rank < level)
        report(other, `${mode} is weaker than enforce: it adds nothing.`, {
          fixes: [suggestion(`Raise it to ${enforce.value}`, set(other, String(enforce.value)))],
        });
    }
  },
});
