// CVE-2025-1097, CVE-2025-1098, CVE-2025-24514 (with CVE-2025-1974): values that break out of the directive they are pasted into.
import { defineRule } from "../../server/api.ts";
import { annotation, classOf } from "./_ingress.ts";

const PREFIX = "nginx.ingress.kubernetes.io/";

/** Line breaks, comments and braces end or begin a directive. */
const IN_URL = /[\r\n#;{}"'\\]/;
/** The target of a redirect may have a fragment. */
const IN_TARGET = /[\r\n;{}"'\\]/;
/** Regular expressions have backslashes and counts such as {2,3}. */
const IN_PATTERN = /[\r\n#;"'`]|\{(?!\d+(?:,\d*)?\})/;

const ANNOTATIONS: readonly (readonly [name: string, illegal: RegExp])[] = [
  ["auth-secret", IN_URL],
  ["auth-signin", IN_URL],
  ["auth-tls-match-cn", IN_PATTERN],
  ["auth-url", IN_URL],
  ["mirror-host", IN_URL],
  ["mirror-target", IN_URL],
  ["permanent-redirect", IN_TARGET],
  ["rewrite-target", IN_TARGET],
  ["server-alias", IN_PATTERN],
  ["temporal-redirect", IN_TARGET],
];

export default defineRule({
  id: "ingress-suspicious-annotation",
  family: "service-exposure",
  severity: "error",
  tier: "recommended",
  title: "Ingress annotation can break out of the nginx configuration",
  why: "Before ingress-nginx 1.11.5 and 1.12.1 such a value runs code in the controller, even while the admission webhook only looks at it, and with the controller's account reads all Secrets of the cluster. Newer versions refuse it.",
  ignoreWhen: "The value is legal for a controller other than ingress-nginx; then name its class.",
  how: "Write a plain URL, host or name; put anything else into the controller's ConfigMap.",
  references: [
    "https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/",
    "https://nvd.nist.gov/vuln/detail/CVE-2025-1974",
  ],
  peers: ["trivy:KCV-0093"],
  kinds: ["Ingress"],
  needs: ["auth", "mirror", "redirect", "rewrite", "alias"],
  resource(ingress, { report }) {
    const name = classOf(ingress).string;
    if (name !== undefined && !name.includes("nginx")) return;
    for (const [key, illegal] of ANNOTATIONS) {
      const field = annotation(ingress, PREFIX + key);
      if (field.string !== undefined && illegal.test(field.string.trim()))
        report(field, `${key} contains characters that can end the nginx directive.`);
    }
  },
});
