// core validation, ValidateService.
import { type Context, defineRule, dnsSubdomainProblem, type Field, remove, set, suggestion } from "../../server/api.ts";
import { existing } from "./_fields.ts";

const TYPES = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"];
const AFFINITIES = ["None", "ClientIP"];
const LOAD_BALANCER_ONLY = new Set(["loadBalancerClass", "allocateLoadBalancerNodePorts"]);

export default defineRule({
  id: "invalid-service-spec",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Fields of a Service contradict each other",
  why: "The API server refuses such a Service, and whatever calls it by name gets no answer after the deployment.",
  references: ["https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/"],
  peers: ["monokle:K8S001"],
  fix: "suggestion",
  kinds: ["Service"],
  resource(service, { report }) {
    const spec = service.at("spec");
    const type = spec.at("type");
    if (type.state === "unknown") return;
    checkChoice(type, TYPES, report);
    checkChoice(spec.at("sessionAffinity"), AFFINITIES, report);
    const kind = type.string ?? "ClusterIP";
    const ip = spec.at("clusterIP");
    if (kind === "ExternalName") {
      const host = spec.at("externalName");
      const problem = hostProblem(host.string?.replace(/\.$/, ""));
      if (host.absent) report(type, "A Service of type ExternalName must have an externalName.");
      else if (problem) report(host, `externalName ${problem}.`);
    } else if (spec.isMapping && spec.at("ports").absent && ip.value !== "None") {
      report(service.at("spec", "ports"), "A Service must have ports, unless it is headless (clusterIP: None).");
    }
    if (ip.value === "None" && (kind === "NodePort" || kind === "LoadBalancer"))
      report(ip, `A Service of type ${kind} cannot be headless.`, {
        related: [{ message: "The type.", at: type }],
        fixes: [suggestion("Remove clusterIP", remove(ip))],
      });
    if (kind === "ClusterIP")
      for (const port of spec.at("ports").items()) {
        const node = port.at("nodePort");
        if (node.number)
          report(node.pair, "nodePort may not be set on a Service of type ClusterIP.", {
            fixes: [suggestion("Remove nodePort", remove(node)), suggestion("Make it a NodePort Service", set(type, "NodePort"))],
          });
      }
    if (kind !== "ClusterIP") checkRange(spec.at("ports"), report);
    if (kind !== "LoadBalancer" && TYPES.includes(kind))
      for (const field of existing(spec, LOAD_BALANCER_ONLY))
        report(field.key, `${field.name} may only be set on a Service of type LoadBalancer.`, {
          fixes: [suggestion(`Remove ${field.name}`, remove(field))],
        });
  },
});

/** The range of `--service-node-port-range`, which few clusters change. */
function checkRange(ports: Field, report: Context["report"]): void {
  for (const port of ports.items()) {
    const node = port.at("nodePort");
    if (node.number !== undefined && node.number > 0 && node.number <= 65535 && (node.number < 30000 || node.number > 32767))
      report(node, `nodePort ${node.number} is outside 30000-32767, the range of a cluster by default.`, { severity: "warning" });
  }
}

/** What is wrong with a host name; nothing where it is unknown. */
function hostProblem(name: string | undefined): string | undefined {
  return name === undefined ? undefined : dnsSubdomainProblem(name);
}

function checkChoice(field: Field, choices: readonly string[], report: Context["report"]): void {
  const text = field.string;
  if (!text || choices.includes(text)) return; // an empty text is the default
  const meant = choices.find((choice) => choice.toLowerCase() === text.toLowerCase().replaceAll(/[-_ ]/g, ""));
  report(field, `${field.name} must be one of ${choices.join(", ")}, not "${text}".`, {
    fixes: meant ? [suggestion(`Use ${meant}`, set(field, meant))] : [],
  });
}
