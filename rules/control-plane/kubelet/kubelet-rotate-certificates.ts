// CIS Kubernetes Benchmark 4.2.10; KubeletConfiguration rotateCertificates (default false; kubeadm sets it).
import { boolean, defineRule, isFalse } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onKubelet } from "../_kubelet.ts";

export default defineRule({
  id: "kubelet-rotate-certificates",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Kubelet does not renew its client certificate",
  why: "The certificate that the node logs in with expires after a year or so, and then the node drops out of the cluster, all nodes of the same age together.",
  ignoreWhen: "Certificates are renewed by something else.",
  standards: ["cis:4.2.10"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"],
  peers: [
    "checkov:CKV_K8S_149",
    "trivy:KCV-0090",
    "kubescape:C-0182",
    "kics:kubelet_client_periodic_certificate_switch_disabled",
  ],
  fix: "suggestion",
  presetOptions: { strict: { requireExplicit: true } },
  options: { requireExplicit: boolean(false, "Also report a configuration that does not say `rotateCertificates: true`") },
  ...onKubelet<{ requireExplicit: ReturnType<typeof boolean> }>(
    ["rotateCertificates"],
    "rotate-certificates",
    (setting, { options, report }) => {
      if (!isFalse(setting.value) && !(options.requireExplicit && setting.value === undefined)) return;
      report(
        setting.place,
        `${setting.label} does not renew its client certificate: ${setting.name} is ${setting.value === undefined ? "not set" : "false"}.`,
        offer("Renew the certificate", setting.set(true)),
      );
    },
  ),
});
