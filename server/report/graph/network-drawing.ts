import type { Box, Drawing, Line } from "./drawing.ts";
import { linkText } from "./link.ts";
import type { NetworkAnswer } from "./network.ts";
import { peerText, portsText } from "./network-text.ts";

/** The answer of `explain-network` as a graph: who reaches the workload by which policy, and whom it reaches by which. */
export function networkDrawing({ workload, ingress, egress }: NetworkAnswer): Drawing {
  const own = { id: "workload", lines: [workload.kind, nameOf(workload)], style: "subject" as const };
  const from = sideOf("from", ingress.from, (peer, policy) => [
    { from: peer.id, to: policy.id, text: peer.text },
    { from: policy.id, to: own.id },
  ]);
  const to = sideOf("to", egress.to, (peer, policy) => [
    { from: own.id, to: policy.id },
    { from: policy.id, to: peer.id, text: peer.text },
  ]);
  return {
    title: `The network of ${linkText({ ...workload, file: null, line: null })}`,
    layers: [from.peers, from.policies, [own], to.policies, to.peers],
    lines: [...from.lines, ...to.lines],
  };
}

interface Side {
  readonly peers: readonly Box[];
  readonly policies: readonly Box[];
  readonly lines: readonly Line[];
}

function sideOf(
  side: "from" | "to",
  traffic: NetworkAnswer["ingress"]["from"],
  connect: (peer: { readonly id: string; readonly text: string }, policy: { readonly id: string }) => readonly Line[],
): Side {
  const peers = new Map<string, Box>();
  const policies = new Map<string, Box>();
  const lines: Line[] = [];
  for (const { peer, ports, policy } of traffic) {
    const id = `${side} ${peerText(peer)}`;
    const by = `${side} ${policy ? `${policy.namespace}/${policy.name} ${policy.file}` : "no policy"}`;
    peers.set(id, { id, lines: linesOf(peer), style: peer === "any" ? "right" : "plain" });
    policies.set(by, { id: by, lines: policy ? ["NetworkPolicy", nameOf(policy)] : ["no policy"], style: "link" });
    lines.push(...connect({ id, text: portsText(ports) }, { id: by }));
  }
  return { peers: [...peers.values()], policies: [...policies.values()], lines };
}

function linesOf(peer: NetworkAnswer["ingress"]["from"][number]["peer"]): readonly string[] {
  return typeof peer === "object" && "kind" in peer ? [peer.kind, nameOf(peer)] : [peerText(peer)];
}

function nameOf({ namespace, name }: { readonly namespace: string | null; readonly name: string }): string {
  return namespace === null ? name : `${namespace}/${name}`;
}
