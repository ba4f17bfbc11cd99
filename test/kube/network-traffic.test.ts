import { describe, expect, it } from "vitest";
import { readSelector } from "../../server/kube/labels.ts";
import { networkRulesOf } from "../../server/kube/network/network-policy.ts";
import { both, type Ports } from "../../server/kube/network/ports.ts";
import { type Endpoint, namespaceLabels, type Policy, portsLetThrough } from "../../server/kube/network/traffic.ts";
import { resourcesOf } from "../../server/kube/resource.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { fc } from "../support/property.ts";

// The evaluation against one that looks at a single connection and reads the objects as they are written.

/** The ports that both sides let through. */
function portsBetween(policies: readonly Policy[], from: Endpoint, to: Endpoint, labels: typeof labelsOf): Ports {
  return both(portsLetThrough(policies, "egress", from, to, labels), portsLetThrough(policies, "ingress", from, to, labels));
}

function hasPort(ports: Ports, protocol: string, port: number): boolean {
  return ports === "all" || ports.some((range) => range.protocol === protocol && range.first <= port && port <= range.last);
}

type Labels = Readonly<Record<string, string>>;
interface WrittenSelector {
  matchLabels?: Labels;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}
interface WrittenPeer {
  podSelector?: WrittenSelector;
  namespaceSelector?: WrittenSelector;
  ipBlock?: { cidr: string; except?: string[] };
}
interface WrittenPort {
  protocol?: string;
  port?: number | string;
  endPort?: number;
}
interface WrittenRule {
  from?: WrittenPeer[];
  to?: WrittenPeer[];
  ports?: WrittenPort[];
}
interface WrittenPolicy {
  namespace: string;
  spec: { podSelector?: WrittenSelector; policyTypes?: string[]; ingress?: WrittenRule[]; egress?: WrittenRule[] };
}
interface Pod {
  namespace: string;
  labels: Labels;
}
interface Connection {
  from: Pod;
  to: Pod;
  protocol: string;
  port: number;
}

const NAMED = [
  { name: "web", number: 80, protocol: "TCP" },
  { name: "dns", number: 53, protocol: "UDP" },
];
const NAMESPACES: Readonly<Record<string, Labels>> = { shop: { team: "a" }, logs: { team: "b", tier: "a" }, bare: {} };

/** Whether a policy of one side says yes, no, or nothing of the connection. */
function verdict({ namespace, spec }: WrittenPolicy, side: "Ingress" | "Egress", connection: Connection): boolean | undefined {
  const own = side === "Ingress" ? connection.to : connection.from;
  const other = side === "Ingress" ? connection.from : connection.to;
  if (own.namespace !== namespace || !fits(spec.podSelector ?? {}, own.labels)) return undefined;
  const types = spec.policyTypes?.length ? spec.policyTypes : spec.egress?.length ? ["Ingress", "Egress"] : ["Ingress"];
  if (!types.includes(side)) return undefined;
  for (const rule of (side === "Ingress" ? spec.ingress : spec.egress) ?? []) {
    const peers = (side === "Ingress" ? rule.from : rule.to) ?? [];
    const peerFits = peers.length === 0 || peers.some((peer) => means(peer, namespace, other));
    const portFits = !rule.ports?.length || rule.ports.some((port) => takes(port, connection));
    if (peerFits && portFits) return true;
  }
  return false;
}

function means(peer: WrittenPeer, namespace: string, pod: Pod): boolean {
  if (peer.ipBlock) return false;
  if (!peer.podSelector && !peer.namespaceSelector) return false;
  const labels = { ...NAMESPACES[pod.namespace], "kubernetes.io/metadata.name": pod.namespace };
  const inNamespace = peer.namespaceSelector ? fits(peer.namespaceSelector, labels) : pod.namespace === namespace;
  return inNamespace && fits(peer.podSelector ?? {}, pod.labels);
}

function takes({ protocol = "TCP", port, endPort }: WrittenPort, connection: Connection): boolean {
  if (protocol !== connection.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === "string")
    return NAMED.some((one) => one.name === port && one.protocol === protocol && one.number === connection.port);
  return endPort === undefined ? port === connection.port : port <= connection.port && connection.port <= endPort;
}

