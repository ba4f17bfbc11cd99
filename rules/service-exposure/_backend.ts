import type { Field, Resource } from "../../server/api.ts";

/** The words one of which stands where traffic is sent to something. */
export const BACKEND_WORDS: readonly string[] = ["backend", "defaultBackend", "backendRefs", "destination"];

/**
 * The names of the Services that an Ingress, a route of the Gateway API or an Istio VirtualService sends traffic to, in their order. The fields need not
 * exist.
 */
export function backendsOf({ kind, at }: Resource): readonly Field[] {
  const spec = at("spec");
  if (kind === "VirtualService")
    return ["http", "tls", "tcp"]
      .flatMap((protocol) => below(spec.at(protocol), "route"))
      .map((route) => route.at("destination", "host"));
  if (kind !== "Ingress") return below(spec.at("rules"), "backendRefs").map((backend) => backend.at("name"));
  const paths = spec
    .at("rules")
    .items()
    .flatMap((rule) => rule.at("http", "paths").items());
  // `serviceName` is that of extensions/v1beta1.
  return [spec.at("defaultBackend"), ...paths.map((path) => path.at("backend"))].map((backend) =>
    backend.at("serviceName").exists ? backend.at("serviceName") : backend.at("service", "name"),
  );
}

/** The items of the lists of this name in the items of a list. */
function below(list: Field, name: string): readonly Field[] {
  return list.items().flatMap((item) => item.at(name).items());
}
