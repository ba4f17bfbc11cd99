// core/v1 ServiceSpec.type: NodePort opens the port on every address of every node.
import { defineRule, manual, remove, set, strings } from "../../server/api.ts";
import { isAllowed } from "./_allowed.ts";

export default defineRule({
  id: "nodeport-service",
  family: "service-exposure",
  severity: "warning",
  tier: "recommended",
  title: "Service opens a port on every node",
  why: "The port is open on every address of every node, those with a public address included. No Ingress, TLS or source range protects it, and NetworkPolicies often see the node's address instead of the client's.",
  ignoreWhen:
    "A load balancer outside the cluster needs node ports (bare metal), and a firewall keeps everybody else away from them.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport"],
  peers: ["kube-linter:exposed-services", "kube-score:service-type", "monokle:KBP114", "kics:service_type_is_nodeport"],
  fix: "suggestion",
  kinds: ["Service"],
  needs: ["NodePort"],
  options: { allow: strings([], "Services that may be of this type: name, namespace/name or namespace/*") },
  resource(service, { options, report }) {
    const type = service.at("spec", "type");
    if (type.value !== "NodePort" || isAllowed(service, options.allow)) return;
    const nodePorts = service
      .at("spec", "ports")
      .items()
      .map((port) => port.at("nodePort"));
    const onlyForNodes = [service.at("spec", "externalTrafficPolicy"), ...nodePorts.toReversed()].filter((field) => field.exists);
    report(type, `Service "${service.name}" is reachable at every address of every node.`, {
      fixes: [manual("Make it a ClusterIP Service", ...onlyForNodes.map(remove), set(type, "ClusterIP"))],
      ...(type.conditional ? { severity: "info" } : {}), // the users of the chart choose
    });
  },
});
