// CIS Kubernetes Benchmark 5.7.1; initial namespaces, docs/concepts/overview/working-with-objects/namespaces.
import { boolean, defineRule, type Resource, strings } from "../../server/api.ts";
import { ADD_ON_LABELS, isAddOn } from "./_add-on.table.ts";

const WORKLOADS: readonly string[] = [
  "CronJob",
  "DaemonSet",
  "Deployment",
  "Job",
  "Pod",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
];

function belongs(resource: Resource): boolean {
  const labels = resource.at("metadata", "labels");
  if (isAddOn(resource.name) || labels.at("tier").value === "control-plane") return true;
  if (ADD_ON_LABELS.some((label) => labels.at(label).exists)) return true;
  if (!WORKLOADS.includes(resource.kind)) return resource.at("type").value === "bootstrap.kubernetes.io/token";
  const spec = resource.kind === "CronJob" ? resource.at("spec", "jobTemplate", "spec") : resource.at("spec");
  const priority = (resource.kind === "Pod" ? spec : spec.at("template", "spec")).at("priorityClassName");
  return priority.state === "unknown" || priority.string?.startsWith("system-") === true;
}

function matches(pattern: string, name: string): boolean {
  const [start = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === name;
  const end = rest.at(-1) ?? "";
  return name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end);
}

export default defineRule({
  id: "system-namespace",
  family: "namespace",
  severity: "warning",
  tier: "recommended",
  title: "Workload is in a namespace of Kubernetes itself",
  why: "kube-system is exempt from many policies, and whoever may create pods there can use the powerful service accounts of the controllers. An application that moves in shares all of that, and so does whoever breaks into it.",
  ignoreWhen:
    "A component of the cluster that has to be there. Static pods of the control plane, pods with a system priority class and well-known add-ons (by label or name) are not reported; nor are roles, whose place is where the objects are that they grant.",
  how: "Give the application a namespace of its own.",
  standards: ["cis:5.7.1"],
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces"],
  peers: ["trivy:KSV-0037", "kics:using_unrecommended_namespace"],
  presetOptions: { strict: { allKinds: true } },
  options: {
    namespaces: strings(["kube-system", "kube-public", "kube-node-lease"], "The namespaces that belong to Kubernetes"),
    allKinds: boolean(false, "Also report Services, ConfigMaps and Secrets, which usually come with a workload"),
    allow: strings([], "Names of objects that may be there; `*` stands for any text"),
  },
  kinds: [...WORKLOADS, "Service", "ConfigMap", "Secret"],
  resource(resource, { options, report }) {
    const { namespace } = resource;
    if (namespace === undefined || !options.namespaces.includes(namespace)) return;
    if (!options.allKinds && !WORKLOADS.includes(resource.kind)) return;
    if (belongs(resource) || options.allow.some((pattern) => matches(pattern, resource.name))) return;
    const place = resource.at("metadata", "namespace");
    report(place, `${resource.kind} "${resource.name}" is in ${namespace}, which belongs to Kubernetes itself.`, {
      severity: WORKLOADS.includes(resource.kind) ? "warning" : "info",
    });
  },
});
