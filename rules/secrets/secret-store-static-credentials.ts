// External Secrets Operator, API reference: the ways in which a SecretStore signs in.
import { defineRule } from "../../server/api.ts";
import { providerOf, STORE_KINDS } from "./_store.ts";

/** Sign-in by something that is stored and stays valid, per provider. */
const STATIC: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  [
    "vault",
    [
      ["auth", "tokenSecretRef"],
      ["auth", "appRole"],
      ["auth", "userPass"],
      ["auth", "ldap"],
    ],
  ],
  ["aws", [["auth", "secretRef"]]],
  ["azurekv", [["authSecretRef"]]],
  ["gcpsm", [["auth", "secretRef"]]],
  ["kubernetes", [["auth", "token"]]],
  ["oracle", [["auth", "secretRef"]]],
  ["alibaba", [["auth", "secretRef"]]],
  ["ibm", [["auth", "secretRef"]]],
  ["conjur", [["auth", "apikey"]]],
  ["akeyless", [["authSecretRef", "secretRef"]]],
]);

export default defineRule({
  id: "secret-store-static-credentials",
  family: "secrets",
  severity: "warning",
  tier: "strict",
  confidential: true,
  title: "Secret store uses a static credential",
  why: "The Secret with this credential opens the whole store, does not expire by itself, and has to be kept and rotated by hand. A workload identity or a token of the service account is short-lived and needs no Secret.",
  ignoreWhen: "The store offers no other way to sign in from this cluster.",
  how: "Sign in with the identity of a service account: kubernetes or jwt (Vault), jwt or pod identity (AWS), WorkloadIdentity (Azure), workloadIdentity (Google).",
  references: ["https://external-secrets.io/latest/guides/security-best-practices/"],
  kinds: STORE_KINDS,
  resource(store, { report }) {
    const [name, settings] = providerOf(store) ?? [];
    if (name === undefined || !settings) return;
    // Azure's authSecretRef holds the client id even where a workload identity signs in.
    if (name === "azurekv" && !["ServicePrincipal", undefined].includes(settings.at("authType").string)) return;
    for (const path of STATIC.get(name) ?? []) {
      const way = settings.at(...path);
      if (way.exists) report(way.key, `${store.kind} "${store.name}" signs in with a credential that is stored in a Secret.`);
    }
  },
});
