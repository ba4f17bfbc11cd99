// CIS Kubernetes Benchmark 5.4.2; key lengths: apiserver, pkg/apis/apiserver/validation.
import { defineRule } from "../../../server/api.ts";
import { ENCRYPTION_KINDS, entriesOf } from "../_encryption.ts";

const LENGTHS: ReadonlyMap<string, readonly number[]> = new Map([
  ["aescbc", [16, 24, 32]],
  ["aesgcm", [16, 24, 32]],
  ["secretbox", [32]],
]);

/** The number of bytes that a base64 text stands for; `undefined` if it is none. */
function decodedLength(text: string): number | undefined {
  const base64 = text.replaceAll(/[\r\n]/g, "");
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  return (base64.length / 4) * 3 - (base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0);
}

export default defineRule({
  id: "encryption-key-in-manifest",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  confidential: true,
  title: "Encryption key is in the manifest or invalid",
  why: "A key that is committed is known to everyone who can read the repository, now and in its history, and decrypts every backup of etcd. A value that is not a key of the right length keeps the API server from starting.",
  ignoreWhen: "A test cluster that holds nothing. A placeholder that a tool fills in (a variable or a template) is not reported.",
  how: "Use a KMS provider, or let a tool write the key on the node. Rotate a key that was committed.",
  standards: ["cis:5.4.2"],
  references: ["https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/"],
  peers: ["kubescape:C-0208"],
  kinds: ENCRYPTION_KINDS,
  resource(resource, { report }) {
    for (const { providers } of entriesOf(resource))
      for (const { name, settings } of providers) {
        const lengths = LENGTHS.get(name);
        if (!lengths) continue;
        for (const key of settings.at("keys").items()) {
          const secret = key.at("secret");
          if (secret.value === undefined) continue;
          const length = decodedLength(String(secret.value));
          report(
            secret,
            length !== undefined && lengths.includes(length)
              ? `The ${name} key is in plain text in this file.`
              : `${name} needs ${lengths.join(", ").replace(/, (?=\d+$)/, " or ")} bytes in base64 here.`,
          );
        }
      }
  },
});
