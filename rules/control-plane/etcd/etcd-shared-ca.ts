// CIS Kubernetes Benchmark 2.7; etcd, --trusted-ca-file and kube-apiserver, --client-ca-file.
import {
  CONFIGURATION_KINDS,
  type Component,
  type Context,
  componentOf,
  componentsOf,
  componentWords,
  defineRule,
  findFlag,
} from "../../../server/api.ts";

/** Looks at the components of one document: one pod, or one kubeadm configuration. */
function compare(components: readonly Component[], report: Context["report"]): void {
  const etcd = components.find((component) => component.name === "etcd");
  const server = components.find((component) => component.name === "kube-apiserver");
  const trusted = etcd && findFlag(etcd, "trusted-ca-file");
  const clients = server && findFlag(server, "client-ca-file");
  if (!etcd || !trusted?.value || trusted.value !== clients?.value) return;
  const place = trusted.given ? trusted.place : clients.place;
  report(place, `${etcd.label} trusts every client certificate of the cluster: it shares the API server's CA.`, {
    related: trusted.given && clients.given ? [{ message: "The API server's CA for clients", at: clients.place }] : [],
  });
}

export default defineRule({
  id: "etcd-shared-ca",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "etcd trusts the cluster's client CA",
  why: "etcd accepts every certificate that its CA has signed, whoever owns it. If that is the cluster's CA, each kubelet and each user with a client certificate can read all Secrets from etcd directly, past RBAC and audit log.",
  ignoreWhen: "etcd is shielded by a firewall that lets only the API server in, and you accept to depend on it.",
  how: "Give etcd a CA of its own that signs nothing but etcd's certificates and the API server's client certificate for it.",
  standards: ["cis:2.7"],
  references: ["https://kubernetes.io/docs/setup/best-practices/certificates/"],
  peers: ["kubescape:C-0159", "kics:not_unique_certificate_authority"],
  kinds: CONFIGURATION_KINDS,
  needs: componentWords("kube-apiserver"),
  pod(pod, { report }) {
    compare(
      pod.containers.flatMap((container) => componentOf(container) ?? []),
      report,
    );
  },
  workspace(etcd, index, { report }) {
    const trusted = etcd.values.find(({ field }) => field === "etcd --trusted-ca-file");
    if (!trusted) return;
    for (const other of index.kindBeside(etcd, etcd.kind)) {
      const clients = other.values.find(({ field }) => field === "kube-apiserver --client-ca-file");
      if (other === etcd || !clients || clients.value !== trusted.value) continue;
      report(trusted.site, "etcd trusts every client certificate of the cluster: it shares the API server's CA.", {
        related: [{ message: "The API server's CA for clients", object: other, at: clients.site }],
      });
      return;
    }
  },
  resource(resource, { report }) {
    compare(componentsOf(resource), report);
  },
});
