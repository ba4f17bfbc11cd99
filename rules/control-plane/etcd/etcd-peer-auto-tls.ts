// CIS Kubernetes Benchmark 2.6; etcd, --peer-auto-tls.
import { defineRule, isTrue } from "../../../server/api.ts";

import { forbidFlag } from "../_forbid-flag.ts";

export default defineRule({
  id: "etcd-peer-auto-tls",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "etcd signs its own certificate for peers",
  why: "Members then take any certificate of a peer: a foreign process can join in and receive a copy of all data.",
  ignoreWhen: "A test cluster that holds nothing.",
  standards: ["cis:2.6"],
  references: ["https://etcd.io/docs/v3.5/op-guide/security/"],
  peers: ["trivy:KCV-0047", "kubescape:C-0158", "kics:peer_auto_tls_set_to_true"],
  fix: "suggestion",
  ...forbidFlag("etcd", "peer-auto-tls", {
    says: "uses self-signed certificates for peers (--peer-auto-tls)",
    when: isTrue,
  }),
});
