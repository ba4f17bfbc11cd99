// CIS Kubernetes Benchmark 1.2.28; the first provider of an entry is the one that writes.
import { append, defineRule, remove, suggestion } from "../../../server/api.ts";
import { ENCRYPTION_KINDS, secretsEntry } from "../_encryption.ts";

export default defineRule({
  id: "encryption-identity-first",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Encryption at rest writes Secrets in plain text",
  why: "The first provider of an entry encrypts what is written, and `identity` means plain text. The file looks like encryption, and every new Secret is in plain text in etcd and its backups.",
  ignoreWhen: "While encryption is being switched off on purpose, until every Secret is rewritten.",
  standards: ["cis:1.2.28"],
  references: ["https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/"],
  peers: ["kubescape:C-0142", "kics:encryption_provider_not_properly_configured"],
  fix: "suggestion",
  kinds: ENCRYPTION_KINDS,
  resource(resource, { report }) {
    const entry = secretsEntry(resource);
    const [first, ...others] = entry?.providers ?? [];
    if (!entry || first?.name !== "identity") return;
    report(first.settings.key, "Secrets are stored as plain text: identity is the first provider, the one that writes.", {
      fixes:
        others.length > 0 && others.every((provider) => provider.name !== "identity")
          ? [suggestion("Move identity to the end", remove(first.item), append(entry.field.at("providers"), { identity: {} }))]
          : [],
    });
  },
});
