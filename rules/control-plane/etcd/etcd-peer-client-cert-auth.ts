// CIS Kubernetes Benchmark 2.5; etcd, --peer-client-cert-auth (default false).
import { defineRule, isTrue } from "../../../server/api.ts";
import { listensLocally, severityOf } from "../_etcd.ts";

import { requireValue } from "../_require-flag.ts";

export default defineRule({
  id: "etcd-peer-client-cert-auth",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "etcd accepts peers without a certificate",
  why: "Whoever reaches port 2380 can pose as a member and receive a copy of all data.",
  ignoreWhen: "A single member that listens for peers on the loopback address only (this rule is silent then).",
  standards: ["cis:2.5"],
  references: ["https://etcd.io/docs/v3.5/op-guide/security/"],
  peers: [
    "checkov:CKV_K8S_121",
    "trivy:KCV-0046",
    "kubescape:C-0157",
    "kics:etcd_peer_client_certificate_authentication_set_to_false",
  ],
  fix: "suggestion",
  yieldsTo: ["etcd-peer-cert"],
  ...requireValue("etcd", "peer-client-cert-auth", {
    says: "accepts peers without a certificate",
    accepts: isTrue,
    set: "true",
    unless: (component) => listensLocally(component, "listen-peer-urls"),
    severity: severityOf,
  }),
});
