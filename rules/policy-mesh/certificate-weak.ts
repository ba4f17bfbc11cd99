// cert-manager.io/v1 Certificate and Issuer; 397 days is the longest that the CA/Browser Forum allowed from September 2020.
import { type Context, defineRule, integer, manual, type Resource, remove, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "certificate-weak",
  family: "policy-mesh",
  severity: "info",
  tier: "strict",
  title: "Certificate is weak or valid for too long",
  why: "A key that is never replaced stays useful to whoever once copied it, from a backup or a Secret, for as long as certificates are issued for it. An issuer whose server is not checked takes certificates from whoever answers.",
  ignoreWhen:
    "The other side pins the key, or cannot renew. The duration of certificate authorities is not reported, since they outlive what they sign.",
  references: [
    "https://cert-manager.io/docs/usage/certificate/",
    "https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.ACMEIssuer",
  ],
  fix: "suggestion",
  kinds: ["cert-manager.io/Certificate", "cert-manager.io/ClusterIssuer", "cert-manager.io/Issuer"],
  options: { maxDuration: integer(397, "Days that a certificate may be valid", { min: 1 }) },
  resource(resource, { options, report }) {
    if (resource.kind === "Certificate") certificate(resource, options.maxDuration, report);
    else issuer(resource, report);
  },
});

function certificate({ name, root }: Resource, days: number, report: Context["report"]): void {
  const spec = root.at("spec");
  const key = spec.at("privateKey");
  const size = key.at("size");
  if ((key.at("algorithm").absent || key.at("algorithm").value === "RSA") && size.number !== undefined && size.number < 2048)
    report(size, `Certificate "${name}" has an RSA key of ${size.number} bits, which is too short.`, {
      severity: "warning",
      fixes: [suggestion("Use 2048 bits", set(size, 2048))],
    });
  const rotation = key.at("rotationPolicy");
  if (rotation.value === "Never")
    report(rotation, `Certificate "${name}" never rotates its private key.`, {
      fixes: [suggestion("Make a new key for each certificate", set(rotation, "Always"))],
    });
  const duration = spec.at("duration");
  const hours = hoursOf(duration.string ?? "");
  if (hours !== undefined && hours > days * 24 && spec.at("isCA").value !== true)
    report(duration, `Certificate "${name}" is valid for ${Math.floor(hours / 24)} days; more than ${days} is too long.`);
}

function issuer({ kind, name, root }: Resource, report: Context["report"]): void {
  const acme = root.at("spec", "acme");
  const server = acme.at("server");
  if (server.string?.startsWith("http://"))
    report(server, `${kind} "${name}" uses plain HTTP for its ACME server.`, {
      severity: "warning",
      fixes: [manual("Use HTTPS", set(server, server.string.replace(/^http:/, "https:")))],
    });
  const skip = acme.at("skipTLSVerify");
  if (skip.value === true)
    report(skip.pair, `${kind} "${name}" does not verify its ACME server.`, {
      severity: "warning",
      fixes: [manual("Verify the certificate", remove(skip))],
    });
}

const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** A Go duration such as `2160h0m0s` in hours; `undefined` if it is none (or finer than a second). */
function hoursOf(duration: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?[hms])+$/.test(duration)) return undefined;
  const parts = duration.matchAll(/(\d+(?:\.\d+)?)([hms])/g);
  return [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (SECONDS[unit as string] as number), 0) / 3600;
}
