// monitoring.coreos.com/v1: a ServiceMonitor selects Services by label, and names their ports; a PodMonitor does the same with pods.
import {
  defineRule,
  deployedBeside,
  type IndexedObject,
  isPartlyRead,
  listed,
  nearlySame,
  type ObjectIndex,
  sameNamespace,
  selects,
  set,
  suggestion,
  type WorkspaceContext,
} from "../../server/api.ts";

export default defineRule({
  id: "service-monitor-selects-nothing",
  family: "references",
  severity: "info",
  tier: "recommended",
  title: "Monitor selects nothing to scrape",
  why: "A monitor that selects no Service, or names a port that the Service does not have, scrapes nothing: the dashboards stay empty, and alerts on the metrics never fire. Nothing reports it but the list of targets in Prometheus.",
  ignoreWhen:
    "The Service is made by something that is not in the repository. Where there is no Service of the monitor's name or labels beside it, the rule is silent anyway.",
  how: "Give the Service the labels, or the monitor those of the Service; ports are named, not numbered.",
  fix: "suggestion",
  references: ["https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor"],
  peers: ["kube-linter:dangling-servicemonitor"],
  workspace(monitor, index, context) {
    if (monitor.group !== "monitoring.coreos.com") return;
    const [selector] = monitor.selectors;
    if (!selector || selector.uncertain) return;
    const beside = candidates(index, monitor, selector.kind);
    const found = beside.filter((one) => selects(selector, labelsOf(one)));
    if (found.length > 0) return void reportPorts(monitor, found, context);
    const wanted = Object.entries(selector.matchLabels);
    if (
      wanted.length === 0 ||
      isPartlyRead(monitor) ||
      everywhere(index, monitor, selector.kind).some((one) => selects(selector, labelsOf(one)))
    )
      return;
    const near = beside.find((one) =>
      wanted.some(([label, value]) => labelsOf(one)[label] === value || (label in labelsOf(one) && one.name === monitor.name)),
    );
    if (!near) return;
    const lacking = wanted
      .filter(([label, value]) => labelsOf(near)[label] !== value)
      .map(([label, value]) => `"${label}: ${value}"`);
    context.report(
      selector.site,
      `${monitor.kind} "${monitor.name}" selects nothing: ${near.kind} "${near.name}" lacks ${listed(lacking)}.`,
      {
        related: [{ message: `The nearest, ${near.kind} "${near.name}".`, object: near, at: near.site }],
      },
    );
  },
});

/** What a monitor of this kind may select: of its namespaces, deployed beside it. */
function candidates(index: ObjectIndex, monitor: IndexedObject, kind: string): readonly IndexedObject[] {
  return everywhere(index, monitor, kind).filter((one) => deployedBeside(one, monitor));
}

function everywhere(index: ObjectIndex, monitor: IndexedObject, kind: string): readonly IndexedObject[] {
  const all = kind === "Pod" ? index.workloadsWith({}, undefined) : index.ofKind(kind).filter(({ builtIn }) => builtIn);
  const namespaces = monitor.references.filter(({ kind: named }) => named === "Namespace").map(({ name }) => name);
  if (namespaces.length > 0) return all.filter(({ namespace }) => namespaces.some((one) => sameNamespace(namespace, one)));
  if (monitor.values.some(({ field, value }) => field === "spec.namespaceSelector.any" && value === true)) return all;
  return all.filter(({ namespace }) => sameNamespace(namespace, monitor.namespace));
}

function labelsOf({ kind, labels, pods }: IndexedObject): IndexedObject["labels"] {
  return kind === "Service" ? labels : (pods[0]?.labels ?? labels);
}

/** The ports that the monitor names have to be those of one of the Services or pods that it selects. */
function reportPorts(monitor: IndexedObject, found: readonly IndexedObject[], { report }: WorkspaceContext): void {
  const names = found.flatMap(portNames);
  if (names.includes(undefined)) return;
  const known = names as readonly string[];
  for (const { key, name, site } of monitor.references) {
    if (name !== "" || typeof key !== "string" || known.includes(key)) continue;
    const near = known.length === 1 ? known[0] : nearlySame(key, known);
    const [first] = found;
    const hint = near === undefined ? "." : `; did you mean "${near}"?`;
    report(site, `No port of what is selected has the name "${key}"${hint}`, {
      fixes: near === undefined || monitor.built ? [] : [suggestion(`Use "${near}"`, set(site, near))],
      related: first ? [{ message: `${first.kind} "${first.name}".`, object: first, at: first.site }] : [],
    });
  }
}

/** The names of an object's ports; `undefined` among them where some cannot be known. */
function portNames({ kind, provides, pods }: IndexedObject): readonly (string | undefined)[] {
  if (kind === "Service") {
    const parts = provides[0]?.parts;
    return parts ? parts.flatMap(({ name }) => name ?? []) : [undefined];
  }
  return pods.flatMap(({ containers }) =>
    containers.flatMap(({ ports, uncertain }) => (uncertain ? [undefined] : ports.flatMap(({ name }) => name ?? []))),
  );
}
