// Pod Security Standards, baseline control "Privileged Containers".
import { append, type Container, defineRule, type Fix, narrowing, set } from "../../server/api.ts";

export default defineRule({
  id: "privileged-container",
  family: "pod-security",
  severity: "error",
  tier: "recommended",
  title: "Container runs privileged",
  why: "A privileged container has every capability, sees every device of the node and is not confined by seccomp, AppArmor or SELinux. Whoever breaks into it owns the node, and with the node's credentials often the cluster.",
  ignoreWhen:
    "A node agent (CNI or CSI plug-in, device plug-in) that cannot work otherwise, in a namespace that only administrators use.",
  standards: ["pss:baseline", "cis:5.2.2", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
  peers: [
    "kube-linter:privileged-container",
    "checkov:CKV_K8S_16",
    "trivy:KSV-0017",
    "kubescape:C-0057",
    "kubescape:C-0193",
    "polaris:runAsPrivileged",
    "kube-score:container-security-context-privileged",
    "monokle:PSS103",
    "monokle:KSV017",
    "kics:container_is_privileged",
    "kubesec:Privileged",
  ],
  fix: "suggestion",
  needs: ["privileged"],
  container(container, { report }) {
    const privileged = container.at("securityContext", "privileged");
    if (privileged.value !== true) return;
    report(privileged, `Container "${container.name}" runs privileged.`, { fixes: fixesOf(container) });
  },
});

/** None where the API server refuses an unprivileged container: what it mounts may not appear on the node. */
function fixesOf(container: Container): readonly Fix[] {
  const mounts = container.at("volumeMounts").items();
  if (mounts.some((mount) => mount.at("mountPropagation").value === "Bidirectional")) return [];
  const unprivileged = set(container.at("securityContext", "privileged"), false);
  const drop = container.at("securityContext", "capabilities", "drop");
  const plain = narrowing(container.pod, "Run unprivileged", unprivileged);
  if (!drop.absent || container.pod.windows) return [plain];
  return [plain, narrowing(container.pod, "Run unprivileged without capabilities", unprivileged, append(drop, "ALL"))];
}
