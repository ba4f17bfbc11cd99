// CIS Kubernetes Benchmark 2.4; etcd, --peer-cert-file and --peer-key-file.
import { defineRule } from "../../../server/api.ts";
import { listensLocally, severityOf } from "../_etcd.ts";
import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "etcd-peer-cert",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "etcd members talk to each other without TLS",
  why: "Replication carries all data of the cluster. Without TLS it crosses the network in plain text, and a foreign process can join in as a member.",
  ignoreWhen: "A single member that listens for peers on the loopback address only (this rule is silent then).",
  how: "Issue a certificate for peers and name it and its key in both flags.",
  standards: ["cis:2.4"],
  references: ["https://etcd.io/docs/v3.5/op-guide/security/"],
  peers: ["checkov:CKV_K8S_119", "trivy:KCV-0045", "kubescape:C-0156", "kics:etcd_peer_tls_certificate_files_not_properly_set"],
  ...requireFlags("etcd", ["peer-cert-file", "peer-key-file"], {
    says: "talks to its peers without TLS",
    or: ["peer-auto-tls"],
    unless: (component) => listensLocally(component, "listen-peer-urls"),
    severity: severityOf,
  }),
});
