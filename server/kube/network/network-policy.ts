// networking.k8s.io/v1 NetworkPolicy as plain data, with its defaults (kubernetes: pkg/apis/networking/v1/defaults.go).
import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { readSelector, type Selector } from "../labels.ts";
import type { Resource } from "../resource.ts";

export type Direction = "ingress" | "egress";

/** What a NetworkPolicy lets through. `undefined` in a direction: it does not isolate the pods there. */
export interface NetworkRules {
  readonly ingress: readonly TrafficRule[] | undefined;
  readonly egress: readonly TrafficRule[] | undefined;
  /** A template decides a part of it: it may isolate more or less, and let more or less through. */
  readonly uncertain: boolean;
}

/** One of the rules of a direction: traffic that has one of the peers and one of the ports. */
export interface TrafficRule {
  /** `undefined`: everybody. */
  readonly peers: readonly Peer[] | undefined;
  /** `undefined`: every port. */
  readonly ports: readonly PolicyPort[] | undefined;
}

export type Peer = PodPeer | BlockPeer;

/** Pods by their labels, in the namespaces selected; without a selector for namespaces in the policy's own. */
export interface PodPeer {
  /** `undefined`: all pods. */
  readonly pods: Selector | undefined;
  readonly namespaces: Selector | undefined;
}

/** Addresses. */
export interface BlockPeer {
  readonly cidr: string;
  readonly except: readonly string[];
}

export interface PolicyPort {
  readonly protocol: string;
  /** A number, or the name that a container gives it; `undefined`: every port of the protocol. */
  readonly port: number | string | undefined;
  readonly endPort: number | undefined;
}

/** What a NetworkPolicy of Kubernetes itself says; `undefined` for another object. */
export function networkRulesOf({ group, kind, at }: Resource): NetworkRules | undefined {
  if (kind !== "NetworkPolicy" || (group !== "networking.k8s.io" && group !== "extensions")) return undefined;
  const spec = at("spec");
  const [types, ingress, egress] = [spec.at("policyTypes"), spec.at("ingress"), spec.at("egress")];
  const listed = types.items().map((type) => type.value);
  const isolates = (type: string) =>
    listed.length > 0 ? listed.includes(type) : type === "Ingress" || egress.items().length > 0;
  return {
    ingress: isolates("Ingress") ? ingress.items().map((rule) => ruleOf(rule, "from")) : undefined,
    egress: isolates("Egress") ? egress.items().map((rule) => ruleOf(rule, "to")) : undefined,
    uncertain: spec.open || [types, ingress, egress].some((field) => !isKnown(field)),
  };
}

function ruleOf(rule: Field, peers: "from" | "to"): TrafficRule {
  const [whom, ports] = [rule.at(peers).items(), rule.at("ports").items()];
  return { peers: whom.length > 0 ? whom.map(peerOf) : undefined, ports: ports.length > 0 ? ports.map(portOf) : undefined };
}

function peerOf(peer: Field): Peer {
  const block = peer.at("ipBlock");
  if (block.exists) {
    const except = block.at("except").items();
    return { cidr: block.at("cidr").string ?? "", except: except.flatMap((one) => one.string ?? NONE) };
  }
  const [pods, namespaces] = [peer.at("podSelector"), peer.at("namespaceSelector")];
  if (!pods.exists && !namespaces.exists) return NOBODY;
  return {
    pods: pods.exists ? readSelector(pods) : undefined,
    namespaces: namespaces.exists ? readSelector(namespaces) : undefined,
  };
}

/** A peer that says nothing, which the API refuses. */
const NOBODY: Peer = { cidr: "", except: NONE };

function portOf(port: Field): PolicyPort {
  const value = port.at("port").value;
  return {
    protocol: port.at("protocol").string ?? "TCP",
    port: typeof value === "number" || typeof value === "string" ? value : undefined,
    endPort: port.at("endPort").number,
  };
}

/** Whether nothing in a field is decided by a template. */
function isKnown(field: Field): boolean {
  if (field.open || field.state === "unknown") return false;
  if (field.isSequence) return field.items().every(isKnown);
  return !field.isMapping || field.entries().every(([, value]) => isKnown(value));
}
