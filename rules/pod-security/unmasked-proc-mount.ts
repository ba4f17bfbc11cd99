// Pod Security Standards, control "/proc Mount Type" of both levels (check_procMount.go, check_procMount_restricted.go).
import { choice, defineRule, isUserNamespaceExempt, remove, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "unmasked-proc-mount",
  family: "pod-security",
  severity: "error",
  tier: "recommended",
  title: "Container sees all of /proc",
  why: "The runtime masks the parts of /proc that reveal details of the node and its kernel or let root change them. Unmasked, root in the container can read kernel memory addresses and write to kernel settings.",
  ignoreWhen:
    "Containers inside the container (builds, nested Kubernetes), with hostUsers: false, which the API asks for anyway.",
  standards: ["pss:baseline"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
  peers: [
    "kube-linter:unsafe-proc-mount",
    "trivy:KSV-0027",
    "polaris:procMount",
    "monokle:PSS109",
    "monokle:KSV027",
    "kics:container_runs_unmasked",
    "kubesec:ProcMount",
  ],
  fix: "suggestion",
  options: {
    mode: choice(
      ["baseline", "restricted"],
      "baseline",
      "baseline: accepted from 1.35 on where the pod has hostUsers: false. restricted: never accepted.",
    ),
  },
  presetOptions: { "pss-baseline": { mode: "baseline" }, "pss-restricted": { mode: "restricted" } },
  needs: ["procMount"],
  container(container, { kubernetes, options, report }) {
    const field = container.at("securityContext", "procMount");
    if (field.value === undefined || field.value === "Default") return;
    if (options.mode === "baseline" && isUserNamespaceExempt(container.pod, kubernetes)) return;
    const advice = container.pod.at("hostUsers").value === false ? "" : " It needs hostUsers: false.";
    report(field, `Container "${container.name}" mounts /proc as "${field.value}".${advice}`, {
      fixes: [suggestion("Mount /proc as usual", remove(field))],
    });
  },
});
