import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { lintText, presetSettings } from "../support/linting.ts";

// What other tools document as a dangling reference, a risky permission or a gap in the network (KubeLinter's docs/generated/checks.md, kube-score's
// README_CHECKS.md, Polaris' and Kubescape's lists of checks, rbac-police's docs/policies.md, KubiScan's README), on manifests of our own: the verdicts are the same.
// Where ours differs, the row says why.

const settings = { ...presetSettings(rules, ["all"]), references: "all" as const };

function found(text: string): ReadonlySet<string> {
  return new Set(lintText(rules, text, settings, "file:///r/all.yaml").findings.map(({ rule }) => rule));
}

const object = (apiVersion: string, kind: string, spec: string, name = "web") =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\n${spec}\n---\n`;

const WEB = (label = "web", more = "") =>
  object(
    "apps/v1",
    "Deployment",
    `spec:\n  replicas: 3\n  selector: { matchLabels: { app: ${label} } }\n  template:\n    metadata: { labels: { app: ${label} } }\n    spec:\n      ${more}\n      containers: [{ name: web, image: "web:1", ports: [{ name: http, containerPort: 8080 }] }]`,
  );
const service = (spec: string, name = "web") => object("v1", "Service", `spec: ${spec}`, name);
const SERVICE = service("{ selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }");
const policy = (spec: string) => object("networking.k8s.io/v1", "NetworkPolicy", `spec: ${spec}`);
const hpa = (name: string, least = 3) =>
  object(
    "autoscaling/v2",
    "HorizontalPodAutoscaler",
    `spec: { minReplicas: ${least}, maxReplicas: 9, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} } }`,
  );
const ingress = (name: string, port = "{ number: 80 }") =>
  object(
    "networking.k8s.io/v1",
    "Ingress",
    `spec: { ingressClassName: nginx, rules: [{ host: a.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${name}, port: ${port} } } }] } }] }`,
  );
const budget = (spec: string) => object("policy/v1", "PodDisruptionBudget", `spec: ${spec}`);
const monitor = (label: string) =>
  object(
    "monitoring.coreos.com/v1",
    "ServiceMonitor",
    `spec: { selector: { matchLabels: { app: ${label} } }, endpoints: [{ port: http }] }`,
  );
const LABELLED = SERVICE.replace("namespace: shop }", "namespace: shop, labels: { app: web } }");

/** Tool and check, what it is about, our rule, a manifest with it and one without. */
type Row = readonly [check: string, rule: string, bad: string, good: string];

const NETWORK_AND_REFERENCES: readonly Row[] = [
  [
    "KubeLinter dangling-service",
    "service-selects-nothing",
    WEB() + service("{ selector: { app: wed }, ports: [{ port: 80 }] }"),
    WEB() + SERVICE,
  ],
  ["kube-score service-targets-pod", "service-selects-nothing", WEB("api") + SERVICE, WEB() + SERVICE],
  ["KubeLinter dangling-horizontalpodautoscaler", "hpa-missing-target", WEB() + hpa("wed"), WEB() + hpa("web")],
  ["kube-score horizontalpodautoscaler-has-target", "hpa-missing-target", hpa("api") + WEB(), WEB() + hpa("web")],
  ["KubeLinter dangling-ingress", "ingress-missing-service", WEB() + SERVICE + ingress("wed"), WEB() + SERVICE + ingress("web")],
  [
    "kube-score ingress-targets-service",
    "ingress-missing-service",
    WEB() + ingress("api") + SERVICE,
    WEB() + SERVICE + ingress("web"),
  ],
  [
    "kube-score ingress-targets-service, its port",
    "ingress-missing-service-port",
    WEB() + SERVICE + ingress("web", "{ number: 81 }"),
    WEB() + SERVICE + ingress("web"),
  ],
  [
    "KubeLinter dangling-networkpolicy",
    "network-policy-selects-nothing",
    WEB() + policy("{ podSelector: { matchLabels: { app: wed } } }"),
    WEB() + policy("{ podSelector: { matchLabels: { app: web } } }"),
  ],
  [
    "kube-score networkpolicy-targets-pod",
    "network-policy-selects-nothing",
    WEB("wbe") + policy("{ podSelector: { matchLabels: { app: web } } }"),
    WEB() + policy("{ podSelector: {}, policyTypes: [Ingress, Egress] }"),
  ],
  [
    "KubeLinter dangling-networkpolicypeer-podselector",
    "network-policy-peer-selects-nothing",
    WEB() + policy("{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: wed } } }] }] }"),
    WEB() + policy("{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }"),
  ],
  [
    "KubeLinter dangling-servicemonitor",
    "service-monitor-selects-nothing",
    LABELLED + WEB() + monitor("wed"),
    LABELLED + WEB() + monitor("web"),
  ],
  [
    "KubeLinter non-existent-service-account",
    "missing-service-account",
    WEB("web", "serviceAccountName: robto") + object("v1", "ServiceAccount", "", "robot"),
    WEB("web", "serviceAccountName: robot") + object("v1", "ServiceAccount", "", "robot"),
  ],
  [
    "KubeLinter mismatching-selector",
    "selector-label-mismatch",
    WEB().replace("matchLabels: { app: web }", "matchLabels: { app: api }"),
    WEB(),
  ],
  [
    "kube-score deployment-pod-selector-labels-match-template-metadata-labels",
    "selector-label-mismatch",
    WEB().replace("labels: { app: web }", "labels: { tier: web }"),
    WEB(),
  ],
  [
    "KubeLinter non-isolated-pod",
    "missing-network-policy",
    WEB(),
    WEB() + policy("{ podSelector: {}, policyTypes: [Ingress, Egress] }"),
  ],
  [
    "kube-score pod-networkpolicy",
    "missing-network-policy",
    WEB() + policy("{ podSelector: { matchLabels: { app: api } } }"),
    WEB() + policy("{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress, Egress] }"),
  ],
  [
    "Polaris missingNetworkPolicy",
    "missing-network-policy",
    WEB(),
    WEB() + policy("{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress, Egress] }"),
  ],
  [
    "kube-score deployment-has-poddisruptionbudget",
    "missing-pod-disruption-budget",
    WEB(),
    WEB() + budget("{ minAvailable: 1, selector: { matchLabels: { app: web } } }"),
  ],
  [
    "kube-score poddisruptionbudget-has-policy",
    "pdb-without-policy",
    WEB() + budget("{ selector: { matchLabels: { app: web } } }"),
    WEB() + budget("{ maxUnavailable: 1, selector: { matchLabels: { app: web } } }"),
  ],
  [
    "KubeLinter pdb-min-available",
    "pdb-blocks-eviction",
    WEB() + budget("{ minAvailable: 3, selector: { matchLabels: { app: web } } }"),
    WEB() + budget("{ minAvailable: 2, selector: { matchLabels: { app: web } } }"),
  ],
  [
    "KubeLinter pdb-max-unavailable",
    "pdb-blocks-eviction",
    WEB() + budget("{ maxUnavailable: 0, selector: { matchLabels: { app: web } } }"),
    WEB() + budget("{ maxUnavailable: 1, selector: { matchLabels: { app: web } } }"),
  ],
  [
    "Polaris pdbMinAvailableGreaterThanHPAMinReplicas",
    "pdb-min-available-exceeds-hpa",
    WEB() + hpa("web", 2) + budget("{ minAvailable: 3, selector: { matchLabels: { app: web } } }"),
    WEB() + hpa("web", 4) + budget("{ minAvailable: 3, selector: { matchLabels: { app: web } } }"),
  ],
  [
    "KubeLinter hpa-minimum-three-replicas, Polaris hpaMinAvailability",
    "hpa-min-replicas",
    WEB() + hpa("web", 1),
    WEB() + hpa("web", 3),
  ],
  [
    "kube-score deployment-targeted-by-hpa-does-not-have-replicas-configured",
    "hpa-with-static-replicas",
    WEB() + hpa("web"),
    WEB().replace("  replicas: 3\n", "") + hpa("web"),
  ],
  [
    "kube-score statefulset-has-servicename",
    "statefulset-missing-headless-service",
    object(
      "apps/v1",
      "StatefulSet",
      "spec: { serviceName: db, selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: 'db:1' }] } } }",
    ),
    object(
      "apps/v1",
      "StatefulSet",
      "spec: { serviceName: db, selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: 'db:1' }] } } }",
    ) + service("{ clusterIP: None, selector: { app: db }, ports: [{ port: 80 }] }", "db"),
  ],
  [
    "KubeLinter exposed-services, kube-score service-type",
    "nodeport-service",
    WEB() + SERVICE.replace("spec: {", "spec: { type: NodePort,"),
    WEB() + SERVICE,
  ],
  [
    "Kubescape C-0030 Ingress and Egress blocked",
    "missing-network-policy",
    WEB(),
    WEB() + policy("{ podSelector: {}, policyTypes: [Ingress, Egress] }"),
  ],
];

const rule = (apiGroups: string, resources: string, verbs: string, kind = "ClusterRole") =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: web${kind === "Role" ? ", namespace: shop" : ""} }\nrules: [{ apiGroups: [${apiGroups}], resources: [${resources}], verbs: [${verbs}] }]\n---\n`;
const bind = (role: string, subject: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: web }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${role} }\nsubjects: [${subject}]\n---\n`;
const ROBOT = "{ kind: ServiceAccount, name: robot, namespace: shop }";
const READ = rule('""', "configmaps", "get");
const RBAC = '"rbac.authorization.k8s.io"';

const PERMISSIONS: readonly Row[] = [
  [
    "KubeLinter cluster-admin-role-binding, Polaris clusterrolebindingClusterAdmin, Kubescape C-0035, rbac-police cluster_admin",
    "cluster-admin-binding",
    bind("cluster-admin", ROBOT),
    bind("view", ROBOT),
  ],
  ["KubeLinter wildcard-in-rules, Kubescape C-0187", "wildcard-rbac-rule", rule('"*"', '"*"', "get"), READ],
  [
    "KubeLinter access-to-secrets, Kubescape C-0186, rbac-police list_secrets, KubiScan list secrets",
    "secrets-access-role",
    rule('""', "secrets", "list"),
    READ,
  ],
  [
    "KubeLinter access-to-create-pods, Kubescape C-0188, rbac-police create_pods, KubiScan create pods",
    "pod-create-role",
    rule('""', "pods", "create"),
    rule('""', "pods", "get"),
  ],
  ["KubiScan create deployments", "pod-create-role", rule("apps", "deployments", "create"), rule("apps", "deployments", "get")],
  [
    "Polaris clusterrolePodExecAttach, Kubescape C-0002, rbac-police pods_exec",
    "pod-exec-role",
    rule('""', "pods/exec", "create"),
    rule('""', "pods/log", "get"),
  ],
  [
    "Polaris rolePodExecAttach",
    "pod-attach-role",
    rule('""', "pods/attach", "create", "Role"),
    rule('""', "pods/log", "get", "Role"),
  ],
  ["Kubescape C-0063 Portforwarding privileges", "pod-portforward-role", rule('""', "pods/portforward", "create"), READ],
  [
    "Kubescape C-0065 No impersonation, rbac-police impersonate, KubiScan impersonate",
    "rbac-impersonate-verb",
    rule('""', "users, groups", "impersonate"),
    READ,
  ],
  [
    "Kubescape C-0191, rbac-police bind_roles",
    "rbac-bind-verb",
    rule(RBAC, "clusterroles", "bind"),
    rule(RBAC, "clusterroles", "get"),
  ],
  [
    "Kubescape C-0191, rbac-police escalate_roles",
    "rbac-escalate-verb",
    rule(RBAC, "clusterroles", "escalate"),
    rule(RBAC, "clusterroles", "get"),
  ],
  ["KubiScan create rolebindings", "rbac-write-role", rule(RBAC, "rolebindings", "create"), rule(RBAC, "rolebindings", "get")],
  [
    "Kubescape C-0007 Roles with delete capabilities",
    "workload-delete-role",
    rule("apps", "deployments", "delete"),
    rule("apps", "deployments", "get"),
  ],
  [
    "Kubescape C-0031 Delete Kubernetes events",
    "log-tampering-role",
    rule('""', "events", "delete"),
    rule('""', "events", "create"),
  ],
  [
    "Kubescape C-0037 CoreDNS poisoning, rbac-police eks_modify_aws_auth",
    "configmap-write-role",
    rule('""', "configmaps", "update"),
    READ,
  ],
  ["Kubescape C-0278 persistent volumes", "persistent-volume-create-role", rule('""', "persistentvolumes", "create"), READ],
  [
    "Kubescape C-0279 node proxy, rbac-police nodes_proxy",
    "node-proxy-role",
    rule('""', "nodes/proxy", "get"),
    rule('""', "nodes", "get"),
  ],
  [
    "Kubescape C-0280 certificate approval, rbac-police approve_csrs",
    "csr-approval-role",
    rule('"certificates.k8s.io"', "certificatesigningrequests/approval", "update"),
    READ,
  ],
  [
    "Kubescape C-0281 webhook configuration, rbac-police control_webhooks",
    "admission-webhook-write-role",
    rule('"admissionregistration.k8s.io"', "mutatingwebhookconfigurations", "patch"),
    READ,
  ],
  [
    "Kubescape C-0282 service account tokens, rbac-police token_request",
    "service-account-token-create-role",
    rule('""', "serviceaccounts/token", "create"),
    READ,
  ],
  ["rbac-police pods_ephemeral_ctrs", "ephemeral-containers-role", rule('""', "pods/ephemeralcontainers", "patch"), READ],
  ["rbac-police modify_service_status_cve_2020_8554", "service-status-write-role", rule('""', "services/status", "patch"), READ],
  ["rbac-police modify_nodes", "node-write-role", rule('""', "nodes", "patch"), rule('""', "nodes", "get")],
  [
    "Kubescape C-0189 default account",
    "default-service-account-binding",
    bind("edit", "{ kind: ServiceAccount, name: default, namespace: shop }"),
    bind("view", ROBOT),
  ],
  [
    "Kubescape C-0262 anonymous access",
    "anonymous-binding",
    bind("view", "{ kind: User, apiGroup: rbac.authorization.k8s.io, name: 'system:anonymous' }"),
    bind("view", ROBOT),
  ],
];

describe("what other tools document about references and the network", () => {
  it.each(NETWORK_AND_REFERENCES)("%s: %s", (_, id, bad, good) => {
    expect([found(bad).has(id), found(good).has(id)]).toEqual([true, false]);
  });
});

describe("what other tools document about permissions", () => {
  it.each(PERMISSIONS)("%s: %s", (_, id, bad, good) => {
    expect([found(bad).has(id), found(good).has(id)]).toEqual([true, false]);
  });
});

/** Tool and check, our rule, a manifest that only the other reports, and why. */
const DIFFERENT: readonly (readonly [check: string, rule: string, text: string, why: string])[] = [
  [
    "kube-score networkpolicy-targets-pod",
    "network-policy-selects-nothing",
    WEB("api") + policy("{ podSelector: { matchLabels: { app: web } } }"),
    "No workload here has anything like the label: the policy may be for pods of another repository.",
  ],
  [
    "KubeLinter dangling-service",
    "service-selects-nothing",
    service("{ selector: { app: web }, ports: [{ port: 80 }] }"),
    "No workload is in sight at all: it says nothing about the Service.",
  ],
  [
    "KubeLinter dangling-service",
    "service-selects-nothing",
    WEB("api") + service("{ ports: [{ port: 80 }] }"),
    "A Service without a selector has its endpoints from somebody else.",
  ],
  [
    "Polaris rolebindingClusterAdminRole by its name",
    "cluster-admin-binding",
    rule('""', "configmaps", "get").replace("name: web", "name: cluster-admin-view") + bind("cluster-admin-view", ROBOT),
    "What a role allows decides, not how it is called.",
  ],
];

describe("where the verdict differs on purpose", () => {
  it.each(DIFFERENT)("%s: %s is silent", (_, id, text, why) => {
    expect(found(text).has(id), why).toBe(false);
  });
});
