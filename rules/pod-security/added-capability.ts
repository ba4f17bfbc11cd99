// Pod Security Standards, controls "Capabilities" of both levels (check_capabilities_baseline.go, check_capabilities_restricted.go).
import {
  choice,
  defineRule,
  isAllowedCapability,
  isPrivileged,
  isWindowsExempt,
  narrowing,
  remove,
  strings,
} from "../../server/api.ts";

export default defineRule({
  id: "added-capability",
  family: "pod-security",
  severity: "warning",
  tier: "recommended",
  title: "Container adds a capability",
  why: "Each capability is a piece of root's power over the kernel. One that is not needed is only there for whoever breaks in.",
  ignoreWhen:
    "Software that needs the capability for its work: the finding is then a note of what it can do. Allow it by the option.",
  standards: ["pss:baseline", "cis:5.2.9", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
  peers: [
    "checkov:CKV_K8S_25",
    "trivy:KSV-0022",
    "kubescape:C-0200",
    "monokle:PSS104",
    "monokle:PSS206",
    "kics:containers_with_added_capabilities",
  ],
  fix: "suggestion",
  yieldsTo: ["dangerous-capability", "net-raw-capability", "invalid-capability-name"],
  options: {
    mode: choice(
      ["baseline", "restricted"],
      "baseline",
      "baseline: the 13 capabilities that the baseline level allows may be added. restricted: NET_BIND_SERVICE only.",
    ),
    allowed: strings([], "Further capabilities that containers may add."),
  },
  presetOptions: {
    strict: { mode: "restricted" },
    cis: { mode: "restricted" },
    "pss-baseline": { mode: "baseline" },
    "pss-restricted": { mode: "restricted" },
  },
  needs: ["add"],
  container(container, { kubernetes, options, report }) {
    if (isPrivileged(container)) return; // it has them all: privileged-container says so
    const restricted = options.mode === "restricted" && kubernetes >= 22;
    if (restricted && isWindowsExempt(container.pod, kubernetes)) return;
    for (const item of container.at("securityContext", "capabilities", "add").items()) {
      const name = item.string;
      if (name === undefined || options.allowed.includes(name)) continue;
      if (isAllowedCapability(name, restricted ? "restricted" : "baseline")) continue;
      const limit = restricted ? "only NET_BIND_SERVICE may be added" : "the baseline level does not allow it";
      report(item, `Container "${container.name}" adds the capability ${name}: ${limit}.`, {
        fixes: [narrowing(container.pod, `Do not add ${name}`, remove(item))],
      });
    }
  },
});
