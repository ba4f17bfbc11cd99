// CIS Kubernetes Benchmark 2.2; etcd, --client-cert-auth (default false).
import { defineRule, isTrue } from "../../../server/api.ts";
import { listensLocally, severityOf } from "../_etcd.ts";

import { requireValue } from "../_require-flag.ts";

export default defineRule({
  id: "etcd-client-cert-auth",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "etcd accepts clients without a certificate",
  why: "Whoever reaches port 2379 can read every Secret and write any role: etcd asks no further questions and the API server sees nothing of it.",
  ignoreWhen:
    "etcd listens on nothing but the loopback address of a machine or pod that it has for itself (this rule is silent then).",
  standards: ["cis:2.2"],
  references: [
    "https://etcd.io/docs/v3.5/op-guide/security/",
    "https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/",
  ],
  peers: [
    "checkov:CKV_K8S_117",
    "trivy:KCV-0043",
    "kubescape:C-0154",
    "kics:etcd_client_certificate_authentication_set_to_false",
  ],
  fix: "suggestion",
  yieldsTo: ["etcd-server-cert"],
  ...requireValue("etcd", "client-cert-auth", {
    says: "accepts clients without a certificate",
    accepts: isTrue,
    set: "true",
    unless: (component) => listensLocally(component, "listen-client-urls"),
    severity: severityOf,
  }),
});
