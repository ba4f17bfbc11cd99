// External Secrets Operator, ClusterSecretStore.spec.conditions: without it every namespace may use the store.
import { defineRule, type Field, set, suggestion } from "../../server/api.ts";
import { providerOf } from "./_store.ts";

/** Where a provider names the service account it signs in as. */
const ACCOUNTS: readonly (readonly string[])[] = [
  ["serviceAccountRef"],
  ["auth", "kubernetes", "serviceAccountRef"],
  ["auth", "jwt", "serviceAccountRef"],
  ["auth", "jwt", "kubernetesServiceAccountToken", "serviceAccountRef"],
  ["auth", "workloadIdentity", "serviceAccountRef"],
  ["auth", "serviceAccount"],
];

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
          fixes: [suggestion("Allow one namespace: edit the list", set(conditions, [{ namespaces: ["default"] }]))],
        },
      );
    const settings = providerOf(store)?.[1];
    for (const path of settings ? ACCOUNTS : []) {
      const account = (settings as Field).at(...path);
      if (account.isMapping && account.at("namespace").absent)
        report(account.key, "In a ClusterSecretStore the service account needs a namespace.", { severity: "error" });
    }
  },
});

function isEmpty(list: Field): boolean {
  return list.isSequence && list.items().length === 0 && !list.open;
}
