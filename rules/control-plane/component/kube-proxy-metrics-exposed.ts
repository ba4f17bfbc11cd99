// CIS Kubernetes Benchmark 4.3.1; KubeProxyConfiguration metricsBindAddress (default 127.0.0.1:10249).
import { boolean, defineRule, findFlag, type Resource, set, suggestion } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onComponent } from "../_visit.ts";

const LOCAL = "127.0.0.1:10249";
const EVERYWHERE = /^(?:0\.0\.0\.0|\[?::\]?)(?::\d+)?$/;

const flags = onComponent("kube-proxy", (component, { report }) => {
  const flag = findFlag(component, "metrics-bind-address");
  if (flag?.value && EVERYWHERE.test(flag.value))
    report(flag.place, `${component.label} serves metrics to every network: --metrics-bind-address is ${flag.value}.`, {
      ...offer("Serve metrics on the node only", flag.set(LOCAL)),
    });
});

export default defineRule({
  id: "kube-proxy-metrics-exposed",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "kube-proxy serves metrics and its settings to the network",
  why: "Port 10249 asks for no credentials and answers /configz with the whole configuration and /debug/pprof where it is on. On 0.0.0.0 every pod and every neighbour of the node can read it.",
  ignoreWhen: "Prometheus scrapes it from other nodes and a firewall keeps others out.",
  standards: ["cis:4.3.1"],
  references: ["https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/"],
  peers: ["kubescape:C-0291"],
  fix: "suggestion",
  options: { reportUnset: boolean(false, "Also report a configuration that leaves the address at its default") },
  kinds: [...flags.kinds, "ConfigMap", "kubeproxy.config.k8s.io/KubeProxyConfiguration"],
  needs: ["bind", "kubeproxy"],
  container: flags.container,
  resource(resource, ctx) {
    flags.resource(resource, ctx);
    if (resource.kind === "ConfigMap") {
      const line = embedded(resource);
      if (line) ctx.report(line.at, `kube-proxy serves metrics to every network: metricsBindAddress is ${line.address}.`);
    }
    if (resource.kind !== "KubeProxyConfiguration") return;
    const address = resource.at("metricsBindAddress");
    const fixes = [suggestion("Serve metrics on the node only", set(address, LOCAL))];
    if (EVERYWHERE.test(address.string ?? ""))
      ctx.report(address, `kube-proxy serves metrics to every network: metricsBindAddress is ${address.string}.`, { fixes });
    else if (ctx.options.reportUnset && (address.absent || address.value === ""))
      ctx.report(address.absent ? resource.at("kind") : address, "kube-proxy's metricsBindAddress is not set.", {
        fixes,
      });
  },
});

/** kubeadm keeps the configuration as a text in the ConfigMap kube-proxy (cmd/kubeadm, addons/proxy/manifests.go). */
function embedded(map: Resource) {
  const file = map.at("data", "config.conf");
  const text = file.string;
  if (!text?.includes("KubeProxyConfiguration")) return undefined;
  const address = /^metricsBindAddress:[ \t]*["']?([^\s"'#]+)/m.exec(text)?.[1];
  return address !== undefined && EVERYWHERE.test(address) ? { at: file.key, address } : undefined;
}
