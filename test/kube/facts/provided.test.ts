import { describe, expect, it } from "vitest";
import { facts, manifest, NAMED } from "./objects.ts";

/** `Kind namespace/name: parts`, with `?` for parts that nobody can know. */
function provided(text: string): readonly string[] {
  return facts(text).provides.map(({ group, kind, namespace, name, parts }) => {
    const all = parts?.map((part) => [part.name, part.number].filter((one) => one !== undefined).join("="));
    return `${group ? `${group}/` : ""}${kind} ${namespace ?? ""}/${name}: ${all ? all.join(" ") : "?"}`;
  });
}

describe("an object provides", () => {
  const certManager = ["cert-manager.io/v1", "Certificate", NAMED] as const;
  const external = ["external-secrets.io/v1", "ExternalSecret", NAMED] as const;
  const sealed = ["bitnami.com/v1alpha1", "SealedSecret", NAMED] as const;
  const ingress = (annotation: string) =>
    manifest(
      "networking.k8s.io/v1",
      "Ingress",
      `metadata: { name: a, annotations: { ${annotation}: x } }`,
      "spec: { tls: [{ secretName: tls }, { hosts: [b] }] }",
    );
  const gateway = (metadata: string, ...listeners: readonly string[]) =>
    manifest("gateway.networking.k8s.io/v1", "Gateway", metadata, "spec:", "  listeners:", ...listeners);
  const TLS = "  - { name: https, tls: { certificateRefs: [{ name: tls }] } }";

  it.each<readonly [string, string, readonly string[]]>([
    [
      "keys of a ConfigMap",
      manifest("v1", "ConfigMap", NAMED, "data: { a: x }", "binaryData: { b: eA== }"),
      ["ConfigMap shop/a: a b"],
    ],
    ["what fills an empty one", manifest("v1", "ConfigMap", NAMED), ["ConfigMap shop/a: ?"]],
    ["what a template adds", manifest("v1", "ConfigMap", NAMED, "data:", "  a: x", "  {{ .b }}"), ["ConfigMap shop/a: ?"]],
    [
      "what a template may leave out",
      manifest("v1", "ConfigMap", NAMED, "data:", "  a: x", "  {{ if .b }}", "  b: y", "  {{ end }}"),
      ["ConfigMap shop/a: ?"],
    ],
    [
      "what a template decides whether there is any",
      manifest(
        "v1",
        "ConfigMap",
        "metadata:",
        "  {{ if .x }}",
        "  name: a",
        "  {{ else }}",
        "  name: a",
        "  {{ end }}",
        "data: { a: x }",
      ),
      ["ConfigMap /a: ?"],
    ],
    ["keys of a Secret", manifest("v1", "Secret", NAMED, "data: { a: eA== }", "stringData: { b: x }"), ["Secret shop/a: a b"]],
    [
      "what a controller adds to a token",
      manifest("v1", "Secret", NAMED, "type: kubernetes.io/service-account-token", "data: { a: eA== }"),
      ["Secret shop/a: ?"],
    ],
    ["limits of a quota", manifest("v1", "ResourceQuota", NAMED, "spec: { hard: { pods: 1 } }"), ["ResourceQuota shop/a: pods"]],
    [
      "no limits of a quota for some pods",
      manifest("v1", "ResourceQuota", NAMED, "spec: { hard: { pods: 1 }, scopes: [BestEffort] }"),
      ["ResourceQuota shop/a: ?"],
    ],
    [
      "no limits of a quota for some classes",
      manifest("v1", "ResourceQuota", NAMED, "spec: { hard: { pods: 1 }, scopeSelector: {} }"),
      ["ResourceQuota shop/a: ?"],
    ],
    [
      "what a LimitRange gives containers",
      manifest(
        "v1",
        "LimitRange",
        NAMED,
        "spec: { limits: [{ type: Container, default: { cpu: 1 }, max: { memory: 1 }, defaultRequest: { pods: 1 }, min: { x: 1 } }, { type: Pod, max: { y: 1 } }] }",
      ),
      ["LimitRange shop/a: limits.cpu requests.cpu limits.memory requests.memory requests.pods"],
    ],
    [
      "ports of a Service",
      manifest("v1", "Service", NAMED, "spec: { ports: [{ name: http, port: 80 }, { port: 81 }] }"),
      ["Service shop/a: http=80 81"],
    ],
    [
      "no ports that a template decides",
      manifest("v1", "Service", NAMED, "spec: { ports: [{ name: http, port: 80 }, { port: {{ .port }} }] }"),
      ["Service shop/a: ?"],
    ],
    [
      "no ports that a template adds",
      manifest("v1", "Service", NAMED, "spec:", "  ports:", "    - port: 80", "    {{- toYaml .more | nindent 4 }}"),
      ["Service shop/a: ?"],
    ],
    [
      "no ports to which a template adds",
      manifest("v1", "Service", NAMED, "spec:", "  ports:", "    - port: 80", "      {{- toYaml .more | nindent 6 }}"),
      ["Service shop/a: ?"],
    ],
    [
      "no ports whose names a template decides",
      manifest("v1", "Service", NAMED, "spec: { ports: [{ name: {{ .x }}, port: 80 }] }"),
      ["Service shop/a: ?"],
    ],
    [
      "claims of a StatefulSet",
      manifest(
        "apps/v1",
        "StatefulSet",
        NAMED,
        "spec: { replicas: 2, volumeClaimTemplates: [{ metadata: { name: data } }, {}] }",
      ),
      ["PersistentVolumeClaim shop/data-a-0: ?", "PersistentVolumeClaim shop/data-a-1: ?"],
    ],
    [
      "one claim where it does not say how many",
      manifest("apps/v1", "StatefulSet", NAMED, "spec: { volumeClaimTemplates: [{ metadata: { name: data } }] }"),
      ["PersistentVolumeClaim shop/data-a-0: ?"],
    ],
    [
      "one claim where it runs none",
      manifest("apps/v1", "StatefulSet", NAMED, "spec: { replicas: 0, volumeClaimTemplates: [{ metadata: { name: data } }] }"),
      ["PersistentVolumeClaim shop/data-a-0: ?"],
    ],
    [
      "no claims where nobody knows its name",
      manifest("apps/v1", "StatefulSet", "spec: { volumeClaimTemplates: [{ metadata: { name: data } }] }"),
      [],
    ],
    ["certificates that cert-manager issues", ingress("cert-manager.io/cluster-issuer"), ["Secret /tls: ?"]],
    ["and for an issuer of the namespace", ingress("cert-manager.io/issuer"), ["Secret /tls: ?"]],
    ["and for the old annotation", ingress("kubernetes.io/tls-acme"), ["Secret /tls: ?"]],
    ["none without an issuer", ingress("cert-manager.io/duration"), []],
    [
      "listeners of a Gateway",
      gateway("metadata: { name: a }", "  - { name: http }", TLS),
      ["gateway.networking.k8s.io/Gateway /a: http https"],
    ],
    [
      "and their certificates",
      gateway("metadata: { name: a, annotations: { cert-manager.io/issuer: x } }", TLS),
      ["gateway.networking.k8s.io/Gateway /a: https", "Secret /tls: ?"],
    ],
    [
      "listeners that a template names",
      gateway("metadata: { name: a }", "  - { name: {{ .x }} }", "  - { name: http }"),
      ["gateway.networking.k8s.io/Gateway /a: ?"],
    ],
    [
      "listeners that a template adds",
      gateway("metadata: { name: a }", "  - { name: http }", "  {{ .more }}"),
      ["gateway.networking.k8s.io/Gateway /a: ?"],
    ],
    ["the Service of a serverless one", manifest("serving.knative.dev/v1", "Service", NAMED), ["Service shop/a: ?"]],
    [
      "the ConfigMap of a Bundle",
      manifest("trust.cert-manager.io/v1alpha1", "Bundle", "metadata: { name: a }"),
      ["ConfigMap /a: ?"],
    ],
    ["keys of a certificate", manifest(...certManager, "spec: { secretName: tls }"), ["Secret shop/tls: tls.crt tls.key ca.crt"]],
    [
      "more keys of one with a keystore",
      manifest(...certManager, "spec: { secretName: tls, keystores: {} }"),
      ["Secret shop/tls: ?"],
    ],
    [
      "more keys of one in more formats",
      manifest(...certManager, "spec: { secretName: tls, additionalOutputFormats: [] }"),
      ["Secret shop/tls: ?"],
    ],
    ["more keys of an open one", manifest(...certManager, "spec:", "  secretName: tls", "  {{ .more }}"), ["Secret shop/tls: ?"]],
    ["no secret whose name a template decides", manifest(...certManager, "spec: { secretName: {{ .x }} }"), []],
    ["keys of a sealed secret", manifest(...sealed, "spec: { encryptedData: { a: x } }"), ["Secret shop/a: a"]],
    [
      "under the name in its template, with its keys",
      manifest(
        ...sealed,
        "spec: { encryptedData: { a: x }, template: { metadata: { name: b }, data: { c: x }, stringData: { d: x } } }",
      ),
      ["Secret shop/b: a c d"],
    ],
    [
      "nothing known of one to which a template adds",
      manifest(...sealed, "spec:", "  encryptedData:", "    a: x", "    {{- toYaml .more | nindent 4 }}"),
      ["Secret shop/a: ?"],
    ],
    [
      "nothing known of one to whose template a template adds",
      manifest(
        ...sealed,
        "spec:",
        "  encryptedData: { a: x }",
        "  template:",
        "    metadata: { name: b }",
        "    data:",
        "      c: x",
        "      {{- toYaml .more | nindent 6 }}",
      ),
      ["Secret shop/b: ?"],
    ],
    ["nothing known of an empty one", manifest(...sealed, "spec: { encryptedData: {} }"), ["Secret shop/a: ?"]],
    [
      "keys of an external secret",
      manifest(...external, "spec: { target: { name: b }, data: [{ secretKey: k }] }"),
      ["Secret shop/b: k"],
    ],
    ["under its own name", manifest(...external, "spec: { data: [{ secretKey: k }] }"), ["Secret shop/a: k"]],
    [
      "nothing known of one from everywhere",
      manifest(...external, "spec: { dataFrom: [{}], data: [{ secretKey: k }] }"),
      ["Secret shop/a: ?"],
    ],
    [
      "nothing known of one with a template",
      manifest(...external, "spec: { target: { template: {} }, data: [{ secretKey: k }] }"),
      ["Secret shop/a: ?"],
    ],
    [
      "nothing known of one with a key that a template decides",
      manifest(...external, "spec: { data: [{ secretKey: k }, { secretKey: {{ .x }} }] }"),
      ["Secret shop/a: ?"],
    ],
    [
      "nothing known of one with keys that a template adds",
      manifest(
        ...external,
        "spec:",
        "  target: { name: a }",
        "  data:",
        "    - secretKey: k",
        "    {{- toYaml .more | nindent 4 }}",
      ),
      ["Secret shop/a: ?"],
    ],
    [
      "secrets that are mounted",
      manifest("secrets-store.csi.x-k8s.io/v1", "SecretProviderClass", NAMED, "spec: { secretObjects: [{ secretName: b }, {}] }"),
      ["Secret shop/b: ?"],
    ],
    [
      "what a kustomization generates",
      manifest(
        "kustomize.config.k8s.io/v1beta1",
        "Kustomization",
        "namespace: shop",
        "configMapGenerator: [{ name: b }, { name: c, namespace: other }, {}]",
        "secretGenerator: [{ name: d }]",
      ),
      ["ConfigMap shop/b: ?", "ConfigMap other/c: ?", "Secret shop/d: ?"],
    ],
    [
      "what an operator writes",
      manifest(
        "acme.io/v1",
        "Database",
        NAMED,
        "spec: { writeConnectionSecretToRef: { name: b }, target: { name: c }, secretName: d }",
      ),
      ["Secret shop/b: ?", "Secret shop/c: ?", "Secret shop/d: ?"],
    ],
    [
      "nothing by such a field where the kind is Kubernetes' own",
      manifest("apps/v1", "Deployment", NAMED, "spec: { secretName: d }"),
      [],
    ],
    [
      "the Secret of a Bundle",
      manifest("trust.cert-manager.io/v1alpha1", "Bundle", "metadata: { name: a }", "spec: { target: { secret: { key: b } } }"),
      ["Secret /a: ?"],
    ],
    [
      "copies in other namespaces",
      manifest(
        "v1",
        "Secret",
        'metadata: { name: a, namespace: shop, annotations: { reflector.v1.k8s.emberstack.com/reflection-allowed: "true" } }',
        "data: { b: eA== }",
      ),
      ["Secret /a: b"],
    ],
    [
      "no copies of what is a copy",
      manifest(
        "v1",
        "Secret",
        "metadata: { name: a, namespace: shop, annotations: { replicator.v1.mittwald.de/replicate-from: b/a } }",
      ),
      ["Secret shop/a: ?"],
    ],
    [
      "copies of a certificate",
      manifest(
        ...certManager,
        "spec: { secretName: b, secretTemplate: { annotations: { replicator.v1.mittwald.de/replicate-to: c } } }",
      ),
      ["Secret /b: tls.crt tls.key ca.crt"],
    ],
    [
      "copies of what is fetched",
      manifest(
        ...external,
        "spec: { target: { name: b, template: { metadata: { annotations: { kubed.appscode.com/sync: x } } } } }",
      ),
      ["Secret /b: ?"],
    ],
    [
      "copies of what was sealed",
      manifest(
        ...sealed,
        "spec: { encryptedData: { b: x }, template: { metadata: { annotations: { kubed.appscode.com/sync: x } } } }",
      ),
      ["Secret /a: b"],
    ],
    [
      "what is fetched for many namespaces",
      manifest(
        "external-secrets.io/v1",
        "ClusterExternalSecret",
        "metadata: { name: a }",
        "spec: { externalSecretName: b, externalSecretSpec: { target: { name: c } } }",
      ),
      ["Secret /c: ?"],
    ],
    [
      "that under the name of the ExternalSecret",
      manifest(
        "external-secrets.io/v1",
        "ClusterExternalSecret",
        "metadata: { name: a }",
        "spec: { externalSecretName: b, externalSecretSpec: {} }",
      ),
      ["Secret /b: ?"],
    ],
    [
      "what SOPS's operator decrypts",
      manifest("isindir.github.com/v1alpha3", "SopsSecret", NAMED, "spec: { secretTemplates: [{ name: b }, { name: c }] }"),
      ["Secret shop/b: ?", "Secret shop/c: ?"],
    ],
    [
      "what a controller of AWS exports",
      manifest("services.k8s.aws/v1alpha1", "FieldExport", NAMED, "spec: { to: { kind: configmap, name: b, namespace: c } }"),
      ["ConfigMap c/b: ?"],
    ],
    [
      "the superuser of Cassandra",
      manifest("cassandra.datastax.com/v1beta1", "CassandraDatacenter", NAMED, "spec: { clusterName: My Cluster }"),
      ["Secret shop/mycluster-superuser: ?"],
    ],
    [
      "what Kyverno generates in every namespace",
      manifest(
        "kyverno.io/v1",
        "ClusterPolicy",
        "metadata: { name: a }",
        "spec:",
        "  rules:",
        "    - generate: { apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, name: b }",
        "    - generate: { apiVersion: v1, kind: Secret, name: '{{request.object.metadata.name}}' }",
        "    - generate: { cloneList: { namespace: b, kinds: [v1/ConfigMap] } }",
        "    - validate: {}",
      ),
      ["networking.k8s.io/NetworkPolicy /b: ?", "Secret /: ?", "ConfigMap /: ?"],
    ],
    [
      "what Kyverno generates in one",
      manifest("kyverno.io/v1", "Policy", NAMED, "spec: { rules: [{ generate: { apiVersion: v1, kind: Secret, name: b } }] }"),
      ["Secret shop/b: ?"],
    ],
    [
      "what each namespace of a tenant has",
      manifest(
        "capsule.clastix.io/v1beta2",
        "Tenant",
        "metadata: { name: a }",
        "spec: { networkPolicies: { items: [] }, limitRanges: { items: [] } }",
      ),
      ["networking.k8s.io/NetworkPolicy /: ?", "LimitRange /: ?"],
    ],
  ])("%s", (_, text, expected) => expect(provided(text)).toEqual(expected));

  it("no more claims than anybody looks for", () => {
    const many = manifest(
      "apps/v1",
      "StatefulSet",
      NAMED,
      "spec: { replicas: 900, volumeClaimTemplates: [{ metadata: { name: data } }] }",
    );
    expect(provided(many).length).toBe(16);
  });
});
