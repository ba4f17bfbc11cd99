// Deprecated API migration guide, https://kubernetes.io/docs/reference/using-api/deprecation-guide/
import { API_VERSION_WORDS, asksTheCluster, defineRule, fateOf, isOffered } from "../../server/api.ts";
import { migrations } from "./_migrate.ts";

export default defineRule({
  id: "removed-api-version",
  family: "api-deprecation",
  severity: "error",
  tier: "recommended",
  title: "API version is no longer served",
  why: "The API server of the target version does not know this version of the kind: apply fails, and a Helm release that contains it can neither be upgraded nor rolled back after the cluster was updated.",
  ignoreWhen: "The manifest is for an older cluster: set `kubernetesVersion` to that version instead.",
  how: "Move to the version that the message names; the migration guide says which fields change.",
  references: ["https://kubernetes.io/docs/reference/using-api/deprecation-guide/"],
  peers: [
    "kube-linter:no-extensions-v1beta",
    "trivy:KSV-0107",
    "kube-score:stable-version",
    "monokle:K8S003",
    "kics:object_is_using_a_deprecated_api_version",
    "kics:api_version_is_deprecated",
  ],
  fix: "safe",
  yieldsTo: ["pod-security-policy-removed"],
  tag: "deprecated",
  needs: API_VERSION_WORDS,
  resource(resource, { kubernetes, report }) {
    const fate = fateOf(resource.apiVersion, resource.kind);
    if (fate?.removed === undefined || fate.removed > kubernetes || asksTheCluster(resource)) return;
    const advice = fate.replacement ? `use ${fate.replacement}` : "no replacement";
    report(resource.at("apiVersion"), `${fate.kind} in ${fate.apiVersion} was removed in 1.${fate.removed}: ${advice}.`, {
      ...(isOffered(resource) ? { severity: "warning" } : {}),
      fixes: migrations(resource, fate, kubernetes),
    });
  },
});
