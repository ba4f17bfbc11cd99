// CIS Kubernetes Benchmark 2.3; etcd, --auto-tls.
import { defineRule, isTrue } from "../../../server/api.ts";

import { forbidFlag } from "../_forbid-flag.ts";

export default defineRule({
  id: "etcd-auto-tls",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "etcd signs its own certificate for clients",
  why: "A certificate that etcd makes for itself proves nothing: clients must take any, so anyone between them and etcd reads and changes every Secret.",
  ignoreWhen: "A test cluster that holds nothing.",
  standards: ["cis:2.3"],
  references: ["https://etcd.io/docs/v3.5/op-guide/security/"],
  peers: ["checkov:CKV_K8S_118", "trivy:KCV-0044", "kubescape:C-0155", "kics:auto_tls_set_to_true"],
  fix: "suggestion",
  ...forbidFlag("etcd", "auto-tls", { says: "uses self-signed certificates for clients (--auto-tls)", when: isTrue }),
});
