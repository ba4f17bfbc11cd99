// CIS Kubernetes Benchmark 4.2.9; KubeletConfiguration tlsCertFile, tlsPrivateKeyFile and serverTLSBootstrap.
import { defineRule, findFlag, isTrue, set, suggestion } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { KUBELET_CONFIGURATION, readsNoFile } from "../_kubelet.ts";
import { onComponent } from "../_visit.ts";

const flags = onComponent("kubelet", (component, { report }) => {
  if (!readsNoFile(component) || isTrue(findFlag(component, "rotate-server-certificates")?.value)) return;
  if (findFlag(component, "tls-cert-file") && findFlag(component, "tls-private-key-file")) return;
  report(
    component.place,
    `${component.label} has no serving certificate: --tls-cert-file is missing.`,
    offer("Let the cluster sign it", component.add("rotate-server-certificates", "true")),
  );
});

export default defineRule({
  id: "kubelet-serving-cert",
  family: "control-plane",
  severity: "warning",
  tier: "strict",
  title: "Kubelet signs its own serving certificate",
  why: "Nobody can verify a certificate that the kubelet made for itself. The API server and metrics collectors then take any, and someone between them and the node reads logs and exec sessions.",
  ignoreWhen: "The API server does not verify kubelets (the kubeadm default) and you cannot approve serving certificates yet.",
  standards: ["cis:4.2.9"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"],
  peers: ["checkov:CKV_K8S_148", "trivy:KCV-0088", "trivy:KCV-0089", "kubescape:C-0181", "kubescape:C-0070"],
  fix: "suggestion",
  kinds: [...flags.kinds, KUBELET_CONFIGURATION],
  needs: flags.needs,
  container: flags.container,
  resource(resource, ctx) {
    flags.resource(resource, ctx);
    const bootstrap = resource.at("serverTLSBootstrap");
    if (resource.kind !== "KubeletConfiguration" || bootstrap.value === true || bootstrap.state === "unknown") return;
    if (!resource.at("tlsCertFile").absent && !resource.at("tlsPrivateKeyFile").absent) return;
    ctx.report(
      bootstrap.absent ? resource.at("kind") : bootstrap,
      "The kubelet has only a self-signed certificate: serverTLSBootstrap is not set.",
      { fixes: [suggestion("Let the cluster sign it", set(bootstrap, true))] },
    );
  },
});
