// Inventory: the first step of the way from outside to a workload. The steps behind it stand in other documents.
import { defineRule } from "../../server/api.ts";
import { BACKEND_WORDS, backendsOf } from "./_backend.ts";
import { EXPOSURE_WORDS, exposureOf } from "./_service.ts";

const ROUTES = ["HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"];

export default defineRule({
  id: "internet-exposed-workload",
  family: "service-exposure",
  severity: "info",
  tier: "all",
  title: "Workload is reachable from outside the cluster",
  why: "An inventory for reviews: what can be reached from outside is attacked first, so it should be known and as little as possible.",
  ignoreWhen: "The exposure was reviewed.",
  how: "Nothing, if it is meant to be reached.",
  peers: ["kubescape:C-0256", "kubescape:C-0266", "kics:ingress_controller_exposes_workload"],
  kinds: [
    "Service",
    "Ingress",
    ...ROUTES.map((kind) => `gateway.networking.k8s.io/${kind}`),
    "networking.istio.io/VirtualService",
  ],
  needs: [...EXPOSURE_WORDS, ...BACKEND_WORDS],
  resource(resource, { report }) {
    const { kind, name } = resource;
    if (kind === "Service") {
      const exposure = exposureOf(resource);
      if (exposure) report(resource.at("spec", "type"), `Service "${name}" is reachable from outside, ${exposure}.`);
      return;
    }
    const seen = new Set<string>();
    for (const backend of backendsOf(resource)) {
      const target = backend.string;
      if (target === undefined || seen.has(target)) continue;
      seen.add(target);
      report(backend, `${kind} "${name}" makes "${target}" reachable from outside.`);
    }
  },
});
