// House rule; the grammar of references: distribution/reference.
import { defineRule, strings } from "../../server/api.ts";
import { fullName, imageOf, matchesRegistry } from "./_image.ts";

export default defineRule({
  id: "untrusted-registry",
  family: "images",
  severity: "warning",
  tier: "all",
  title: "Image comes from a registry that is not allowed",
  why: "Anybody can push to a public registry, and a mistyped name is often taken by somebody else. Images from your own registry have been scanned and cannot vanish.",
  ignoreWhen: "The registry is trusted: add it to `allowed`.",
  how: "Mirror the image into an allowed registry and name it there.",
  options: {
    allowed: strings(
      [],
      "Registries and repositories that are allowed: a host, *.suffix, or the beginning of a path. Empty: all",
    ),
    denied: strings([], "The same for what is never allowed"),
  },
  peers: [
    "trivy:KSV-0125",
    "trivy:KSV-0032",
    "trivy:KSV-0033",
    "trivy:KSV-0034",
    "trivy:KSV-0035",
    "kubescape:C-0001",
    "kubescape:C-0078",
    "kubescape:C-0304",
  ],
  container(container, { options, report }) {
    if (options.allowed.length === 0 && options.denied.length === 0) return;
    const use = imageOf(container);
    if (!use) return;
    const name = fullName(use.image);
    const denied = options.denied.some((pattern) => matchesRegistry(name, pattern));
    const allowed = options.allowed.length === 0 || options.allowed.some((pattern) => matchesRegistry(name, pattern));
    if (denied || !allowed)
      report(
        use.field,
        `Container "${container.name}" uses an image from ${name}, which is ${denied ? "denied" : "not allowed"}.`,
      );
  },
});
