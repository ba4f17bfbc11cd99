// CIS Kubernetes Benchmark 4.2.3; KubeletConfiguration authentication.x509.clientCAFile.
import { defineRule } from "../../../server/api.ts";
import { onKubelet } from "../_kubelet.ts";

export default defineRule({
  id: "kubelet-client-ca",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Kubelet cannot verify client certificates",
  why: "The API server logs in to the kubelet with a certificate. Without a CA for clients the kubelet sees an anonymous caller: logs and exec fail, or somebody allows anonymous requests to make them work.",
  ignoreWhen: "kubeadm completes the file (a document that says nothing about authentication is not reported).",
  how: "Name the cluster's CA in authentication.x509.clientCAFile.",
  standards: ["cis:4.2.3"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
  peers: [
    "checkov:CKV_K8S_140",
    "trivy:KCV-0081",
    "kubescape:C-0174",
    "kubescape:C-0070",
    "kics:client_certificate_authentication_not_setup_properly",
  ],
  ...onKubelet(["authentication", "x509", "clientCAFile"], "client-ca-file", (setting, { report }) => {
    if (setting.value !== undefined && setting.value !== "") return;
    const { field } = setting;
    const authentication = field?.parent?.parent;
    if (field && !authentication?.exists) return;
    const webhook = authentication?.at("webhook", "enabled").value !== false;
    report(
      setting.place,
      webhook
        ? `${setting.label} accepts no client certificates: ${setting.name} is not set.`
        : `${setting.label} cannot authenticate anyone: there is no client CA and no webhook.`,
      { severity: webhook ? "warning" : "error" },
    );
  }),
});
