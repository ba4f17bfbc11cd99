// kubernetes: pkg/kubelet/server/auth.go: a request to the kubelet needs nodes/proxy unless a finer subresource fits (KEP-2862).
import { type Access, append, defineRule, type Fix, type Grant, manual, set } from "../../server/api.ts";
import { grantsOf, resourceOf, resourceWords, wordsOf } from "./_grant.ts";
import { titleOf } from "./_role.ts";

const ACCESS: readonly Access[] = [{ groups: [""], resources: ["nodes/proxy"], verbs: ["get", "create", "connect"] }];
const FINE_GRAINED = 33; // gate KubeletFineGrainedAuthz is on by default

export default defineRule({
  id: "node-proxy-role",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Role opens the kubelet API of every node",
  why: "nodes/proxy is the kubelet's own API: it runs commands in any pod of the node, past admission control and the audit log, and a websocket does so with get alone. Who has it owns the nodes, and with them the cluster.",
  ignoreWhen: "A monitoring agent needs kubelet endpoints other than metrics, stats, logs and health on nodes older than 1.33.",
  how: "Grant nodes/metrics, nodes/stats, nodes/log or nodes/healthz instead.",
  standards: ["cis:5.1.10"],
  references: [
    "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  peers: ["trivy:KSV-0047", "checkov:CKV2_K8S_2", "kubescape:C-0279"],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  kinds: ["ClusterRole"],
  needs: resourceWords(...ACCESS),
  resource(role, { kubernetes, report }) {
    for (const grant of grantsOf(role, ACCESS))
      report(resourceOf(grant).at, `${titleOf(role)} grants ${wordsOf(grant)}.`, {
        fixes: kubernetes >= FINE_GRAINED ? finer(grant) : [],
      });
  },
});

function finer(grant: Grant): readonly Fix[] {
  const { text, at } = resourceOf(grant);
  const list = at.parent;
  if (text !== "nodes/proxy" || !list) return [];
  const others = list.items().map((item) => item.value);
  const [first, ...rest] = ["nodes/metrics", "nodes/stats", "nodes/healthz"].filter((name) => !others.includes(name));
  if (first === undefined) return [];
  return [
    manual("Grant the kubelet's metrics, stats and health only", set(at, first), ...rest.map((name) => append(list, name))),
  ];
}
