import type { Field, Resource } from "../../server/api.ts";

/** The kinds of the External Secrets Operator that reach a store. */
export const STORE_KINDS = ["external-secrets.io/SecretStore", "external-secrets.io/ClusterSecretStore"];

/** The provider of a store: its name and its settings; `undefined` if there is none. */
export function providerOf(store: Resource): readonly [name: string, settings: Field] | undefined {
  return store.at("spec", "provider").entries()[0];
}
