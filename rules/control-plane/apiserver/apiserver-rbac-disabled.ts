// CIS Kubernetes Benchmark 1.2.8; kube-apiserver, --authorization-mode.
import { defineRule, findFlag, flagItems } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onComponent } from "../_visit.ts";

export default defineRule({
  id: "apiserver-rbac-disabled",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "API server runs without RBAC",
  why: "Roles and bindings are then stored and ignored. What decides instead, such as an ABAC file, is out of sight of every review of this repository and cannot be changed without a restart.",
  ignoreWhen: "A webhook decides on everything and is managed with the same care.",
  standards: ["cis:1.2.8"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/"],
  peers: ["checkov:CKV_K8S_77", "trivy:KCV-0009", "kubescape:C-0120", "kubescape:C-0088", "kics:authorization_mode_rbac_not_set"],
  fix: "suggestion",
  yieldsTo: ["apiserver-always-allow"],
  ...onComponent("kube-apiserver", (component, { report }) => {
    const mode = findFlag(component, "authorization-mode");
    if (!mode?.given || mode.value === undefined || flagItems(mode).includes("RBAC")) return;
    report(
      mode.place,
      `${component.label} ignores roles and bindings: --authorization-mode lacks RBAC.`,
      offer(
        "Add RBAC to the authorization modes",
        mode.set([...flagItems(mode).filter((item) => item !== "AlwaysAllow"), "RBAC"].join(",")),
      ),
    );
  }),
});
