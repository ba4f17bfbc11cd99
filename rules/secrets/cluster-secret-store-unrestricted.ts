// External Secrets Operator, ClusterSecretStore.spec.conditions: without it every namespace may use the store.
import { defineRule, type Field, manual, set } from "../../server/api.ts";

export default defineRule({
  id: "cluster-secret-store-unrestricted",
  family: "secrets",
  severity: "warning",
  tier: "strict",
  title: "Every namespace may read through the secret store",
  why: "Anyone who may create an ExternalSecret in any namespace reads every secret that the store's credential opens.",
  ignoreWhen: "One team has the whole cluster, or an admission policy restricts what an ExternalSecret may ask for.",
  references: ["https://external-secrets.io/latest/api/clustersecretstore/"],
  fix: "suggestion",
  kinds: ["external-secrets.io/ClusterSecretStore"],
  resource(store, { report }) {
    const spec = store.at("spec");
    const conditions = spec.at("conditions");
    if (spec.isMapping && (conditions.absent || isEmpty(conditions)))
      report(
        conditions.exists ? conditions.key : spec.key,
        `ClusterSecretStore "${store.name}" may be used from every namespace.`,
        {
          fixes: [manual("Allow one namespace: edit the list", set(conditions, [{ namespaces: ["default"] }]))],
        },
      );
  },
});

function isEmpty(list: Field): boolean {
  return list.isSequence && list.items().length === 0 && !list.open;
}
