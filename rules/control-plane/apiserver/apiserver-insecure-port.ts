// Kubernetes 1.24 release notes: the insecure address flags, inert since 1.20, are removed.
import { defineRule, findFlag } from "../../../server/api.ts";
import { KUBEADM_MISSING, mayMiss, offer } from "../_flag.ts";
import { onComponent } from "../_visit.ts";

export default defineRule({
  id: "apiserver-insecure-port",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "API server has a port without authentication",
  why: "Requests to the insecure port skip authentication and authorization: whoever reaches it is an administrator of the cluster. Before Kubernetes 1.20 it was open on 8080 unless it was set to 0.",
  ignoreWhen: "Never.",
  standards: ["nsa"],
  references: ["https://kubernetes.io/docs/concepts/security/controlling-access/"],
  peers: ["checkov:CKV_K8S_88", "kubescape:C-0005", "kics:insecure_port_not_properly_set"],
  fix: "suggestion",
  options: KUBEADM_MISSING,
  ...onComponent<typeof KUBEADM_MISSING>("kube-apiserver", (component, { options, kubernetes, report }) => {
    const port = findFlag(component, "insecure-port");
    if (port && port.value !== undefined && port.value !== "0")
      report(
        port.place,
        `${component.label} serves the API without authentication on port ${port.value}${kubernetes >= 24 ? " (flag removed in 1.24)" : ""}.`,
        kubernetes >= 24 ? offer("Remove --insecure-port", port.remove()) : offer("Set --insecure-port=0", port.set("0")),
      );
    else if (!port && kubernetes < 20 && mayMiss(component, options))
      report(
        component.place,
        `${component.label} serves the API without authentication: --insecure-port defaults to 8080.`,
        offer("Set --insecure-port=0", component.add("insecure-port", "0")),
      );
  }),
});
