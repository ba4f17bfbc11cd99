// The table of ports is that of the IANA registry and of the projects' defaults.
import {
  defineRule,
  deployedBeside,
  type Field,
  type IndexedObject,
  integers,
  podSelectorOf,
  type Resource,
  valueAt,
  workloadsSelectedBy,
} from "../../server/api.ts";
import { SENSITIVE_PORTS, speaksOf } from "./_port.table.ts";
import { programIn } from "./_program.ts";
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
    "A firewall outside the cluster restricts who reaches the port. A number alone proves no database: the port, the Service, its labels, or a container behind it must name the program (22, 23, 445, 2375 and 3389 speak for themselves).",
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
  workspace(service, index, { options, report }) {
    const type = valueAt(service, "spec.type")?.value;
    const selector = podSelectorOf(service);
    if (service.kind !== "Service" || !service.builtIn || (type !== "NodePort" && type !== "LoadBalancer")) return;
    if (!selector || valueAt(service, "internal")) return;
    const names = [service.name, ...Object.values(service.labels), ...Object.values(selector.matchLabels)].join(" ");
    const ports = silentPorts(service, names).filter(({ number }) => options.ports.includes(number));
    if (ports.length === 0 || Object.keys(selector.matchLabels).length === 0) return;
    for (const workload of workloadsSelectedBy(index, service, selector).filter((one) => deployedBeside(one, service)))
      for (const { number, site } of ports) {
        const listener = SENSITIVE_PORTS[number];
        if (!listener || !programsOf(workload).some((text) => speaksOf(listener, text))) continue;
        const how = type === "NodePort" ? "on every node" : "through a load balancer";
        report(site, `Service "${service.name}" exposes port ${number} (${listener.name}) ${how}.`, {
          related: [{ message: `${workload.kind} "${workload.name}".`, object: workload, at: workload.site }],
        });
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

/** The ports of a Service of which nothing in it says what listens there: its own names would, or a port's. */
function silentPorts(service: IndexedObject, names: string): readonly { number: number; site: IndexedObject["site"] }[] {
  const parts = service.provides.flatMap((one) => one.parts ?? []);
  const targets = service.references.filter(({ field, kind }) => kind === "Pod" && field === "spec.ports.*");
  return parts.flatMap(({ name, number, site }, i) => {
    const sides = [number, targets.length === parts.length ? targets[i]?.key : undefined];
    const known = sides.find((one): one is number => typeof one === "number" && SENSITIVE_PORTS[one] !== undefined);
    const listener = known === undefined ? undefined : SENSITIVE_PORTS[known];
    if (known === undefined || !listener || listener.certain || !GENERIC.test(name ?? "")) return [];
    return speaksOf(listener, `${names} ${name ?? ""}`) ? [] : [{ number: known, site }];
  });
}

/** By which names a workload calls what it runs. */
function programsOf({ pods }: IndexedObject): readonly string[] {
  return pods.flatMap(({ containers }) =>
    containers
      .filter(({ role }) => role === "app")
      .flatMap(({ name, image, ports }) => [name, programIn(image), ...ports.map((port) => port.name ?? "")]),
  );
}

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
  if ([...own, names].some((text) => speaksOf(listener, text))) return false;
  return !listener.certain || own.some((text) => !GENERIC.test(text));
}
