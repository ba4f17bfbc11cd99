import type { Field, Resource } from "../../server/api.ts";

/** The kind of the API server's encryption configuration, today's and that before Kubernetes 1.13. */
export const ENCRYPTION_KINDS: readonly string[] = ["apiserver.config.k8s.io/EncryptionConfiguration", "EncryptionConfig"];

/** One provider of an entry. */
export interface Provider {
  /** `kms`, `secretbox`, `aescbc`, `aesgcm` or `identity`; `""` if it cannot be known. */
  readonly name: string;
  /** The item of the list. */
  readonly item: Field;
  /** What stands below the provider's name. */
  readonly settings: Field;
}

/** One entry of `resources`: which resources, and the providers for them. The first provider writes, all of them read. */
export interface Entry {
  readonly field: Field;
  readonly coversSecrets: boolean;
  readonly providers: readonly Provider[];
}

export function entriesOf(resource: Resource): readonly Entry[] {
  return resource
    .at("resources")
    .items()
    .map((field) => ({
      field,
      coversSecrets: field
        .at("resources")
        .items()
        .some((item) => item.string !== undefined && SECRETS.has(item.string)),
      providers: field.at("providers").items().map(providerOf),
    }));
}

/** What decides on Secrets: the first entry that covers them (apiserver, pkg/server/options/encryptionconfig). */
export function secretsEntry(resource: Resource): Entry | undefined {
  return entriesOf(resource).find((entry) => entry.coversSecrets);
}

/** `secrets.` names the core group; wildcards are taken from Kubernetes 1.27. */
const SECRETS: ReadonlySet<string> = new Set(["secrets", "secrets.", "*.", "*.*"]);

function providerOf(item: Field): Provider {
  const [entry] = item.entries();
  return { name: entry?.[0] ?? "", item, settings: entry?.[1] ?? item };
}
