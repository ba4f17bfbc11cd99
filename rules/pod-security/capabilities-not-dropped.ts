// Pod Security Standards, restricted control "Capabilities", from 1.22 (check_capabilities_restricted.go).
import { append, choice, defineRule, isPrivileged, isWindowsExempt, safe, set, suggestion } from "../../server/api.ts";
import { exactly, mode } from "./_mode.ts";

/** What containerd, CRI-O and Docker give a container that asks for nothing (moby: oci/caps/defaults.go). */
const DEFAULTS: readonly string[] = [
  ...["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW"],
  ...["SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"],
];

export default defineRule({
  id: "capabilities-not-dropped",
  family: "pod-security",
  severity: "warning",
  tier: "strict",
  title: "Capabilities are not dropped",
  why: "The runtime grants a container some 14 capabilities by default: forging packets, changing owners of files, making device nodes. Few programs need one of them; what is dropped cannot be misused.",
  ignoreWhen:
    "An image that starts as root and drops its rights itself; try dropping ALL and adding back the two or three it needs.",
  standards: ["pss:restricted", "cis:5.2.10", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"],
  peers: [
    "checkov:CKV_K8S_37",
    "trivy:KSV-0003",
    "trivy:KSV-0004",
    "trivy:KSV-0106",
    "kubescape:C-0201",
    "kubescape:C-0055",
    "polaris:insecureCapabilities",
    "monokle:PSS206",
    "monokle:KBP103",
    "monokle:KSV003",
    "kics:no_drop_capabilities_for_containers",
    "kics:containers_security_context_capabilities_drop_all",
    "kics:all_not_listed_as_drop_capability_for_containers",
    "kics:not_limited_capabilities_for_container",
    "kubesec:CapDropAll",
    "kubesec:CapDropAny",
  ],
  fix: "safe",
  options: { mode, accept: choice(["all", "any"], "all", "all: ALL must be dropped. any: dropping one capability is enough.") },
  presetOptions: exactly,
  container(container, { kubernetes, options, report }) {
    if (isWindowsExempt(container.pod, kubernetes) || (options.mode === "pss" && kubernetes < 22)) return;
    if (isPrivileged(container)) return; // it has all capabilities whatever is dropped
    const drop = container.at("securityContext", "capabilities", "drop");
    const items = drop.items();
    if (drop.open || drop.state === "unknown" || items.some(({ value, state }) => value === "ALL" || state === "unknown")) return;
    const misspelt = items.find((item) => item.string?.toUpperCase() === "ALL");
    if (misspelt) {
      const message = `Container "${container.name}" drops "${misspelt.value}": runtimes accept that, Pod Security asks for ALL.`;
      report(misspelt, message, { fixes: [safe("Change it to ALL", set(misspelt, "ALL"))] });
      return;
    }
    if (options.accept === "any" && items.length > 0) return;
    const kept =
      items.length > 0
        ? DEFAULTS.filter((name) => !items.some((item) => item.string?.toUpperCase().replace(/^CAP_/, "") === name))
        : [];
    const message =
      items.length > 0 && kept.length === 0
        ? `Container "${container.name}" drops capabilities by name, but Pod Security asks for ALL.`
        : items.length > 0
          ? `Container "${container.name}" drops only some capabilities, not ALL.`
          : `Container "${container.name}" keeps all default capabilities.`;
    // The API server refuses the field on a pod for Windows.
    const fixes = container.pod.windows ? [] : [suggestion("Drop all capabilities", append(drop, "ALL"))];
    report(drop, message, { fixes });
  },
});
