import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import { endpointIn, type PolicyObject, policyIn } from "../../kube/graph/policies.ts";
import { namespacesOf } from "../../kube/graph/world.ts";
import { type Selector, selectorText } from "../../kube/labels.ts";
import type { Direction, Peer, TrafficRule } from "../../kube/network/network-policy.ts";
import { both, either, FIRST_PORT, isNone, LAST_PORT, type Ports, portsOf } from "../../kube/network/ports.ts";
import {
  type Endpoint,
  isBlock,
  isNobody,
  isolating,
  isPeer,
  isSelected,
  type NamespaceLabels,
  portsLetThrough,
} from "../../kube/network/traffic.ts";
import { groupedBy } from "../../text/grouped.ts";
import { NONE } from "../../text/none.ts";
import { byText, type Link, linkTo, type PlaceOf } from "./link.ts";

/** Who may reach a workload, and whom it may reach: the JSON of `explain-network`. */
export interface NetworkAnswer {
  readonly version: 1;
  readonly workload: Link;
  readonly ingress: {
    readonly isolated: boolean;
    readonly from: readonly TrafficAnswer[];
    readonly blocked: readonly BlockedAnswer[];
  };
  readonly egress: {
    readonly isolated: boolean;
    readonly to: readonly TrafficAnswer[];
    readonly blocked: readonly BlockedAnswer[];
  };
  /** Policies of its namespace that may select it, and of which something fills in a part before they are applied. */
  readonly uncertain: readonly Omit<Link, "kind">[];
}

export interface TrafficAnswer {
  readonly peer: PeerAnswer;
  readonly ports: readonly PortAnswer[] | "all";
  /** `null`: no policy isolates the workload. */
  readonly policy: Omit<Link, "kind"> | null;
}

/** What a policy of the workload lets through, and those of the peer do not. */
export interface BlockedAnswer {
  readonly peer: PeerAnswer;
  readonly policy: Omit<Link, "kind"> | null;
}

/** A workload, addresses, pods that are not in these files by their labels, or everybody. */
export type PeerAnswer =
  | "any"
  | Pick<Link, "kind" | "namespace" | "name">
  | { readonly cidr: string; readonly except: readonly string[] }
  | { readonly podSelector: string | null; readonly namespaceSelector: string | null };

interface PortAnswer {
  readonly protocol: string;
  /** `null`: every port of the protocol. */
  readonly port: number | null;
  readonly endPort: number | null;
}

/** What is known of the cluster. */
interface Net {
  readonly endpoints: readonly { readonly object: IndexedObject; readonly endpoint: Endpoint }[];
  readonly policiesOf: (namespace: string | undefined) => readonly PolicyObject[];
  readonly labelsOf: NamespaceLabels;
  readonly placeOf: PlaceOf;
}

/** Answers `explain-network` for one of the objects. */
export function networkAnswer(
  workload: IndexedObject,
  objects: readonly IndexedObject[],
  placeOf: PlaceOf,
): NetworkAnswer | undefined {
  const own = endpointIn(workload);
  if (!own) return undefined;
  const net: Net = {
    endpoints: objects
      .filter(({ kind }) => kind !== "PodTemplate")
      .flatMap((object): Net["endpoints"] => {
        const endpoint = endpointIn(object);
        return endpoint ? [{ object, endpoint }] : NONE;
      }),
    policiesOf: byNamespace(objects.flatMap((object) => policyIn(object) ?? NONE)),
    labelsOf: namespacesOf(objects),
    placeOf,
  };
  const ingress = side("ingress", own, net);
  const egress = side("egress", own, net);
  return {
    version: 1,
    workload: linkTo(workload, placeOf),
    ingress: { isolated: ingress.isolated, from: ingress.let, blocked: ingress.blocked },
    egress: { isolated: egress.isolated, to: egress.let, blocked: egress.blocked },
    uncertain: net
      .policiesOf(own.namespace)
      .filter((policy) => (policy.uncertain || policy.pods.uncertain) && isSelected(policy, own))
      .map((policy) => policyLink(policy, placeOf))
      .sort(byText((link) => JSON.stringify(link))),
  };
}

function policyLink({ at }: PolicyObject, placeOf: PlaceOf): Omit<Link, "kind"> {
  const { kind: _, ...link } = linkTo(at, placeOf);
  return link;
}

