// Kyverno verifyImages and ImageValidatingPolicy; Sigstore policy-controller ClusterImagePolicy; CIS Kubernetes Benchmark 5.5.1.
import { type Context, defineRule, type Field, type Resource } from "../../server/api.ts";
import { isNone, isPlaceholderKey, openIdentity } from "./_image-verification.ts";
import { RULE_POLICIES, rulesOf } from "./_kyverno.ts";

export default defineRule({
  id: "kyverno-verify-images-weak",
  family: "policy-mesh",
  severity: "warning",
  tier: "strict",
  title: "Image signature policy is too permissive",
  why: "A signature is worth something only if it must be there, comes from somebody you know, and belongs to the very image that runs. Keyless signatures are free for everybody: without issuer and subject any account will do. Without a digest the tag can point to another image after the check.",
  ignoreWhen: "The policy is being rolled out, or your keys are kept off the public transparency log on purpose.",
  how: "Name attestors with issuer and subject (or real keys), keep `required`, `mutateDigest` and `verifyDigest` on, and keep the transparency log.",
  standards: ["cis:5.5.1"],
  references: ["https://kyverno.io/docs/policy-types/cluster-policy/verify-images/sigstore/"],
  peers: ["kubescape:C-0236", "kubescape:C-0237"],
  kinds: [
    ...RULE_POLICIES,
    "policies.kyverno.io/ImageValidatingPolicy",
    "policies.kyverno.io/NamespacedImageValidatingPolicy",
    "policy.sigstore.dev/ClusterImagePolicy",
  ],
  resource(policy, { report }) {
    if (policy.kind === "ClusterImagePolicy") clusterImagePolicy(policy, report);
    else if (policy.group === "kyverno.io")
      for (const rule of rulesOf(policy)) for (const check of rule.at("verifyImages").items()) verifyImages(check, report);
    else imageValidatingPolicy(policy, report);
  },
});

type Report = Context["report"];

/** Where attestors stood before `attestors`, and where those of attestations stand. */
const ELSEWHERE = ["key", "roots", "issuer", "subject", "attestations"];

function verifyImages(check: Field, report: Report): void {
  if (!check.isMapping || check.open) return;
  digests(check, report);
  if (isNone(check.at("attestors")) && ELSEWHERE.every((name) => check.at(name).absent))
    report(check.at("imageReferences"), "No attestor is named: no signature is verified.");
  for (const group of check.at("attestors").items())
    for (const entry of group.at("entries").items()) {
      key(entry.at("keys", "publicKeys"), report);
      key(entry.at("certificates", "cert"), report);
      log(entry.at("keys", "rekor", "ignoreTlog"), true, report);
      log(entry.at("keyless", "rekor", "ignoreTlog"), false, report);
      if (entry.at("keyless").isMapping) identity(entry.at("keyless"), report);
    }
}

function imageValidatingPolicy(policy: Resource, report: Report): void {
  const spec = policy.at("spec");
  digests(spec.at("validationConfigurations"), report);
  const attestors = spec.at("attestors");
  if (spec.isMapping && isNone(attestors))
    report(attestors.exists ? attestors : spec, `Policy "${policy.name}" names no attestor: it verifies no signature.`);
  for (const attestor of attestors.items()) {
    const cosign = attestor.at("cosign");
    key(cosign.at("key", "data"), report);
    log(cosign.at("ctlog", "insecureIgnoreTlog"), cosign.at("key").exists, report);
    keyless(cosign.at("keyless"), report);
  }
}

function clusterImagePolicy(policy: Resource, report: Report): void {
  const spec = policy.at("spec");
  const mode = spec.at("mode");
  if (mode.value === "warn") report(mode, `ClusterImagePolicy "${policy.name}" only warns of images that it should reject.`);
  const authorities = spec.at("authorities");
  if (spec.isMapping && isNone(authorities))
    report(authorities.exists ? authorities : spec, `ClusterImagePolicy "${policy.name}" names no authority.`);
  for (const authority of authorities.items()) {
    key(authority.at("key", "data"), report);
    keyless(authority.at("keyless"), report);
    const action = authority.at("static", "action");
    if (action.value === "pass") report(action, "These images pass without a signature.");
  }
}

function digests(settings: Field, report: Report): void {
  const required = settings.at("required");
  if (required.value === false) report(required, "Images without a signature pass.");
  const verify = settings.at("verifyDigest");
  if (verify.value === false && settings.at("mutateDigest").value === false)
    report(verify, "The verified image is not pinned to a digest.");
}

function keyless(field: Field, report: Report): void {
  if (!field.isMapping) return;
  const identities = field.at("identities");
  if (isNone(identities)) report(field, "This keyless signature names no issuer and subject.");
  for (const one of identities.items()) identity(one, report);
}

function identity(field: Field, report: Report): void {
  const open = openIdentity(field);
  if (open.length > 0) report(field, `Any ${open.join(" and ")} will do for this keyless signature, so anybody can make it.`);
}

function key(field: Field, report: Report): void {
  if (isPlaceholderKey(field)) report(field, "The key is a placeholder: no signature can match.", { severity: "error" });
}

/** Without the log a keyless signature proves nothing, since its certificate lived for minutes; one made with a key still does. */
function log(ignored: Field, hasKey: boolean, report: Report): void {
  if (ignored.value === true) report(ignored, "The transparency log is ignored.", hasKey ? { severity: "info" } : {});
}
