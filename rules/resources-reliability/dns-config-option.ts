// core/v1 PodDNSConfig.options; resolv.conf(5): with ndots:5 every outside name is first tried with all search domains.
import { append, defineRule, string, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "dns-config-option",
  family: "resources-reliability",
  severity: "info",
  tier: "all",
  title: "Pod lacks a DNS option",
  why: "With the default ndots:5 every look-up of an outside name asks the cluster's DNS up to five times first. A pod that calls outside services a lot brings DNS to its knees.",
  ignoreWhen: "The pod calls services of the cluster only, or names outside hosts with a dot at the end.",
  options: { key: string("ndots", "Name of the option"), value: string("2", "Value of the option") },
  references: ["https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config"],
  peers: ["kube-linter:dnsconfig-options"],
  fix: "suggestion",
  pod(pod, { options, report }) {
    const list = pod.at("dnsConfig", "options");
    if (list.open || list.state === "unknown") return;
    const found = list
      .items()
      .some((item) => item.at("name").value === options.key && String(item.at("value").value ?? "") === options.value);
    if (!found)
      report(list, `${pod.resource.kind} "${pod.resource.name}" does not set the DNS option ${options.key}:${options.value}.`, {
        fixes: [suggestion(`Set ${options.key}:${options.value}`, append(list, { name: options.key, value: options.value }))],
      });
  },
});
