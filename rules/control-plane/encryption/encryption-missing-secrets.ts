// CIS Kubernetes Benchmark 1.2.28; EncryptionConfiguration resources[].resources.
import { append, defineRule, suggestion } from "../../../server/api.ts";
import { ENCRYPTION_KINDS, entriesOf } from "../_encryption.ts";

export default defineRule({
  id: "encryption-missing-secrets",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Encryption at rest leaves Secrets out",
  why: "The API server encrypts only the resources that the file names. Without `secrets` among them every Secret is in plain text in etcd and its backups.",
  ignoreWhen: "Never; a configuration that encrypts anything should encrypt Secrets.",
  standards: ["cis:1.2.28"],
  references: ["https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/"],
  peers: ["kubescape:C-0142", "kubescape:C-0066"],
  fix: "suggestion",
  kinds: ENCRYPTION_KINDS,
  resource(resource, { report }) {
    const resources = resource.at("resources");
    const entries = entriesOf(resource);
    if (resources.state === "unknown" || resources.open || entries.some((entry) => entry.coversSecrets)) return;
    if (entries.some((entry) => entry.field.at("resources").open)) return;
    const [target] = entries.filter(({ providers }) => providers[0] && providers[0].name !== "identity");
    report(resources.key, "Secrets are stored as plain text: no entry of resources names secrets.", {
      fixes: target ? [suggestion("Encrypt secrets as well", append(target.field.at("resources"), "secrets"))] : [],
    });
  },
});
