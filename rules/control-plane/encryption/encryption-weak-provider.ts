// Providers of encryption at rest, docs/tasks/administer-cluster/encrypt-data#providers; KMS v1 is off by default from Kubernetes 1.29.
import { defineRule } from "../../../server/api.ts";
import { ENCRYPTION_KINDS, entriesOf, secretsEntry } from "../_encryption.ts";

export default defineRule({
  id: "encryption-weak-provider",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Encryption at rest uses a weak or outdated provider",
  why: "AES-CBC without authentication can be decrypted through a padding oracle, AES-GCM with one key breaks after enough writes, and KMS v1 is deprecated and off by default from Kubernetes 1.29. KMS v2 and secretbox have none of these problems.",
  ignoreWhen: "aesgcm with keys that something rotates every 200 000 writes; aescbc where its key cannot be replaced yet.",
  how: "Put a KMS v2 or secretbox provider first, keep the old one behind it until every object is rewritten.",
  standards: ["cis:1.2.28"],
  references: ["https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/"],
  peers: ["kubescape:C-0142", "kubescape:C-0208"],
  yieldsTo: ["encryption-identity-first"],
  kinds: ENCRYPTION_KINDS,
  resource(resource, { report }) {
    const decisive = secretsEntry(resource)?.field;
    for (const { field, providers } of entriesOf(resource)) {
      const [first] = providers;
      if (!first) continue;
      if (first.name === "identity") {
        if (field === decisive && providers.length === 1)
          report(first.settings.key, "Secrets are stored as plain text: identity is the only provider.", { severity: "error" });
      } else if (first.name === "kms") {
        const version = first.settings.at("apiVersion");
        if (version.absent || version.value === "v1")
          report(
            version.absent ? first.settings.key : version,
            "KMS v1 is deprecated, and off by default since Kubernetes 1.29: use apiVersion v2.",
          );
      } else if (first.name === "aescbc")
        report(first.settings.key, "aescbc does not authenticate what it encrypts: prefer KMS v2 or secretbox.", {
          severity: "info",
        });
      else if (first.name === "aesgcm")
        report(first.settings.key, "aesgcm needs a new key every 200,000 writes: prefer KMS v2 or secretbox.");
    }
  },
});
