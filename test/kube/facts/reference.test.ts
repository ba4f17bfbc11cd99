import { describe, expect, it } from "vitest";
import { nameablesAt } from "../../../server/kube/facts/reference.ts";
import { facts, manifest, NAMED, objectIn } from "./objects.ts";

/** `group/Kind namespace/name#key`, a group of which nothing is said as `*`, with `?` behind what may be missing. */
function referred(text: string): readonly string[] {
  return facts(text)
    .references.filter(({ field }) => field !== "metadata.namespace")
    .map(({ group = "*", kind, namespace, name, key, optional }) => {
      const part = key === undefined ? "" : `#${key}`;
      return `${group ? `${group}/` : ""}${kind} ${namespace ?? ""}/${name}${part}${optional ? "?" : ""}`;
    });
}

describe("an object refers to", () => {
  const pod = (...lines: readonly string[]) => manifest("v1", "Pod", NAMED, "spec:", ...lines.map((line) => `  ${line}`));
  const ingress = (backend: string) =>
    manifest("networking.k8s.io/v1", "Ingress", NAMED, `spec: { defaultBackend: { service: ${backend} } }`);
  const route = (destination: string) =>
    manifest("networking.istio.io/v1", "VirtualService", NAMED, `spec: { http: [{ route: [{ destination: ${destination} }] }] }`);
  const autoscaler = (target: string) =>
    manifest("autoscaling/v2", "HorizontalPodAutoscaler", NAMED, `spec: { scaleTargetRef: ${target} }`);
  const binding = (kind: string, subject: string) =>
    manifest("rbac.authorization.k8s.io/v1", kind, NAMED, `subjects: [${subject}]`);

  it.each<readonly [string, string, readonly string[]]>([
    ["an account", pod("serviceAccountName: robot"), ["ServiceAccount shop/robot"]],
    ["nothing that a template names", pod("serviceAccountName: {{ .x }}"), []],
    ["nothing that a variable names", pod("serviceAccountName: $(ROBOT)"), []],
    [
      "keys, behind the object",
      pod("volumes: [{ configMap: { name: c, items: [{ key: k }, { key: {{ .x }} }, { key: l }] } }]"),
      ["ConfigMap shop/c", "ConfigMap shop/c#k", "ConfigMap shop/c#l"],
    ],
    [
      "what may be missing, with its key",
      pod("containers: [{ env: [{ valueFrom: { secretKeyRef: { name: s, key: k, optional: true } } }] }]"),
      ["Secret shop/s?", "Secret shop/s#k?"],
    ],
    ["a class, which has no namespace", pod("priorityClassName: high"), ["scheduling.k8s.io/PriorityClass /high"]],
    ["ports by number", ingress("{ name: web, port: { number: 80 } }"), ["Service shop/web", "Service shop/web#80"]],
    ["ports by name", ingress("{ name: web, port: { name: http } }"), ["Service shop/web", "Service shop/web#http"]],
    ["no action of a load balancer", ingress("{ name: web, port: { name: use-annotation } }"), []],
    ["a host", route("{ host: web }"), ["Service shop/web"]],
    ["a host of another namespace", route("{ host: web.other.svc.cluster.local }"), ["Service other/web"]],
    ["a host of another namespace, short", route("{ host: web.other.svc }"), ["Service other/web"]],
    ["no host outside", route("{ host: web.example.com }"), []],
    [
      "a gateway by its namespace",
      manifest("networking.istio.io/v1", "VirtualService", NAMED, "spec: { gateways: [other/g, h] }"),
      ["networking.istio.io/Gateway other/g", "networking.istio.io/Gateway shop/h"],
    ],
    ["what is scaled", autoscaler("{ apiVersion: apps/v1, kind: StatefulSet, name: b }"), ["apps/StatefulSet shop/b"]],
    ["by whatever kind", autoscaler("{ apiVersion: acme.io/v1, kind: Thing, name: b }"), ["acme.io/Thing shop/b"]],
    ["of the core", autoscaler("{ apiVersion: v1, kind: ReplicationController, name: b }"), ["ReplicationController shop/b"]],
    ["of any group where no version is said", autoscaler("{ kind: StatefulSet, name: b }"), ["*/StatefulSet shop/b"]],
    ["nothing of a kind that a template decides", autoscaler("{ apiVersion: apps/v1, kind: {{ .x }}, name: b }"), []],
    ["an account of its own namespace", binding("RoleBinding", "{ kind: ServiceAccount, name: b }"), ["ServiceAccount shop/b"]],
    [
      "an account of another",
      binding("RoleBinding", "{ kind: ServiceAccount, name: b, namespace: other }"),
      ["ServiceAccount other/b"],
    ],
    ["no account that a template places", binding("RoleBinding", "{ kind: ServiceAccount, name: b, namespace: {{ .x }} }"), []],
    ["no user", binding("RoleBinding", "{ kind: User, name: b }"), []],
    [
      "its owner",
      manifest(
        "v1",
        "ConfigMap",
        "metadata: { name: a, ownerReferences: [{ apiVersion: v1, kind: Secret, name: b }, { name: c }] }",
      ),
      ["Secret /b"],
    ],
    [
      "the role of a binding by its kind",
      manifest(
        "rbac.authorization.k8s.io/v1",
        "RoleBinding",
        NAMED,
        "roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: r }",
      ),
      ["rbac.authorization.k8s.io/Role shop/r"],
    ],
    [
      "none whose group a template decides",
      manifest("rbac.authorization.k8s.io/v1", "RoleBinding", NAMED, "roleRef: { apiGroup: {{ .x }}, kind: Role, name: r }"),
      [],
    ],
    [
      "an issuer of the whole cluster",
      manifest("cert-manager.io/v1", "Certificate", NAMED, "spec: { issuerRef: { kind: ClusterIssuer, name: le } }"),
      ["cert-manager.io/ClusterIssuer /le"],
    ],
    [
      "ports of what it selects, by the first of two fields",
      manifest("v1", "Service", NAMED, "spec: { ports: [{ port: 80, targetPort: http }, { port: 81 }] }"),
      ["Pod shop/#http", "Pod shop/#81"],
    ],
  ])("%s", (_, text, expected) => expect(referred(text)).toEqual(expected));
});

