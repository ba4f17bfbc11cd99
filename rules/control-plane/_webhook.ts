import type { Field, Resource } from "../../server/api.ts";

const WORKLOADS: ReadonlySet<string> = new Set([
  "*",
  "*/*",
  "pods",
  "pods/*",
  "deployments",
  "statefulsets",
  "daemonsets",
  "replicasets",
  "replicationcontrollers",
  "jobs",
  "cronjobs",
]);

const WORKLOAD_GROUPS: ReadonlySet<string> = new Set(["*", "", "apps", "batch"]);

/** Whether a webhook sees pods or what makes them. */
export function checksWorkloads(webhook: Field): boolean {
  return webhook
    .at("rules")
    .items()
    .some((rule) => has(rule.at("apiGroups"), WORKLOAD_GROUPS) && has(rule.at("resources"), WORKLOADS));
}

const EVERYTHING: ReadonlySet<string> = new Set(["*", "*/*"]);

/** Whether a webhook sees objects of every kind. */
export function matchesEverything(webhook: Field): boolean {
  return webhook
    .at("rules")
    .items()
    .some(
      (rule) =>
        has(rule.at("apiGroups"), EVERYTHING) && has(rule.at("resources"), EVERYTHING) && rule.at("scope").value !== "Cluster",
    );
}

/** Annotations by which cert-manager or OpenShift fills in the CA. */
const INJECTORS = /^cert-manager\.io\/inject-|^service\.(?:alpha|beta)\.openshift\.io\/inject-cabundle$/;

/** Whether something else fills in the CA that the API server verifies a server with. */
export function caIsInjected(resource: Resource): boolean {
  const annotations = resource.at("metadata", "annotations");
  return annotations.open || annotations.keys().some((name) => INJECTORS.test(name));
}

function has(list: Field, wanted: ReadonlySet<string>): boolean {
  return list.items().some((item) => typeof item.value === "string" && wanted.has(item.value));
}
