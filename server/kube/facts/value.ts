import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { ComponentName } from "../component/component.ts";
import { componentOf } from "../component/components.ts";
import { findFlag } from "../component/flag.ts";
import type { Pod } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { type FactSite, siteOf } from "./site.ts";

/** A scalar that others ask for. */
export interface ValueFacts {
  /** Its path in the table: `spec.replicas`. */
  readonly field: string;
  /** `undefined` where a template decides. */
  readonly value: string | number | boolean | undefined;
  /** A template writes it only under a condition. */
  readonly conditional: boolean;
  readonly site: FactSite;
}

/** By kind, what others ask for. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  "apps/Deployment": ["spec.replicas"],
  "apps/StatefulSet": ["spec.replicas", "spec.serviceName"],
  "apps/ReplicaSet": ["spec.replicas"],
  ReplicationController: ["spec.replicas"],
  "autoscaling/HorizontalPodAutoscaler": ["spec.minReplicas", "spec.maxReplicas"],
  "keda.sh/ScaledObject": ["spec.minReplicaCount", "spec.maxReplicaCount"],
  "policy/PodDisruptionBudget": ["spec.minAvailable", "spec.maxUnavailable"],
  "monitoring.coreos.com/PodMonitor": ["spec.namespaceSelector.any"],
  "monitoring.coreos.com/ServiceMonitor": ["spec.namespaceSelector.any"],
  Service: ["spec.type", "spec.clusterIP"],
  ResourceQuota: ["spec.hard"],
  "security.istio.io/AuthorizationPolicy": [], // see `asksForTokens`
  "security.istio.io/PeerAuthentication": ["spec.mtls.mode"],
  "security.istio.io/RequestAuthentication": ["spec.jwtRules"],
  "extensions.agents.x-k8s.io/SandboxTemplate": ["spec.networkPolicyManagement"],
  ServiceAccount: ["automountServiceAccountToken"],
};

const BY_KIND: ReadonlyMap<string, readonly (readonly [field: string, path: readonly string[]])[]> = new Map(
  Object.entries(VALUES).map(([kind, fields]) => [kind, fields.map((field) => [field, field.split(".")] as const)]),
);

/** The values of an object that others ask for; none for what is not there. */
export function valuesIn(resource: Resource, pod: Pod | undefined): readonly ValueFacts[] {
  if (pod?.at("hostNetwork").value === true) return flagsIn(pod);
  if (resource.kind === "AdmissionConfiguration" || resource.kind === "PodSecurityConfiguration")
    return podSecurityValues(resource);
  const rows = BY_KIND.get(resource.group === "" ? resource.kind : `${resource.group}/${resource.kind}`);
  if (!rows) return NONE;
  const found: ValueFacts[] = [];
  for (const [name, path] of rows) {
    const field = resource.at(...path);
    if (field.exists) found.push({ field: name, value: field.value, conditional: field.conditional, site: siteOf(field) });
  }
  if (resource.kind === "Service" && mayBeInternal(resource))
    found.push({ field: "internal", value: true, conditional: false, site: siteOf(resource.at("metadata").key) });
  if (resource.kind === "AuthorizationPolicy" && asksForTokens(resource))
    found.push({ field: "requestPrincipals", value: true, conditional: false, site: siteOf(resource.at("spec").key) });
  if (resource.kind === "HorizontalPodAutoscaler") found.push(...utilizations(resource));
  return found.length === 0 ? NONE : found;
}

/** Whether an AuthorizationPolicy of Istio asks who a token is for: only then a request without one is refused. */
function asksForTokens(policy: Resource): boolean {
  return policy
    .at("spec", "rules")
    .items()
    .some(
      (rule) =>
        rule.open ||
        rule
          .at("from")
          .items()
          .some((from) => ["requestPrincipals", "notRequestPrincipals"].some((key) => from.at("source", key).exists)) ||
        rule
          .at("when")
          .items()
          .some((when) => when.at("key").string?.startsWith("request.auth.")),
    );
}

/** Whether an annotation, a class or an address may keep a load balancer inside a private network. */
function mayBeInternal({ at }: Resource): boolean {
  const annotations = at("metadata", "annotations");
  if (annotations.open || at("spec", "loadBalancerClass").exists || at("spec", "loadBalancerIP").exists) return true;
  return annotations.keys().some((name) => /internal|intranet|private|scheme|load-balancer-type|subnet|expose/i.test(name));
}

/** The resources whose use, as a part of what is requested, an autoscaler goes by: `utilization` with the name of the resource. */
function utilizations(autoscaler: Resource): readonly ValueFacts[] {
  const fact = (value: string, place: Field): ValueFacts => ({
    field: "utilization",
    value,
    conditional: place.conditional,
    site: siteOf(place),
  });
  const old = autoscaler.at("spec", "targetCPUUtilizationPercentage");
  const found = old.exists ? [fact("cpu", old)] : [];
  for (const metric of autoscaler.at("spec", "metrics").items()) {
    const name = metric.at("resource", "name");
    const { string } = name;
    const target = metric.at("resource", "target");
    const isPart = target.at("type").value === "Utilization" || metric.at("resource", "targetAverageUtilization").exists;
    if (metric.at("type").value === "Resource" && string && isPart) found.push(fact(string, name));
  }
  return found;
}

/** Flags of the programs of the control plane that those of another are compared with. */
const FLAGS: readonly (readonly [component: ComponentName, flag: string])[] = [
  ["etcd", "trusted-ca-file"],
  ["kube-apiserver", "client-ca-file"],
];

/** Their values, as `etcd --trusted-ca-file`. */
function flagsIn(pod: Pod): readonly ValueFacts[] {
  const found: ValueFacts[] = [];
  for (const container of pod.containers) {
    const component = componentOf(container);
    for (const [name, flag] of component ? FLAGS : NONE) {
      const given = component?.name === name ? findFlag(component, flag) : undefined;
      if (given?.given && given.value !== undefined)
        found.push({ field: `${name} --${flag}`, value: given.value, conditional: false, site: siteOf(given.place) });
    }
  }
  return found.length === 0 ? NONE : found;
}

const POD_SECURITY = "pod-security.admission.config.k8s.io";

/** What a configuration of the API server says of Pod Security admission: its defaults, and one value for each exemption. */
function podSecurityValues({ group, kind, root, at }: Resource): readonly ValueFacts[] {
  if (kind === "PodSecurityConfiguration") return group === POD_SECURITY ? podSecurityIn(root) : [];
  return at("plugins")
    .items()
    .filter((plugin) => plugin.at("name").value === "PodSecurity")
    .flatMap((plugin) => podSecurityIn(plugin.at("configuration")));
}

function podSecurityIn(configuration: Field): readonly ValueFacts[] {
  const facts = (field: string, place: Field): ValueFacts => ({
    field,
    value: place.value,
    conditional: place.conditional,
    site: siteOf(place),
  });
  const defaults = configuration.at("defaults").entries();
  const exemptions = ["usernames", "runtimeClasses", "namespaces"] as const;
  return [
    ...defaults.map(([name, value]) => facts(`defaults.${name}`, value)),
    ...exemptions.flatMap((name) =>
      configuration
        .at("exemptions", name)
        .items()
        .map((item) => facts(`exemptions.${name}`, item)),
    ),
  ];
}