describe("what may be named at a path", () => {
  const TEXT = manifest(
    "v1",
    "Pod",
    NAMED,
    "spec:",
    "  serviceAccountName: x",
    "  volumes: [{ configMap: { name: c, items: [{ key: k }] } }, { configMap: { items: [{ key: k }] } }]",
  );
  const nameables = (text: string, ...path: readonly (string | number)[]) => {
    const { resource, pod } = objectIn(text);
    return nameablesAt(resource, pod, path).map(({ kind, partOf }) => `${kind}${partOf === undefined ? "" : ` of ${partOf}`}`);
  };
  const service = manifest("v1", "Service", NAMED, "spec: { ports: [{ targetPort: x, name: y }] }");

  it.each<readonly [readonly string[], string, readonly (string | number)[]]>([
    [["ServiceAccount"], TEXT, ["spec", "serviceAccountName"]],
    [["Namespace"], TEXT, ["metadata", "namespace"]],
    [["ConfigMap"], TEXT, ["spec", "volumes", 0, "configMap", "name"]],
    [["ConfigMap"], TEXT, ["spec", "volumes", 7, "configMap", "name"]],
    [["ConfigMap of c"], TEXT, ["spec", "volumes", 0, "configMap", "items", 0, "key"]],
    [[], TEXT, ["spec", "volumes", 1, "configMap", "items", 0, "key"]],
    [[], TEXT, ["spec", "volumes", 0, "configMap", "items", 0, "path"]],
    [[], TEXT, ["spec", "volumes", 0, "configMap", "items", "x", "key"]],
    [[], TEXT, ["spec", "volumes", 0, "configMap"]],
    [[], TEXT, ["spec", "volumes", 0, "configMap", "name", "x"]],
    [[], TEXT, ["metadata", "serviceAccountName"]],
    [["Pod of "], service, ["spec", "ports", 0, "targetPort"]],
    [[], service, ["spec", "ports", 0, "name"]],
  ])("%j: %s at %j", (expected, text, path) => expect(nameables(text, ...path)).toEqual(expected));
});
