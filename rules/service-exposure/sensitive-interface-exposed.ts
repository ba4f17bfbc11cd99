// Interfaces that were taken over in the wild because they could be reached: the list is kubescape's C-0021, with those of machine learning.
import {
  defineRule,
  deployedBeside,
  type IndexedObject,
  type LabelSelector,
  type ObjectIndex,
  podSelectorOf,
  strings,
  targetsOf,
  valueAt,
  type WorkspaceContext,
  workloadsSelectedBy,
} from "../../server/api.ts";
import { BACKEND_WORDS, backendsOf } from "./_backend.ts";
import { programIn } from "./_program.ts";
import { EXPOSURE_WORDS, exposureOf } from "./_service.ts";

const NAMES = [
  "airflow-webserver",
  "alertmanager",
  "argo-server",
  "argocd-server",
  "grafana",
  "jenkins",
  "jupyterhub",
  "kibana",
  "kubeflow",
  "kubernetes-dashboard",
  "mlflow",
  "nifi",
  "ollama",
  "phpmyadmin",
  "prometheus",
  "ray-dashboard",
  "vllm",
  "weave-scope-app",
];

export default defineRule({
  id: "sensitive-interface-exposed",
  family: "service-exposure",
  severity: "warning",
  tier: "strict",
  title: "Administrative interface is reachable from outside",
  why: "Whoever reaches such an interface runs code in the cluster, sees all its metrics or uses its accelerators: several ask for no password at all.",
  ignoreWhen: "The interface asks for a login of its own, and only a private network reaches it.",
  how: "Keep it inside the cluster and reach it by kubectl port-forward, or put an authenticating proxy before it.",
  references: ["https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/"],
  peers: ["kubescape:C-0021"],
  kinds: ["Service", "Ingress", "gateway.networking.k8s.io/HTTPRoute"],
  needs: [...EXPOSURE_WORDS, ...BACKEND_WORDS],
  options: {
    names: strings(NAMES, "Names of interfaces: a Service or its workload with such a name, or one that begins or ends with it"),
  },
  workspace(object, index, { options, report }) {
    if (object.kind !== "Service") return reportRouted(object, index, options.names, report);
    const type = valueAt(object, "spec.type")?.value;
    if (!object.builtIn || (type !== "NodePort" && type !== "LoadBalancer")) return;
    if (valueAt(object, "internal") || matching(object.name, options.names)) return;
    const found = interfaceBehind(object, index, options.names);
    if (!found) return;
    const how = type === "NodePort" ? "on every node" : "through a load balancer";
    report(object.site, `"${object.name}" makes ${found.name} reachable from outside, ${how}.`, {
      related: [workloadOf(found)],
    });
  },
  resource(resource, { options, report }) {
    if (resource.kind === "Service") {
      const exposure = exposureOf(resource);
      const name = exposure ? matching(resource.name, options.names) : undefined;
      if (name) report(resource.at("metadata", "name"), `"${resource.name}" (${name}) is reachable from outside, ${exposure}.`);
      return;
    }
    const seen = new Set<string>();
    for (const backend of backendsOf(resource)) {
      const target = backend.string ?? "";
      const name = seen.has(target) ? undefined : matching(target, options.names);
      seen.add(target);
      if (name) report(backend, `${resource.kind} "${resource.name}" publishes "${target}" (${name}).`);
    }
  },
});

/** An interface, by its name in the list, with the workload that runs it. */
interface Interface {
  readonly name: string;
  readonly workload: IndexedObject;
}

function workloadOf({ workload }: Interface) {
  return { message: `${workload.kind} "${workload.name}".`, object: workload, at: workload.site };
}

/** What a Service beside its workloads leads to, by their names or by the programs in their images. */
function interfaceBehind(service: IndexedObject, index: ObjectIndex, names: readonly string[]): Interface | undefined {
  const selector = podSelectorOf(service);
  if (!selector || isEmpty(selector)) return undefined;
  for (const workload of workloadsSelectedBy(index, service, selector)) {
    if (!deployedBeside(workload, service)) continue;
    const programs = workload.pods.flatMap(({ containers }) =>
      containers.flatMap(({ role, image }) => (role === "app" && image ? [programIn(image)] : [])),
    );
    const name = [workload.name, ...programs].map((one) => matching(one, names)).find((one) => one !== undefined);
    if (name) return { name, workload };
  }
  return undefined;
}

/** A Service of another name that an Ingress or a route publishes. */
function reportRouted(
  route: IndexedObject,
  index: ObjectIndex,
  names: readonly string[],
  report: WorkspaceContext["report"],
): void {
  if (route.kind !== "Ingress" && route.group !== "gateway.networking.k8s.io") return;
  const seen = new Set<string>();
  for (const reference of route.references) {
    const { kind, key, name, site } = reference;
    if (kind !== "Service" || key !== undefined || seen.has(name) || matching(name, names)) continue;
    seen.add(name);
    const [target] = targetsOf(index, route, reference);
    const found = target && interfaceBehind(target.object, index, names);
    if (found)
      report(site, `${route.kind} "${route.name}" publishes "${name}" (${found.name}).`, { related: [workloadOf(found)] });
  }
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/** The name among those that a Service's name is, or begins or ends with, word by word. */
function matching(service: string, names: readonly string[]): string | undefined {
  return names.find((name) => service === name || service.startsWith(`${name}-`) || service.endsWith(`-${name}`));
}
