import { linkText } from "./link.ts";
import type { BlockedAnswer, NetworkAnswer, PeerAnswer, TrafficAnswer } from "./network.ts";

/** The answer for people. */
export function networkText({ workload, ingress, egress, uncertain }: NetworkAnswer): string {
  const lines = [
    linkText(workload),
    "",
    ...sideText("Who may reach it", "from", ingress.isolated, ingress.from, ingress.blocked),
    "",
    ...sideText("What it may reach", "to", egress.isolated, egress.to, egress.blocked),
    ...(uncertain.length > 0 ? ["", "Not certain, because something fills in a part of it before it is applied:"] : []),
    ...uncertain.map((policy) => `  ${linkText({ kind: "NetworkPolicy", ...policy })}`),
  ];
  return `${lines.join("\n")}\n`;
}

function sideText(
  title: string,
  word: string,
  isolated: boolean,
  traffic: readonly TrafficAnswer[],
  blocked: readonly BlockedAnswer[],
): readonly string[] {
  if (!isolated) return [`${title}: everything, because no policy isolates it in this direction.`];
  const lines = [`${title}:${traffic.length === 0 ? " nothing." : ""}`];
  for (const { peer, ports, policy } of traffic)
    lines.push(
      `  ${word} ${peerText(peer)}: ${portsText(ports)}`,
      ...(policy ? [`      by ${linkText({ kind: "NetworkPolicy", ...policy })}`] : []),
    );
  for (const { peer, policy } of blocked)
    lines.push(
      `  not ${word} ${peerText(peer)}, whose own policies do not let it through`,
      ...(policy ? [`      although ${linkText({ kind: "NetworkPolicy", ...policy })} does`] : []),
    );
  return lines;
}

/** A peer in words. */
export function peerText(peer: PeerAnswer): string {
  if (peer === "any") return "everybody";
  if ("cidr" in peer) return `${peer.cidr}${peer.except.length > 0 ? ` without ${peer.except.join(", ")}` : ""}`;
  if ("kind" in peer) return linkText({ ...peer, file: null, line: null });
  const { podSelector, namespaceSelector } = peer;
  const pods = podSelector === null || podSelector === "" ? "all pods" : `pods with ${podSelector}`;
  const where =
    namespaceSelector === null
      ? "its namespace"
      : namespaceSelector === ""
        ? "every namespace"
        : `namespaces with ${namespaceSelector}`;
  return `${pods} of ${where}`;
}

/** Ports in words. */
export function portsText(ports: TrafficAnswer["ports"]): string {
  if (ports === "all") return "every port";
  return ports
    .map(
      ({ protocol, port, endPort }) =>
        `${protocol} ${port === null ? "(every port)" : endPort === null ? port : `${port}–${endPort}`}`,
    )
    .join(", ");
}
