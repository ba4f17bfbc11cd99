// CVE-2020-8554: whoever may write externalIPs takes over the traffic to any address. Deprecated by KEP-5707.
import { defineRule, strings } from "../../server/api.ts";

export default defineRule({
  id: "external-ips-service",
  family: "service-exposure",
  severity: "error",
  tier: "recommended",
  title: "Service claims external addresses",
  why: "Every node sends traffic for such an address to the Service, whoever owns the address: with 8.8.8.8 in the list the cluster's DNS queries go there (CVE-2020-8554).",
  ignoreWhen: "The addresses are the cluster's own, and admission allows no others: name them in the option.",
  how: "Use a Service of type LoadBalancer, with MetalLB or kube-vip on bare metal, or a Gateway.",
  references: [
    "https://kubernetes.io/docs/concepts/services-networking/service/#external-ips",
    "https://nvd.nist.gov/vuln/detail/CVE-2020-8554",
  ],
  peers: ["trivy:KSV-0108", "kubescape:C-0283"],
  kinds: ["Service"],
  needs: ["externalIPs"],
  options: { allowedIPs: strings([], "External addresses that belong to the cluster") },
  resource(service, { options, report }) {
    const addresses = service.at("spec", "externalIPs");
    const foreign = addresses.items().filter((item) => item.exists && !options.allowedIPs.includes(item.string ?? ""));
    if (foreign.length > 0) report(addresses.key, `Service "${service.name}" claims the traffic to external addresses.`);
  },
});
