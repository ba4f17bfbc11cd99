// Pod Security Standards, baseline control "Privileged Containers".
import { append, defineRule, set, suggestion } from "../../server/api.ts";

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
  container(container, { report }) {
    const privileged = container.at("securityContext", "privileged");
    if (privileged.value !== true) return;
    const unprivileged = set(privileged, false);
    report(privileged, `Container "${container.name}" runs privileged.`, {
      fixes: [
        suggestion("Run unprivileged", unprivileged),
        ...(container.at("securityContext", "capabilities", "drop").absent
          ? [
              suggestion(
                "Run unprivileged without capabilities",
                unprivileged,
                append(container.at("securityContext", "capabilities", "drop"), "ALL"),
              ),
            ]
          : []),
      ],
    });
  },
});