function fits({ matchLabels = {}, matchExpressions = [] }: WrittenSelector, labels: Labels): boolean {
  for (const key in matchLabels) if (labels[key] !== matchLabels[key]) return false;
  for (const { key, operator, values = [] } of matchExpressions) {
    const has = key in labels;
    const isIn = has && values.includes(labels[key] as string);
    if (operator === "In" && !isIn) return false;
    if (operator === "NotIn" && isIn) return false;
    if (operator === "Exists" && !has) return false;
    if (operator === "DoesNotExist" && has) return false;
  }
  return true;
}

function isLetThrough(policies: readonly WrittenPolicy[], connection: Connection): boolean {
  return (["Egress", "Ingress"] as const).every((side) => {
    const verdicts = policies.map((policy) => verdict(policy, side, connection)).filter((one) => one !== undefined);
    return verdicts.length === 0 || verdicts.includes(true);
  });
}

function read({ namespace, spec }: WrittenPolicy): Policy {
  const written = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "a", namespace }, spec };
  const text = JSON.stringify(written);
  const [resource] = resourcesOf(parse(text, 0, text.length));
  const rules = resource && networkRulesOf(resource);
  if (!resource || !rules) throw new Error("not read");
  return { ...rules, namespace, name: "a", pods: readSelector(resource.at("spec", "podSelector")) };
}

const endpoint = ({ namespace, labels }: Pod): Endpoint => ({ namespace, labels, ports: NAMED, hostNetwork: false });
const labelsOf = (namespace: string | undefined) => namespaceLabels(namespace, NAMESPACES[namespace ?? ""] ?? {});

const key = fc.constantFrom("app", "tier", "team");
const value = fc.constantFrom("a", "b");
const labels = fc.dictionary(key, value, { maxKeys: 2 });
const expression = fc
  .record({ key, operator: fc.constantFrom("In", "NotIn", "Exists", "DoesNotExist"), values: fc.array(value, { maxLength: 2 }) })
  .map(({ values, ...rest }) => (rest.operator.endsWith("In") ? { ...rest, values } : rest));
const selector = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const namespace = fc.constantFrom("shop", "logs", "bare");
const namespaceSelector = fc.oneof(
  selector,
  namespace.map((name) => ({ matchLabels: { "kubernetes.io/metadata.name": name } })),
);
const peer = fc.oneof(
  fc.record({ podSelector: selector, namespaceSelector }, { requiredKeys: [] }),
  fc.constant({ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }),
);
const protocol = fc.constantFrom("TCP", "UDP", "SCTP");
const port = fc.oneof(
  fc.record({ protocol, port: fc.constantFrom(53, 80, 443) }, { requiredKeys: [] }),
  fc.record({ protocol, port: fc.constantFrom("web", "dns", "none") }, { requiredKeys: ["port"] }),
  fc.record(
    { protocol, port: fc.constantFrom(50, 79), endPort: fc.constantFrom(80, 100) },
    { requiredKeys: ["port", "endPort"] },
  ),
);
const rule = (peers: "from" | "to") =>
  fc.record({ [peers]: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) }, { requiredKeys: [] });
const policy: fc.Arbitrary<WrittenPolicy> = fc.record({
  namespace,
  spec: fc.record(
    {
      podSelector: selector,
      policyTypes: fc.subarray(["Ingress", "Egress"]),
      ingress: fc.array(rule("from"), { maxLength: 2 }),
      egress: fc.array(rule("to"), { maxLength: 2 }),
    },
    { requiredKeys: ["podSelector"] },
  ),
});
const pod = fc.record({ namespace, labels });
const connection = fc.record({ from: pod, to: pod, protocol, port: fc.constantFrom(53, 80, 90, 443) });

describe("traffic", () => {
  it("is let through as each connection by itself", () => {
    fc.assert(
      fc.property(
        fc.array(policy, { maxLength: 4 }),
        fc.array(connection, { minLength: 1, maxLength: 12 }),
        (written, connections) => {
          const policies = written.map(read);
          for (const one of connections) {
            const ports = portsBetween(policies, endpoint(one.from), endpoint(one.to), labelsOf);
            expect(hasPort(ports, one.protocol, one.port)).toBe(isLetThrough(written, one));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("of the node's own network is not limited by policies", () => {
    const deny = read({ namespace: "shop", spec: { podSelector: {}, policyTypes: ["Ingress"] } });
    const to = endpoint({ namespace: "shop", labels: {} });
    expect(portsBetween([deny], to, to, labelsOf)).toEqual([]);
    expect(portsBetween([deny], to, { ...to, hostNetwork: true }, labelsOf)).toBe("all");
  });
});
