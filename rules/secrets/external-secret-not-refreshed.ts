// External Secrets Operator, ExternalSecretSpec.refreshInterval (0 means never again) and refreshPolicy.
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "external-secret-not-refreshed",
  family: "secrets",
  severity: "info",
  tier: "strict",
  title: "External secret is read only once",
  why: "After a rotation in the store the cluster keeps the old value, until something fails or a revoked credential turns out to be still in use.",
  ignoreWhen: "The value must not change under a running workload, such as the initial password of a database.",
  references: ["https://external-secrets.io/latest/api/externalsecret/"],
  fix: "suggestion",
  kinds: ["external-secrets.io/ExternalSecret", "external-secrets.io/ClusterExternalSecret"],
  resource(resource, { report }) {
    const spec = resource.kind === "ExternalSecret" ? resource.at("spec") : resource.at("spec", "externalSecretSpec");
    const policy = spec.at("refreshPolicy");
    const interval = spec.at("refreshInterval");
    if (policy.value === "CreatedOnce")
      report(policy, `${resource.kind} "${resource.name}" is read only once.`, {
        fixes: [suggestion("Read it again every interval", set(policy, "Periodic"))],
      });
    else if (interval.value !== undefined && /^0+(?:\.0+)?(?:[a-z]+)?$/.test(String(interval.value)))
      report(interval, `${resource.kind} "${resource.name}" is read only once.`, {
        fixes: [suggestion("Read it every hour", set(interval, "1h"))],
      });
  },
});
