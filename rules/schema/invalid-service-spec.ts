// core validation, ValidateService: what the schema of a Service does not say, and its words, which are the most often misspelt.
import { type Context, defineRule, type Field, remove, set, suggestion, violationsOf } from "../../server/api.ts";
import { existing } from "./_fields.ts";
import { valueFixes } from "./_value-fixes.ts";

const LOAD_BALANCER_ONLY = new Set(["loadBalancerClass", "allocateLoadBalancerNodePorts"]);
const WORDS: ReadonlySet<string> = new Set(["type", "sessionAffinity"]);

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
  resource(service, { kubernetes, report }) {
    const spec = service.at("spec");
    const type = spec.at("type");
    if (type.state === "unknown") return;
    let isKnown = true;
    for (const violation of violationsOf(service, kubernetes)) {
      const name = String(violation.path[1]);
      if (violation.code !== "value" || violation.path.length !== 2 || !WORDS.has(name)) continue;
      if (name === "type") isKnown = false;
      const field = service.at(...violation.path);
      report(field, `${name} must be one of ${violation.expected.values?.join(", ")}, not "${field.string}".`, {
        fixes: valueFixes(field, violation),
      });
    }
    const kind = type.string ?? "ClusterIP";
    const ip = spec.at("clusterIP");
    if (kind === "ExternalName" && spec.at("externalName").absent)
      report(type, "A Service of type ExternalName must have an externalName.");
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
    if (isKnown && kind !== "ClusterIP") checkRange(spec.at("ports"), report);
    if (isKnown && kind !== "LoadBalancer")
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
