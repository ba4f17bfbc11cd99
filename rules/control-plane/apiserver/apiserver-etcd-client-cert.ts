// CIS Kubernetes Benchmark 1.2.23; kube-apiserver, --etcd-certfile, --etcd-keyfile and --etcd-servers.
import { defineRule, findFlag, flagItems } from "../../../server/api.ts";
import { KUBEADM_MISSING, mayMiss } from "../_flag.ts";
import { isLoopback } from "../_url.ts";
import { onComponent } from "../_visit.ts";

export default defineRule({
  id: "apiserver-etcd-client-cert",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "API server uses no client certificate for etcd",
  why: "Then etcd must take requests from anyone who reaches it, and etcd holds every Secret of the cluster: whoever can read it has them all, whoever can write it is an administrator.",
  ignoreWhen: "etcd is reached through a UNIX socket that only the API server can open (this rule is silent then).",
  how: "Issue a client certificate that etcd's CA signs, name it and its key in --etcd-certfile and --etcd-keyfile, and use https:// in --etcd-servers.",
  standards: ["cis:1.2.23"],
  references: ["https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/"],
  peers: ["checkov:CKV_K8S_99", "trivy:KCV-0026", "kubescape:C-0137", "kics:etcd_client_certificate_file_not_defined"],
  options: KUBEADM_MISSING,
  ...onComponent<typeof KUBEADM_MISSING>("kube-apiserver", (component, { options, report }) => {
    const servers = findFlag(component, "etcd-servers");
    const urls = servers ? flagItems(servers) : [];
    const plain = urls.find((url) => url.startsWith("http://") && !isLoopback(url));
    if (servers && plain) {
      report(servers.place, `${component.label} sends every Secret to ${plain} in plain text.`);
      return;
    }
    if (urls.length > 0 && urls.every((url) => url.startsWith("unix:"))) return;
    const empty = ["etcd-certfile", "etcd-keyfile"].map((name) => findFlag(component, name)).find((flag) => flag?.value === "");
    const missing = ["etcd-certfile", "etcd-keyfile"].filter((name) => !findFlag(component, name));
    if (!empty && (missing.length === 0 || !mayMiss(component, options))) return;
    const which = empty ? `--${empty.name} is empty` : `--${missing[0]} is missing`;
    report(empty?.place ?? component.place, `${component.label} uses no client certificate for etcd: ${which}.`);
  }),
});
