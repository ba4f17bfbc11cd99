// Deprecated API migration guide, https://kubernetes.io/docs/reference/using-api/deprecation-guide/
import { API_VERSION_WORDS, asksTheCluster, defineRule, fateOf } from "../../server/api.ts";
import { migrations } from "./_migrate.ts";

export default defineRule({
  id: "deprecated-api-version",
  family: "api-deprecation",
  severity: "warning",
  tier: "recommended",
  title: "API version is deprecated",
  why: "The API server still takes it, with a warning that nobody reads in a pipeline, and stops taking it in a later version. Then the cluster update breaks the deployment.",
  ignoreWhen: "The manifest must also work on a cluster that does not serve the replacement yet.",
  how: "Move to the version that the message names; the migration guide says which fields change.",
  references: ["https://kubernetes.io/docs/reference/using-api/deprecation-guide/"],
  peers: ["trivy:KSV-0107", "kube-score:stable-version", "monokle:K8S002"],
  fix: "safe",
  yieldsTo: ["pod-security-policy-removed"],
  tag: "deprecated",
  needs: API_VERSION_WORDS,
  resource(resource, { kubernetes, report }) {
    const fate = fateOf(resource.apiVersion, resource.kind);
    if (fate?.deprecated === undefined || fate.deprecated > kubernetes || asksTheCluster(resource)) return;
    if (fate.removed !== undefined && fate.removed <= kubernetes) return;
    const end = fate.removed === undefined ? "" : ` and removed in 1.${fate.removed}`;
    const ready = (fate.replacementSince ?? 0) <= kubernetes;
    const advice = !fate.replacement
      ? ", without a replacement"
      : ready
        ? `: use ${kindIn(fate.replacement, fate.kind)}`
        : `: ${fate.replacement} is there from 1.${fate.replacementSince}`;
    // An old kind that Kubernetes keeps for good (Endpoints) is worth a hint, not an alarm.
    const mild = !ready || (fate.removed === undefined && fate.migration !== "mechanical");
    report(resource.at("apiVersion"), `${fate.kind} in ${fate.apiVersion} is deprecated${end}${advice}.`, {
      fixes: migrations(resource, fate, kubernetes),
      ...(mild ? { severity: "info" as const } : {}),
    });
  },
});

/** Endpoints are the one kind that has another name in its new group. */
function kindIn(apiVersion: string, kind: string): string {
  return kind === "Endpoints" ? `EndpointSlice of ${apiVersion}` : apiVersion;
}