function byNamespace(policies: readonly PolicyObject[]): Net["policiesOf"] {
  const known = groupedBy(policies, ({ namespace }) => namespace);
  return (namespace) => (namespace === undefined ? policies : [...(known.get(namespace) ?? []), ...(known.get(undefined) ?? [])]);
}

interface Side {
  readonly isolated: boolean;
  readonly let: readonly TrafficAnswer[];
  readonly blocked: readonly BlockedAnswer[];
}

function side(direction: Direction, own: Endpoint, net: Net): Side {
  const policies = isolating(net.policiesOf(own.namespace), own, direction);
  if (policies.length === 0) return { isolated: false, let: [{ peer: "any", ports: "all", policy: null }], blocked: [] };
  const found = policies.flatMap((policy) => byPolicy(policy, direction, own, net));
  const sorted = found.sort(byText(({ peer, policy }) => JSON.stringify([peer, policy])));
  return {
    isolated: true,
    let: sorted.filter(({ open }) => !isNone(open)).map(({ peer, policy, open }) => ({ peer, policy, ports: portAnswers(open) })),
    blocked: sorted.filter(({ open, ports }) => isNone(open) && !isNone(ports)).map(({ peer, policy }) => ({ peer, policy })),
  };
}

/** Ports that a policy lets through to or from a peer, and those of them that the peer's own policies let through as well. */
interface Passage {
  readonly peer: PeerAnswer;
  readonly policy: TrafficAnswer["policy"];
  readonly ports: Ports;
  readonly open: Ports;
}

function byPolicy(policy: PolicyObject, direction: Direction, own: Endpoint, net: Net): readonly Passage[] {
  const link = policyLink(policy, net.placeOf);
  const found = new Map<string, Passage>();
  const add = (peer: PeerAnswer, ports: Ports, open: Ports) => {
    const key = JSON.stringify(peer);
    const before = found.get(key);
    found.set(key, {
      peer,
      policy: link,
      ports: before ? either(before.ports, ports) : ports,
      open: before ? either(before.open, open) : open,
    });
  };
  for (const rule of policy[direction] ?? NONE) {
    // The ports are those of whoever is reached: names that a rule has for ports of everybody cannot be known.
    const general = portsOf(rule.ports, direction === "ingress" ? own.ports : NONE);
    if (!rule.peers) add("any", general, general);
    for (const peer of (rule.peers ?? NONE).filter((one) => !isNobody(one)))
      if (isBlock(peer)) add({ cidr: peer.cidr, except: peer.except }, general, general);
      else for (const one of peersOf(peer, rule, policy, direction, own, net)) add(one.peer, one.ports, one.open);
  }
  return [...found.values()];
}

function peersOf(
  peer: Exclude<Peer, { cidr: string }>,
  rule: TrafficRule,
  { namespace }: PolicyObject,
  direction: Direction,
  own: Endpoint,
  { endpoints, policiesOf, labelsOf }: Net,
): readonly Omit<Passage, "policy">[] {
  const meant = endpoints.filter(({ endpoint }) => isPeer(peer, namespace, endpoint, labelsOf));
  if (meant.length === 0) {
    const general = portsOf(rule.ports, direction === "ingress" ? own.ports : NONE);
    const named = { podSelector: textOf(peer.pods), namespaceSelector: textOf(peer.namespaces) };
    return [{ peer: named, ports: general, open: general }];
  }
  return meant.map(({ object, endpoint }) => {
    const [from, to] = direction === "ingress" ? [endpoint, own] : [own, endpoint];
    const ports = portsOf(rule.ports, to.ports);
    const others = policiesOf(endpoint.namespace);
    const other = portsLetThrough(others, direction === "ingress" ? "egress" : "ingress", from, to, labelsOf);
    const { kind, namespace: place = null, name } = object;
    return { peer: { kind, namespace: place, name }, ports, open: both(ports, other) };
  });
}

function textOf(selector: Selector | undefined): string | null {
  return selector ? selectorText(selector) : null;
}

function portAnswers(ports: Ports): TrafficAnswer["ports"] {
  if (ports === "all") return "all";
  return ports.map(({ protocol, first, last }) => {
    const all = first === FIRST_PORT && last === LAST_PORT;
    return { protocol, port: all ? null : first, endPort: all || first === last ? null : last };
  });
}
