// networking.k8s.io validation, ValidateIPBlock and ValidateNetworkPolicyPeer.
import {
  type Context,
  canonicalIpv4,
  defineRule,
  type Field,
  hasHostBits,
  holds,
  parseCidr,
  set,
  suggestion,
} from "../../server/api.ts";
import { rulesOf } from "./_policy.ts";

export default defineRule({
  id: "network-policy-invalid-cidr",
  family: "network",
  severity: "error",
  tier: "recommended",
  title: "NetworkPolicy has an invalid address block or port range",
  why: "The API server refuses the policy, and without it the pods are open. Where only host bits are set, newer versions refuse what older ones took, and network plug-ins disagree on what is meant.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
  fix: "suggestion",
  kinds: ["NetworkPolicy"],
  needs: ["ipBlock", "endPort"],
  resource(policy, { report }) {
    for (const { rule, peers } of rulesOf(policy)) {
      for (const peer of peers.items()) checkPeer(peer, report);
      for (const port of rule.at("ports").items()) checkPort(port, report);
    }
  },
});

function checkPeer(peer: Field, report: Context["report"]): void {
  const block = peer.at("ipBlock");
  if (!block.exists) return;
  const selectors = [peer.at("podSelector"), peer.at("namespaceSelector")].filter((field) => field.exists);
  const selector = selectors.find((one) => !one.conditional && !block.conditional);
  if (selector) report(selector.key, "ipBlock cannot be combined with selectors in one peer.");
  const outer = checkCidr(block.at("cidr"), report);
  for (const one of block.at("except").items()) {
    const inner = checkCidr(one, report);
    if (outer && inner && (!holds(outer, inner) || outer.prefix === inner.prefix))
      report(one, `${one.string} is not a part of ${block.at("cidr").string}.`, {
        related: [{ message: "The block.", at: block.at("cidr") }],
      });
  }
}

function checkCidr(field: Field, report: Context["report"]) {
  const text = field.string;
  if (text === undefined) return undefined;
  const cidr = parseCidr(text);
  if (!cidr) report(field, `"${text}" is not an address block such as 10.0.0.0/8.`);
  else if (hasHostBits(cidr)) {
    const network = canonicalIpv4(cidr);
    report(field, `${text} has host bits set: it names a host, not a network.`, {
      severity: "warning",
      fixes: network ? [suggestion(`Change it to ${network}`, set(field, network))] : [],
    });
  }
  return cidr;
}

function checkPort(port: Field, report: Context["report"]): void {
  const end = port.at("endPort");
  const start = port.at("port");
  if (end.number === undefined || !start.exists || start.state === "unknown") return;
  if (start.number === undefined) report(end, "endPort needs a numeric port.");
  else if (end.number < start.number) report(end, `endPort ${end.number} is below port ${start.number}.`);
}
