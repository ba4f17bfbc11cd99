// What NetworkPolicies let through (networking.k8s.io/v1; docs/concepts/services-networking/network-policies.md).
import { holds, parseCidr } from "../ip.ts";
import { contradictedLabel, type Labels, type Selector, selects } from "../labels.ts";
import type { BlockPeer, Direction, NetworkRules, Peer, PodPeer, TrafficRule } from "./network-policy.ts";
import { either, type NamedPort, type Ports, portsOf } from "./ports.ts";

/** A NetworkPolicy with whom it selects. */
export interface Policy extends NetworkRules {
  readonly namespace: string | undefined;
  readonly name: string;
  readonly pods: Selector;
}

/** Pods of one workload. */
export interface Endpoint {
  readonly namespace: string | undefined;
  readonly labels: Labels;
  readonly ports: readonly NamedPort[];
  /** It shares the network of its node: policies do not apply to it. */
  readonly hostNetwork: boolean;
}

/** The labels of a namespace, of which every one has its name. */
export type NamespaceLabels = (namespace: string | undefined) => Labels;

/** Whether the policy selects the pods. Where a namespace is not said, it may be any. */
export function isSelected({ namespace, pods }: Pick<Policy, "namespace" | "pods">, endpoint: Endpoint): boolean {
  return !endpoint.hostNetwork && mayBeSame(namespace, endpoint.namespace) && selects(pods, endpoint.labels);
}

/** The policies that isolate the pods in a direction: without one everything is let through. */
export function isolating<P extends Policy>(policies: readonly P[], endpoint: Endpoint, direction: Direction): readonly P[] {
  return policies.filter((policy) => policy[direction] !== undefined && isSelected(policy, endpoint));
}

/**
 * The ports on `to` that the policies of one side let through between two endpoints: in the direction egress those of `from`, in the direction
 * ingress those of `to`.
 */
export function portsLetThrough(
  policies: readonly Policy[],
  direction: Direction,
  from: Endpoint,
  to: Endpoint,
  labelsOf: NamespaceLabels,
): Ports {
  const [own, other] = direction === "ingress" ? [to, from] : [from, to];
  const applying = isolating(policies, own, direction);
  if (applying.length === 0) return "all";
  return applying.reduce<Ports>((ports, policy) => either(ports, portsByPolicy(policy, direction, other, to, labelsOf)), []);
}

/** The ports on `to` that one policy lets through where `other` is the peer. */
function portsByPolicy(policy: Policy, direction: Direction, other: Endpoint, to: Endpoint, labelsOf: NamespaceLabels): Ports {
  const rules = policy[direction] ?? [];
  return rules
    .filter((rule) => !rule.peers || rule.peers.some((peer) => isPeer(peer, policy.namespace, other, labelsOf)))
    .reduce<Ports>((ports, rule) => either(ports, portsOf(rule.ports, to.ports)), []);
}

/** Whether a peer of a policy in a namespace means the endpoint. Addresses of pods are not known: a block means none of them. */
export function isPeer(peer: Peer, namespace: string | undefined, endpoint: Endpoint, labelsOf: NamespaceLabels): boolean {
  if (isBlock(peer)) return false;
  if (endpoint.hostNetwork) return false; // it has the address of its node
  if (peer.pods && !selects(peer.pods, endpoint.labels)) return false;
  return peer.namespaces ? selects(peer.namespaces, labelsOf(endpoint.namespace)) : mayBeSame(namespace, endpoint.namespace);
}

export function isBlock(peer: Peer): peer is BlockPeer {
  return "cidr" in peer;
}

/** Whether a peer can mean nobody: its selector contradicts itself, or everything is excepted of its addresses. */
export function isNobody(peer: Peer): boolean {
  if (!isBlock(peer)) return [peer.pods, peer.namespaces].some((one) => one && contradictedLabel(one) !== undefined);
  const all = parseCidr(peer.cidr);
  return !all || peer.except.map(parseCidr).some((one) => one !== undefined && holds(one, all));
}

/** Whether a rule lets a port through to some peer at least; a port by name may be any. */
export function opensPort({ ports }: TrafficRule, protocol: string, port: number): boolean {
  if (!ports) return true;
  return ports.some(
    (one) =>
      one.protocol === protocol && (typeof one.port !== "number" || (one.port <= port && port <= (one.endPort ?? one.port))),
  );
}

/** Whether a rule lets everybody through to every port. */
export function isOpenToAll({ peers, ports }: TrafficRule): boolean {
  return !ports && (!peers || peers.some((peer) => (isBlock(peer) ? isEveryAddress(peer) : isEverybody(peer))));
}

function isEveryAddress({ cidr, except }: BlockPeer): boolean {
  return parseCidr(cidr)?.prefix === 0 && except.length === 0;
}

/** Whether a peer takes in every pod of every namespace. */
function isEverybody(peer: PodPeer): boolean {
  return isEverything(peer.namespaces) && (peer.pods === undefined || isEverything(peer.pods));
}

function isEverything(selector: Selector | undefined): boolean {
  return (
    selector !== undefined &&
    !selector.uncertain &&
    Object.keys(selector.matchLabels).length === 0 &&
    selector.matchExpressions.length === 0
  );
}

/** What every namespace is labelled with, whatever else its object says (kubernetes: NamespaceDefaultLabelName). */
export function namespaceLabels(name: string | undefined, labels: Labels): Labels {
  return name === undefined ? labels : { ...labels, "kubernetes.io/metadata.name": name };
}

function mayBeSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
