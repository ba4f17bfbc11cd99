// core/v1 ServicePort.targetPort: the name of a container port of the selected pods, or a number, for which no container need declare it.
import {
  defineRule,
  deployedBeside,
  type IndexedObject,
  listed,
  manual,
  nearlySame,
  podSelectorOf,
  type Reference,
  selects,
  set,
  suggestion,
} from "../../server/api.ts";
import { isWrittenHere } from "./_missing.ts";
import { workloadsFor } from "./_nearest-workload.ts";
import { fromTheStart } from "./_pod-labels.ts";

export default defineRule({
  id: "service-target-port-missing",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "Service leads to a port that its pods do not have",
  why: "A named port that no container declares makes a Service without endpoints for it: every connection is refused. A number need not be declared, but where the Service has one port, its pods declare one, and the two differ, nobody listens there most likely.",
  ignoreWhen: "A sidecar that is injected when the pods are made has the port.",
  how: "Use the name or number of a port that one of the containers declares.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  workspace(service, index, { report }) {
    if (service.kind !== "Service" || !service.builtIn) return;
    const named = service.references.filter(({ field, kind }) => kind === "Pod" && field === "spec.ports.*");
    if (named.length === 0) return;
    const selector = podSelectorOf(service);
    if (!selector || selector.uncertain) return;
    const wanted = fromTheStart(selector.matchLabels);
    if (Object.keys(wanted).length === 0) return;
    const workloads = workloadsFor(index, service, wanted).filter(({ pods }) =>
      pods.some(({ labels }) => selects({ ...selector, matchLabels: wanted }, labels)),
    );
    const ports = workloads.map(portsOf);
    if (ports.includes(undefined) || !workloads.some((one) => deployedBeside(one, service))) return;
    const known = ports.flatMap((one) => one ?? []);
    for (const reference of named) {
      const { key, site } = reference;
      if (key === undefined || known.some(({ name, number }) => name === key || number === key)) continue;
      const isNumber = typeof key === "number";
      if (isNumber && !(isOnlyPort(key, named, known) && workloads.every(declaresAll))) continue;
      const names = known.flatMap(({ name, number }) => (isNumber ? String(number) : (name ?? [])));
      const near = new Set(names).size === 1 ? names[0] : nearlySame(String(key), names);
      const [first] = workloads;
      const hint = near === undefined ? (names.length > 0 ? `, only ${listed(names)}.` : ".") : `; did you mean "${near}"?`;
      report(site, `${isNumber ? "No container declares port" : "No container has a port named"} "${key}"${hint}`, {
        severity: isNumber ? "info" : "error",
        fixes:
          near !== undefined && isWrittenHere(service, { field: "targetPort", site })
            ? [(isNumber ? manual : suggestion)(`Use "${near}"`, set(site, isNumber ? Number(near) : near))]
            : [],
        related: first
          ? [{ message: `The pods of ${first.kind} "${first.name}".`, object: first, at: first.pods[0]?.site ?? first.site }]
          : [],
      });
    }
  },
});

interface Port {
  readonly name: string | undefined;
  readonly number: number;
}

const PORTS = new WeakMap<IndexedObject, readonly Port[] | typeof UNKNOWN>();
const UNKNOWN = "unknown";

/** The ports that the containers declare; `undefined` where some cannot be known. Many Services may ask for those of one workload. */
function portsOf(workload: IndexedObject): readonly Port[] | undefined {
  const known = PORTS.get(workload) ?? declaredPorts(workload) ?? UNKNOWN;
  PORTS.set(workload, known);
  return known === UNKNOWN ? undefined : known;
}

function declaredPorts({ pods }: IndexedObject): readonly Port[] | undefined {
  const containers = pods.flatMap((pod) => pod.containers.filter(({ role }) => role === "app" || role === "sidecar"));
  if (containers.length === 0 || containers.some(({ uncertain }) => uncertain)) return undefined;
  return containers.flatMap(({ ports }) => ports);
}

/** Ports beside the one that is served; a webhook's is often declared in a patch only. */
const ASIDE = /admin|debug|health|live|metric|monitor|probe|prom|ready|webhook/i;
const WEBHOOK = 9443;

/** Whether every container says which ports it has. */
function declaresAll({ pods }: IndexedObject): boolean {
  return pods.every(({ containers }) => containers.every(({ ports, role }) => role === "init" || ports.length > 0));
}

/** Whether the Service and its pods have one port each, so that the two should be the same. */
function isOnlyPort(number: number, references: readonly Reference[], ports: readonly Port[]): boolean {
  const [port] = ports;
  return (
    number !== WEBHOOK && references.length === 1 && port !== undefined && ports.length === 1 && !ASIDE.test(port.name ?? "")
  );
}
