import { type Field, holds, parseCidr, type Resource } from "../../server/api.ts";

export type Direction = "Ingress" | "Egress";

/**
 * Whether a NetworkPolicy isolates pods in a direction (networking.k8s.io/v1 NetworkPolicySpec.policyTypes): as it says, else Ingress always, and Egress
 * where it has egress rules. `undefined` if that cannot be known.
 */
export function isolates(policy: Resource, direction: Direction): boolean | undefined {
  const types = policy.at("spec", "policyTypes");
  if (types.open) return undefined;
  if (types.items().length > 0) return types.items().some((type) => type.value === direction);
  return direction === "Ingress" || policy.at("spec", "egress").items().length > 0;
}

/** The rules of both directions, each with its list of peers. */
export function rulesOf(policy: Resource): readonly { readonly rule: Field; readonly peers: Field }[] {
  const spec = policy.at("spec");
  return [
    ...spec
      .at("ingress")
      .items()
      .map((rule) => ({ rule, peers: rule.at("from") })),
    ...spec
      .at("egress")
      .items()
      .map((rule) => ({ rule, peers: rule.at("to") })),
  ];
}

/** What a rule of a policy lets through without looking at who it is. */
export interface Opening {
  /** The rule, or the peer in it, that lets everybody through. */
  readonly at: Field;
  readonly who: string;
  readonly ports: readonly Field[];
}

/** The rules of a direction that let everybody through. */
export function openings(policy: Resource, direction: Direction): readonly Opening[] {
  const [list, peers] = direction === "Ingress" ? (["ingress", "from"] as const) : (["egress", "to"] as const);
  return policy
    .at("spec", list)
    .items()
    .flatMap((rule) => {
      if (rule.open) return [];
      const ports = rule.at("ports").items();
      const whom = rule.at(peers);
      if (whom.absent || (whom.isSequence && !whom.open && whom.items().length === 0))
        return [{ at: rule, who: "everybody", ports }];
      return whom.items().flatMap((peer) => {
        const who = everybody(peer);
        return who ? [{ at: peer, who, ports }] : [];
      });
    });
}

function everybody(peer: Field): string | undefined {
  const namespaces = peer.at("namespaceSelector");
  if (isEmpty(namespaces) && (peer.at("podSelector").absent || isEmpty(peer.at("podSelector"))))
    return "every pod of every namespace";
  const cidr = peer.at("ipBlock", "cidr").string;
  const block = cidr === undefined ? undefined : parseCidr(cidr);
  return block?.prefix === 0 && peer.at("ipBlock", "except").items().length === 0 ? `every address (${cidr})` : undefined;
}

function isEmpty(selector: Field): boolean {
  return selector.isMapping && !selector.open && selector.keys().length === 0;
}

/** Whether an address block holds another one; false if either is none. */
export function blockHolds(cidr: string, address: string): boolean {
  const outer = parseCidr(cidr);
  const inner = parseCidr(address);
  return outer !== undefined && inner !== undefined && holds(outer, inner);
}

/** Where to show a rule or peer: its first key, since items have no name. */
export function shown(item: Field): Field {
  const [first] = item.keys();
  return first === undefined ? item : item.at(first);
}
