// CIS Kubernetes Benchmark 1.2.6; kube-apiserver, --authorization-mode (default AlwaysAllow).
import { defineRule, findFlag, flagItems } from "../../../server/api.ts";
import { KUBEADM_MISSING, mayMiss, offer } from "../_flag.ts";
import { onComponent } from "../_visit.ts";

export default defineRule({
  id: "apiserver-always-allow",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "API server allows every request",
  why: "With AlwaysAllow every request that is authenticated is allowed, the anonymous ones included where they are on. Any pod's token can then read all secrets and run anything on any node.",
  ignoreWhen: "A throw-away test cluster that nobody else can reach.",
  standards: ["cis:1.2.6"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/authorization/"],
  peers: ["checkov:CKV_K8S_74", "trivy:KCV-0007", "kubescape:C-0118", "kics:authorization_mode_set_to_always_allow"],
  fix: "suggestion",
  options: KUBEADM_MISSING,
  ...onComponent<typeof KUBEADM_MISSING>("kube-apiserver", (component, { options, report }) => {
    const mode = findFlag(component, "authorization-mode");
    const title = "Authorize with Node and RBAC";
    if (mode && flagItems(mode).includes("AlwaysAllow"))
      report(
        mode.place,
        `${component.label} allows every request: --authorization-mode names AlwaysAllow.`,
        offer(title, mode.set("Node,RBAC")),
      );
    else if (!mode && !findFlag(component, "authorization-config") && mayMiss(component, options))
      report(
        component.place,
        `${component.label} allows every request: --authorization-mode is not set.`,
        offer(title, component.add("authorization-mode", "Node,RBAC")),
      );
  }),
});
