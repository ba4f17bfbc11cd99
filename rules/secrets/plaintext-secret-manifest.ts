// CIS Kubernetes Benchmark 5.4.2; core/v1 Secret: base64 is an encoding, no encryption.
import { defineRule, isPlaceholder, patternOf, patterns } from "../../server/api.ts";
import { entriesOf, isEncrypted } from "./_secret.ts";

/** Certificates and public keys are made to be seen; a switch or a number is none of what a Secret is for. */
const PUBLIC =
  /^\s*(?:-----BEGIN (?:TRUSTED )?(?:CERTIFICATE|[A-Z ]*PUBLIC KEY)-----|ssh-(?:rsa|ed25519) |ecdsa-|true$|false$|\d*$)/;

export default defineRule({
  id: "plaintext-secret-manifest",
  family: "secrets",
  severity: "warning",
  tier: "strict",
  confidential: true,
  title: "Secret with its values in the manifest",
  why: "Base64 is not encryption: whoever has the repository, a clone of it or its history has the values, long after they were deleted from it.",
  ignoreWhen: "The values are public, or the file never leaves the machine that applies it.",
  how: "Keep the manifest as an ExternalSecret, a SealedSecret or a file encrypted by SOPS. Then change the credentials: they have been seen.",
  standards: ["cis:5.4.2"],
  references: ["https://kubernetes.io/docs/concepts/security/secrets-good-practices/"],
  peers: ["kics:using_kubernetes_native_secret_management", "kubescape:C-0234", "kubescape:C-0208"],
  kinds: ["Secret"],
  options: { encryptedRegex: patterns([], "Forms of encrypted values beside those of SOPS (regular expressions)") },
  resource(secret, { options, report }) {
    if (isEncrypted(secret)) return;
    const encrypted = patternOf(options.encryptedRegex);
    const readable = entriesOf(secret).filter(
      ({ written = "", content }) =>
        content !== undefined && !isPlaceholder(content) && !PUBLIC.test(content) && !encrypted?.test(written),
    );
    const [first, ...more] = readable;
    if (!first) return;
    const rest = more.length > 0 ? ` and ${more.length} more` : "";
    report(first.field, `Secret "${secret.name}" has its values in the manifest: "${first.name}"${rest}.`);
  },
});
