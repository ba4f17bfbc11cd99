import { describe, expect, it } from "vitest";
import { facts, manifest, NAMED } from "./objects.ts";

/** `field=value`, with `?` behind what stands under a condition only. */
function values(text: string): readonly string[] {
  return facts(text).values.map(({ field, value, conditional }) => `${field}=${value}${conditional ? "?" : ""}`);
}

describe("others ask for", () => {
  const service = (...lines: readonly string[]) => manifest("v1", "Service", ...lines);
  const autoscaler = (...lines: readonly string[]) => manifest("autoscaling/v2", "HorizontalPodAutoscaler", NAMED, ...lines);
  const policy = (...rule: readonly string[]) =>
    manifest(
      "security.istio.io/v1",
      "AuthorizationPolicy",
      NAMED,
      "spec:",
      "  rules:",
      "    - to: []",
      ...rule.map((line) => `      ${line}`),
      "    - to: []",
    );
  const hostPod = (command: string) =>
    manifest("v1", "Pod", NAMED, `spec: { hostNetwork: true, containers: [{ name: x, command: [${command}] }] }`);

  it.each<readonly [string, string, readonly string[]]>([
    ["replicas", manifest("apps/v1", "Deployment", NAMED, "spec: { replicas: 3 }"), ["spec.replicas=3"]],
    [
      "what a template decides",
      manifest("apps/v1", "Deployment", NAMED, "spec: { replicas: {{ .n }} }"),
      ["spec.replicas=undefined"],
    ],
    [
      "what stands under a condition",
      manifest("apps/v1", "Deployment", NAMED, "spec:", "  {{ if .x }}", "  replicas: 3", "  {{ end }}"),
      ["spec.replicas=3?"],
    ],
    ["nothing that is not there", manifest("apps/v1", "Deployment", NAMED, "spec: {}"), []],
    [
      "nothing else of what others have",
      manifest(
        "apps/v1",
        "Deployment",
        "metadata: { name: a, annotations: { internal: x } }",
        "spec: { replicas: 1, loadBalancerClass: x, targetCPUUtilizationPercentage: 80, rules: [{ from: [{ source: { requestPrincipals: [x] } }] }] }",
      ),
      ["spec.replicas=1"],
    ],
    ["nothing of another group's kind", manifest("acme.io/v1", "Deployment", NAMED, "spec: { replicas: 3 }"), []],
    ["the type of a Service", service(NAMED, "spec: { type: LoadBalancer }"), ["spec.type=LoadBalancer"]],
    ["an internal one by its class", service(NAMED, "spec: { loadBalancerClass: x }"), ["internal=true"]],
    ["an internal one by its address", service(NAMED, "spec: { loadBalancerIP: 10.0.0.1 }"), ["internal=true"]],
    [
      "an internal one by an annotation",
      service("metadata: { name: a, annotations: { acme.io/Internal: x } }"),
      ["internal=true"],
    ],
    ["not by any annotation", service("metadata: { name: a, annotations: { acme.io/team: x } }"), []],
    [
      "perhaps an internal one by what a template adds",
      service("metadata:", "  name: a", "  annotations:", "    a: b", "    {{ .more }}"),
      ["internal=true"],
    ],
    ["parts that an autoscaler goes by", autoscaler("spec: { targetCPUUtilizationPercentage: 80 }"), ["utilization=cpu"]],
    [
      "in the newer form",
      autoscaler(
        "spec: { metrics: [{ type: Resource, resource: { name: memory, target: { type: Utilization } } }, { type: Resource, resource: { name: cpu, target: { type: AverageValue } } }] }",
      ),
      ["utilization=memory"],
    ],
    [
      "in the form between",
      autoscaler("spec: { metrics: [{ type: Resource, resource: { name: cpu, targetAverageUtilization: 80 } }] }"),
      ["utilization=cpu"],
    ],
    [
      "not of metrics of another type",
      autoscaler(
        "spec: { metrics: [{ type: Pods, resource: { name: cpu, target: { type: Utilization } } }, { type: Resource, resource: { target: { type: Utilization } } }] }",
      ),
      [],
    ],
    ["flags of the control plane", hostPod("etcd, --trusted-ca-file=/a, --client-ca-file=/b"), ["etcd --trusted-ca-file=/a"]],
    [
      "of each program its own",
      hostPod("kube-apiserver, --trusted-ca-file=/a, --client-ca-file=/b"),
      ["kube-apiserver --client-ca-file=/b"],
    ],
    ["no flag that a template decides", hostPod("etcd, --trusted-ca-file={{ .x }}"), []],
    ["no flags of other programs", hostPod("web, --client-ca-file=/b"), []],
    ["whether tokens are asked for", policy("from: [{ source: { requestPrincipals: [x] } }]"), ["requestPrincipals=true"]],
    ["or refused", policy("from: [{ source: {} }, { source: { notRequestPrincipals: [x] } }]"), ["requestPrincipals=true"]],
    ["or looked into", policy("when: [{ key: source.ip }, { key: 'request.auth.claims[x]' }]"), ["requestPrincipals=true"]],
    ["or perhaps", policy("{{- toYaml .more | nindent 6 }}"), ["requestPrincipals=true"]],
    ["not by other conditions", policy("from: [{ source: { principals: [x] } }]", "when: [{ key: x.request.auth.claims }]"), []],
    [
      "Pod Security of the API server",
      manifest(
        "pod-security.admission.config.k8s.io/v1",
        "PodSecurityConfiguration",
        "defaults: { enforce: baseline }",
        "exemptions: { usernames: [u], runtimeClasses: [r], namespaces: [one, two] }",
      ),
      [
        "defaults.enforce=baseline",
        "exemptions.usernames=u",
        "exemptions.runtimeClasses=r",
        "exemptions.namespaces=one",
        "exemptions.namespaces=two",
      ],
    ],
    ["not of another group's", manifest("acme.io/v1", "PodSecurityConfiguration", "defaults: { enforce: baseline }"), []],
    [
      "in the configuration of all plugins",
      manifest(
        "apiserver.config.k8s.io/v1",
        "AdmissionConfiguration",
        "plugins: [{ name: Other, configuration: { defaults: { enforce: privileged } } }, { name: PodSecurity, configuration: { defaults: { warn: baseline } } }]",
      ),
      ["defaults.warn=baseline"],
    ],
  ])("%s", (_, text, expected) => expect(values(text)).toEqual(expected));
});
