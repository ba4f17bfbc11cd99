// CIS Kubernetes Benchmark 1.2.26; kube-apiserver, --etcd-cafile.
import { defineRule, findFlag, flagItems } from "../../../server/api.ts";

import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "apiserver-etcd-ca",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server does not verify etcd's certificate",
  why: "The API server takes whatever answers for etcd. Someone between the two reads and changes every Secret and every role.",
  ignoreWhen: "etcd's certificate is signed by a CA that the system trusts, or etcd is reached without TLS on a socket.",
  how: "Name etcd's CA in --etcd-cafile.",
  standards: ["cis:1.2.26"],
  references: ["https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/"],
  peers: ["checkov:CKV_K8S_102", "trivy:KCV-0029", "kubescape:C-0140"],
  ...requireFlags("kube-apiserver", ["etcd-cafile"], {
    says: "does not verify etcd's certificate",
    unless: (component) => {
      const servers = findFlag(component, "etcd-servers");
      return servers !== undefined && flagItems(servers).length > 0 && flagItems(servers).every((url) => url.startsWith("unix:"));
    },
  }),
});
