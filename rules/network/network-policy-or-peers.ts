// networking.k8s.io/v1 NetworkPolicyPeer: peers of a list are alternatives; selectors of one peer must both match.
import { defineRule, plainOf, remove, set, suggestion } from "../../server/api.ts";
import { rulesOf } from "./_policy.ts";

export default defineRule({
  id: "network-policy-or-peers",
  family: "network",
  severity: "info",
  tier: "strict",
  title: "NetworkPolicy peer selectors mean “or” where “and” may be meant",
  why: "One dash too many turns “these pods of those namespaces” into “all pods of those namespaces, and these pods of ours”. Both forms look alike and only the first is narrow.",
  ignoreWhen: "Both groups are meant.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors"],
  fix: "suggestion",
  kinds: ["NetworkPolicy"],
  needs: ["namespaceSelector"],
  resource(policy, { report }) {
    for (const { peers } of rulesOf(policy)) {
      const items = peers.items();
      items.forEach((peer, i) => {
        const before = items[i - 1];
        if (
          !before ||
          before.open ||
          peer.open ||
          before.keys().join() !== "namespaceSelector" ||
          peer.keys().join() !== "podSelector"
        )
          return;
        const pods = plainOf(peer.at("podSelector"));
        report(peer.at("podSelector").key, "These pods are allowed in addition to the namespaces above, not within them.", {
          related: [{ message: "The namespaces.", at: before.at("namespaceSelector").key }],
          fixes:
            pods === undefined ? [] : [suggestion("Require both in one peer", set(before.at("podSelector"), pods), remove(peer))],
        });
      });
    }
  },
});
