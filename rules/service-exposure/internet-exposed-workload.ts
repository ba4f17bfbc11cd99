// Inventory: the first step of the way from outside to a workload. The steps behind it stand in other documents.
import { defineRule, type Field, type Resource } from "../../server/api.ts";
import { exposureOf } from "./_service.ts";

const ROUTES = ["HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"];
const VIRTUAL_SERVICE = ["http", "tls", "tcp"];

export default defineRule({
  id: "internet-exposed-workload",
  family: "service-exposure",
  severity: "info",
  tier: "all",
  title: "Workload reachable from outside the cluster",
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

/** The names of what an Ingress or a route sends traffic to. */
function backendsOf({ kind, at }: Resource): readonly Field[] {
  const spec = at("spec");
  if (kind === "VirtualService")
    return VIRTUAL_SERVICE.flatMap((protocol) => each(spec.at(protocol), "route")).map((route) =>
      route.at("destination", "host"),
    );
  if (kind !== "Ingress") return each(spec.at("rules"), "backendRefs").map((backend) => backend.at("name"));
  const paths = spec
    .at("rules")
    .items()
    .flatMap((rule) => rule.at("http", "paths").items());
  return [spec.at("defaultBackend"), ...paths.map((path) => path.at("backend"))].map((backend) => backend.at("service", "name"));
}

function each(list: Field, name: string): readonly Field[] {
  return list.items().flatMap((item) => item.at(name).items());
}
