// CIS Kubernetes Benchmark 1.2.7; Node authorizer, docs/reference/access-authn-authz/node.
import { defineRule, findFlag, flagItems } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onComponent } from "../_visit.ts";

export default defineRule({
  id: "apiserver-missing-node-authorizer",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server runs without the Node authorizer",
  why: "The Node authorizer limits a kubelet to the secrets and objects of the pods on its own node. Without it kubelets need broad roles, and one stolen node credential reads the secrets of the whole cluster.",
  ignoreWhen: "The cluster has no kubelets of its own (a virtual or hosted control plane that only serves the API).",
  standards: ["cis:1.2.7"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/node/"],
  peers: ["checkov:CKV_K8S_75", "trivy:KCV-0008", "kubescape:C-0119", "kics:authorization_mode_node_not_set"],
  fix: "suggestion",
  yieldsTo: ["apiserver-always-allow"],
  ...onComponent("kube-apiserver", (component, { report }) => {
    const mode = findFlag(component, "authorization-mode");
    if (!mode?.given || mode.value === undefined || flagItems(mode).includes("Node")) return;
    report(
      mode.place,
      `${component.label} does not confine kubelets: --authorization-mode lacks Node.`,
      offer(
        "Add Node to the authorization modes",
        mode.set(["Node", ...flagItems(mode).filter((item) => item !== "AlwaysAllow")].join(",")),
      ),
    );
  }),
});
