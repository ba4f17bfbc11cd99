// The table of ports is that of the IANA registry and of the projects' defaults.
import { defineRule, type Field, integers } from "../../server/api.ts";
import { SENSITIVE_PORTS } from "./_port.table.ts";
import { EXPOSURE_WORDS, exposureOf } from "./_service.ts";

const PORTS = Object.keys(SENSITIVE_PORTS).map(Number);

export default defineRule({
  id: "sensitive-port-exposed",
  family: "service-exposure",
  severity: "warning",
  tier: "recommended",
  title: "Database, shell or cluster port reachable from outside",
  why: "Scanners try these ports first: many of the programs behind them ask for no password by default, and one weak password of the others gives the data or the node away.",
  ignoreWhen:
    "A firewall outside the cluster restricts who reaches the port. A port that says it speaks gRPC is another program's than the one that the number is known for, and not reported.",
  how: "Keep the Service inside the cluster (ClusterIP), make the load balancer internal, or use kubectl port-forward for the few who need it.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types"],
  peers: ["kubescape:C-0042", "kubescape:C-0021"],
  kinds: ["Service"],
  needs: [...EXPOSURE_WORDS, "hostPort"],
  options: { ports: integers(PORTS, "Ports that may not be reachable from outside") },
  resource(service, { options, report }) {
    const exposure = exposureOf(service);
    if (!exposure) return;
    for (const port of service.at("spec", "ports").items()) {
      const sides = [port.at("port"), port.at("targetPort")];
      const field = sides.find(({ number }) => number !== undefined && options.ports.includes(number));
      if (field?.number === undefined || isGrpc(port)) continue;
      const what = SENSITIVE_PORTS[field.number];
      report(field, `Service "${service.name}" offers port ${field.number}${what ? ` (${what})` : ""} ${exposure}.`);
    }
  },
  container(container, { options, report }) {
    for (const port of container.at("ports").items()) {
      const field = port.at("hostPort");
      const inner = port.at("containerPort").number;
      const number = [field.number, inner].find((one) => one !== undefined && options.ports.includes(one));
      // Components of the control plane bind their own ports on the node: that is how they are run.
      if (!field.number || number === undefined || container.pod.at("hostNetwork").value === true) continue;
      const what = SENSITIVE_PORTS[number];
      report(field, `Container "${container.name}" offers port ${number}${what ? ` (${what})` : ""} on its node.`);
    }
  },
});

/** By its name or `appProtocol`. Of the programs behind these ports only etcd speaks gRPC, and calls its ports client and peer. */
function isGrpc(port: Field): boolean {
  return [port.at("name").string, port.at("appProtocol").string].some((text) => text !== undefined && /(^|[-/])grpc/i.test(text));
}
