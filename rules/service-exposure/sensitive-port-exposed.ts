// The table of ports is that of the IANA registry and of the projects' defaults.
import { defineRule, type Field, integers, type Resource } from "../../server/api.ts";
import { SENSITIVE_PORTS } from "./_port.table.ts";
import { EXPOSURE_WORDS, exposureOf } from "./_service.ts";

const PORTS = Object.keys(SENSITIVE_PORTS).map(Number);

export default defineRule({
  id: "sensitive-port-exposed",
  family: "service-exposure",
  severity: "warning",
  tier: "recommended",
  title: "Database, shell or cluster port is reachable from outside",
  why: "Scanners try these ports first: many of the programs behind them ask for no password by default, and one weak password of the others gives the data or the node away.",
  ignoreWhen:
    "A firewall outside the cluster restricts who reaches the port. A port whose name says that something else listens there is not reported; nor is a number that much else uses, such as 7000 or 9090, unless the manifest names the program.",
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
      if (field?.number === undefined || isAnother(field.number, port, namesOf(service))) continue;
      const what = SENSITIVE_PORTS[field.number]?.name;
      report(field, `Service "${service.name}" exposes port ${field.number}${what ? ` (${what})` : ""} ${exposure}.`);
    }
  },
  container(container, { options, report }) {
    for (const port of container.at("ports").items()) {
      const field = port.at("hostPort");
      const inner = port.at("containerPort").number;
      const number = [field.number, inner].find((one) => one !== undefined && options.ports.includes(one));
      // Components of the control plane bind their own ports on the node: that is how they are run.
      if (!field.number || number === undefined || container.pod.at("hostNetwork").value === true) continue;
      if (isAnother(number, port, `${container.name} ${container.at("image").string ?? ""}`)) continue;
      const what = SENSITIVE_PORTS[number]?.name;
      report(field, `Container "${container.name}" exposes port ${number}${what ? ` (${what})` : ""} on its node.`);
    }
  },
});

/** What a Service calls itself and the pods behind it. */
function namesOf(service: Resource): string {
  const labels = [service.at("spec", "selector"), service.at("metadata", "labels")].flatMap((map) => map.entries());
  return [service.name, ...labels.map(([, { string }]) => string ?? "")].join(" ");
}

/** Names that say nothing of the program behind a port. */
const GENERIC =
  /^(?:tcp|udp|http|https|web|main|default|port|server|service|api|rest|client|admin|external|public|node|tcp-|p)?[-_]?\d*$/i;

/**
 * Whether another program than the one that the number is known for listens there. The name of the port and its `appProtocol` say so, or the number is used for
 * much else and nothing around it names the program. Only etcd speaks gRPC, and calls its ports client and peer.
 */
function isAnother(number: number, port: Field, names: string): boolean {
  const own = [port.at("name").string, port.at("appProtocol").string, port.at("targetPort").string].filter(
    (text) => text !== undefined,
  );
  if (own.some((text) => /(^|[-/])grpc/i.test(text))) return true;
  const listener = SENSITIVE_PORTS[number];
  if (!listener) return false;
  const isNamed = (text: string) => listener.words.split(" ").some((word) => text.toLowerCase().includes(word));
  if (own.some(isNamed) || isNamed(names)) return false;
  return !listener.certain || own.some((text) => !GENERIC.test(text));
}
