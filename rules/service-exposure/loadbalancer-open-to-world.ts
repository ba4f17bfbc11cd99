// core/v1 ServiceSpec.loadBalancerSourceRanges: where it is missing every address may connect.
import { defineRule, manual, set, strings } from "../../server/api.ts";
import { isAllowed } from "./_allowed.ts";
import { isEverywhere, isInternal, isLoadBalancer, sourceRangesOf } from "./_service.ts";

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Ports of the web: what listens there is made to be reached by anyone. */
const WEB: ReadonlySet<unknown> = new Set([80, 443, "http", "https", "http2", "web", "websecure"]);

export default defineRule({
  id: "loadbalancer-open-to-world",
  family: "service-exposure",
  severity: "warning",
  tier: "recommended",
  title: "Load balancer admits the whole internet",
  why: "A new public address is scanned within minutes. What answers there meets every attempt on its passwords and every exploit of the day.",
  ignoreWhen:
    "The service is meant for everybody. With the ports of the web only (80, 443) that is likely, and reported as information.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer"],
  fix: "suggestion",
  kinds: ["Service"],
  needs: ["LoadBalancer"],
  options: { allow: strings([], "Services that everybody may reach: name, namespace/name or namespace/*") },
  resource(service, { options, report }) {
    if (!isLoadBalancer(service) || isInternal(service) || isAllowed(service, options.allow)) return;
    const ranges = sourceRangesOf(service);
    for (const { at, text } of ranges ?? [])
      if (isEverywhere(text)) report(at, `Load balancer "${service.name}" admits every address (${text}).`);
    const ports = service.at("spec", "ports");
    const webOnly = ports.items().every((port) => WEB.has(port.at("port").value ?? port.at("name").value));
    if (ranges !== undefined || service.at("spec", "loadBalancerSourceRanges").state === "unknown") return;
    report(service.at("spec", "type"), `Load balancer "${service.name}" admits every address: nothing restricts the sources.`, {
      ...(webOnly && !ports.open ? { severity: "info" as const } : {}),
      fixes: [manual("Admit private networks only: edit the list", set(service.at("spec", "loadBalancerSourceRanges"), PRIVATE))],
    });
  },
});
