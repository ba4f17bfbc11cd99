// CIS Kubernetes Benchmark 2.1; etcd, --cert-file and --key-file.
import { defineRule } from "../../../server/api.ts";
import { listensLocally, severityOf } from "../_etcd.ts";
import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "etcd-server-cert",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "etcd serves clients without TLS",
  why: "Every Secret of the cluster crosses the network in plain text on its way to and from etcd, and nothing proves to the API server that it talks to etcd.",
  ignoreWhen:
    "etcd listens on nothing but the loopback address of a machine or pod that it has for itself (this rule is silent then).",
  how: "Issue a serving certificate and name it and its key in --cert-file and --key-file.",
  standards: ["cis:2.1"],
  references: [
    "https://etcd.io/docs/v3.5/op-guide/security/",
    "https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/",
  ],
  peers: [
    "checkov:CKV_K8S_116",
    "trivy:KCV-0042",
    "kubescape:C-0153",
    "kics:etcd_tls_certificate_files_not_properly_set",
    "kics:etcd_tls_certificate_not_properly_configured",
  ],
  ...requireFlags("etcd", ["cert-file", "key-file"], {
    says: "serves clients without TLS",
    or: ["auto-tls"],
    unless: (component) => listensLocally(component, "listen-client-urls"),
    severity: severityOf,
  }),
});
