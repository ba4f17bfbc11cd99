// kubernetes: pkg/apis/rbac/v1/evaluation_helpers.go (NonResourceURLMatches).
import { defineRule, policyRulesOf } from "../../server/api.ts";
import { isBootstrapped, isFullAdmin, titleOf } from "./_role.ts";

export default defineRule({
  id: "wildcard-non-resource-url",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role writes to every URL of the API server",
  why: "Paths outside the resources are health, metrics, profiling and log settings, and whatever an aggregated server adds. Reading them is one thing; with other verbs the holder changes log levels or triggers profiles, and nobody knows what comes later.",
  ignoreWhen: "It is the role of the administrators.",
  how: "List the paths, such as /metrics or /healthz, with get.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/"],
  peers: ["kubescape:C-0187"],
  kinds: ["ClusterRole"],
  needs: ["nonResourceURLs"],
  resource(role, { report }) {
    const rules = policyRulesOf(role);
    if (isBootstrapped(role) || rules.some(isFullAdmin)) return; // who has everything else has this in the bargain
    for (const { nonResourceUrls, verbs } of rules) {
      const url = nonResourceUrls.find(({ text }) => text === "*" || text === "/*");
      const writes = verbs.filter(({ text }) => text !== "get" && text !== "head");
      if (url && writes.length > 0)
        report(url.at, `${titleOf(role)} grants ${writes.map(({ text }) => text).join(", ")} on every non-resource URL.`);
    }
  },
});
