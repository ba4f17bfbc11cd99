import { describe, expect, it } from "vitest";
import { makeProject, useBundle } from "../support/bundle.ts";

// explain-access, who-can and explain-network over a small shop, against answers that are kept beside the test data.

const bundle = useBundle();

const RBAC = `apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: deployer, namespace: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: deployer, namespace: shop }
rules:
  - { apiGroups: [apps], resources: [deployments], verbs: [create, patch] }
  - { apiGroups: [""], resources: [configmaps], resourceNames: [settings], verbs: [get] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: deployer, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer }
subjects: [{ kind: ServiceAccount, name: deployer }, { kind: Group, name: developers, apiGroup: rbac.authorization.k8s.io }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: fleet }
aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to-fleet: "true" } }] }
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: fleet-secrets, labels: { to-fleet: "true" } }
rules:
  - { apiGroups: [""], resources: [secrets], verbs: [get, list] }
  - { apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind] }
  - { apiGroups: [rbac.authorization.k8s.io], resources: [clusterrolebindings], verbs: [create] }
  - { nonResourceURLs: [/metrics], verbs: [get] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: fleet }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: fleet }
subjects: [{ kind: ServiceAccount, name: web, namespace: shop }]
`;

const workload = (name: string, port: number) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      serviceAccountName: ${name}
      containers: [{ name: ${name}, image: "${name}:1.2", ports: [{ name: main, containerPort: ${port} }] }]
`;

const POLICIES = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny-all, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: "<edge>" } } }
        - { ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }
        - { ipBlock: { cidr: 10.2.0.0/16, except: [10.0.0.0/8] } }
        - { podSelector: { matchLabels: { app: db }, matchExpressions: [{ key: app, operator: DoesNotExist }] } }
      ports: [{ port: main }]
  egress:
    - to: [{ podSelector: { matchLabels: { app: db } } }]
      ports: [{ port: 5432 }, { port: 6000, endPort: 6010 }]
    - ports: [{ protocol: UDP, port: 53 }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from: [{ podSelector: {} }]
      ports: [{ port: main }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: monitoring, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: "\${TEAM}" } } }], ports: [{ port: 9187 }] }]
`;

const project = () =>
  makeProject(bundle, {
    "k8s/rbac.yaml": RBAC,
    "k8s/web.yaml": workload("web", 8080),
    "k8s/db.yaml": workload("db", 5432),
    "k8s/policies.yaml": POLICIES,
  });

describe("the graphs", () => {
  const shop = project();
  it.each<[string, readonly string[]]>([
    ["access-deployer.txt", ["explain-access", "shop/deployer", "k8s"]],
    ["access-web.json", ["explain-access", "web", "k8s", "--format", "json"]],
    ["access-deployer.svg", ["explain-access", "deployer", "k8s", "--format=svg"]],
    ["access-group.txt", ["explain-access", "group:developers", "k8s"]],
    ["who-can-secrets.txt", ["who-can", "get", "secrets", "k8s"]],
    ["who-can-deployments.json", ["who-can", "create", "deployments.apps", "-n", "shop", "--format", "json", "k8s"]],
    ["network-web.txt", ["explain-network", "shop/web", "k8s"]],
    ["network-db.json", ["explain-network", "db", "k8s", "--format", "json"]],
    ["network-web.svg", ["explain-network", "web", "k8s", "--format", "svg"]],
  ])("%s", async (file, args) => {
    const { code, stdout, stderr } = shop.run(args);
    expect([code, stderr]).toEqual([0, ""]);
    if (file.endsWith(".json")) JSON.parse(stdout);
    await expect(stdout).toMatchFileSnapshot(`../data/graphs/${file}`);
  });

  it.each<[readonly string[], string]>([
    [["explain-access", "group:nobody", "k8s"], "May do nothing"],
    [["who-can", "delete", "nodes", "k8s"], "Nobody may delete nodes"],
    [["who-can", "get", "configmaps", "k8s"], "Nobody may get configmaps"],
    [["who-can", "get", "configmaps", "--name", "settings", "k8s"], "ServiceAccount shop/deployer"],
    [["who-can", "get", "/metrics", "k8s"], "ServiceAccount shop/web"],
    [["explain-access", "user:system:serviceaccount:shop:web", "k8s"], "ServiceAccount shop/web"],
  ])("%j", (args, part) => {
    const { code, stdout } = shop.run(args);
    expect(code).toBe(0);
    expect(stdout).toContain(part);
  });

  it.each<[readonly string[], string]>([
    [["explain-access"], "takes a subject"],
    [["explain-access", "shop/wep", "k8s"], 'There is no service account "shop/wep" in these files; did you mean "shop/web"?'],
    [["who-can", "get"], "takes a verb and a resource"],
    [["explain-network", "dbb", "k8s"], 'There is no workload "dbb" in these files; did you mean "db"?'],
    [["explain-network", "web", "none"], "none"],
  ])("refuses %j", (args, part) => {
    const { code, stderr } = shop.run(args);
    expect(code).toBe(2);
    expect(stderr).toContain(part);
  });
});
