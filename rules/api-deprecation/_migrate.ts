import {
  type ApiVersionFate,
  type Field,
  type Fix,
  fateOf,
  type Json,
  type Op,
  type Resource,
  readLabels,
  remove,
  rename,
  safe,
  set,
  suggestion,
} from "../../server/api.ts";

/** The fixes that move an object to the replacement of its API version; none where the move cannot be made exactly. */
export function migrations(resource: Resource, fate: ApiVersionFate, kubernetes: number): readonly Fix[] {
  const { replacement, replacementSince = 0, migration } = fate;
  if (!replacement || replacementSince > kubernetes || migration === "none") return [];
  if ((fateOf(replacement, fate.kind)?.removed ?? Number.POSITIVE_INFINITY) <= kubernetes) return [];
  if (!resource.at("apiVersion").exists) return []; // an item of a typed list, which takes the list's version
  const renamed = set(resource.at("apiVersion"), replacement);
  const title = `Move to ${replacement}`;
  if (migration === "mechanical") return [mayChange(resource, fate) ? suggestion(title, renamed) : safe(title, renamed)];
  const moves = MOVES[fate.kind]?.(resource);
  return moves ? [suggestion(title, renamed, ...moves)] : [];
}

/** An empty selector of a PodDisruptionBudget selects nothing in v1beta1 and every pod of the namespace in v1. */
function mayChange(resource: Resource, fate: ApiVersionFate): boolean {
  const selector = resource.at("spec", "selector");
  return fate.kind === "PodDisruptionBudget" && selector.isMapping && selector.keys().length === 0;
}

/** The field changes of the kinds whose move can be written down; `undefined` where a value is needed that nobody knows. */
const MOVES: Readonly<Record<string, (resource: Resource) => readonly Op[] | undefined>> = {
  Deployment: appsMoves,
  DaemonSet: appsMoves,
  ReplicaSet: appsMoves,
  StatefulSet: appsMoves,
  Ingress: ingressMoves,
  HorizontalPodAutoscaler: autoscalerMoves,
  ClusterRoleBinding: bindingMoves,
  RoleBinding: bindingMoves,
  PriorityLevelConfiguration: (resource) => {
    const shares = resource.at("spec", "limited", "assuredConcurrencyShares");
    return shares.exists ? [rename(shares, "nominalConcurrencyShares")] : [];
  },
};

/** apps/v1 requires the selector, which used to be defaulted from the template's labels, and knows two fields no longer. */
function appsMoves(resource: Resource): readonly Op[] | undefined {
  const ops: Op[] = [];
  for (const gone of ["rollbackTo", "templateGeneration"]) {
    const field = resource.at("spec", gone);
    if (field.exists) ops.push(remove(field));
  }
  const selector = resource.at("spec", "selector");
  if (selector.state === "unknown") return undefined;
  if (selector.absent) {
    const { labels, uncertain } = readLabels(resource.at("spec", "template", "metadata", "labels"));
    if (uncertain || Object.keys(labels).length === 0) return undefined;
    ops.push(set(selector.at("matchLabels"), labels));
  }
  return ops;
}

/** networking.k8s.io/v1: `backend` becomes `defaultBackend`, a backend's service an object, and `pathType` is required. */
function ingressMoves(resource: Resource): readonly Op[] | undefined {
  const ops: Op[] = [];
  const spec = resource.at("spec");
  if (spec.at("backend").exists) {
    const moved = backendMoves(spec.at("backend"));
    if (!moved) return undefined;
    ops.push(...moved, rename(spec.at("backend"), "defaultBackend"));
  }
  for (const rule of spec.at("rules").items())
    for (const path of rule.at("http", "paths").items()) {
      const moved = backendMoves(path.at("backend"));
      if (!moved || path.at("pathType").state === "unknown") return undefined;
      if (path.at("pathType").absent) ops.push(set(path.at("pathType"), "ImplementationSpecific"));
      ops.push(...moved);
    }
  return ops;
}

function backendMoves(backend: Field): readonly Op[] | undefined {
  const name = backend.at("serviceName");
  const port = backend.at("servicePort");
  if (!name.exists && !port.exists) return [];
  if (name.value === undefined || port.value === undefined) return undefined;
  const service: Json = {
    name: String(name.value),
    port: typeof port.value === "number" ? { number: port.value } : { name: String(port.value) },
  };
  return [set(backend.at("service"), service), remove(name), remove(port)];
}

/** autoscaling/v2: a metric names itself and its target in objects of their own. */
function autoscalerMoves(resource: Resource): readonly Op[] | undefined {
  const ops: Op[] = [];
  for (const metric of resource.at("spec", "metrics").items()) {
    if (metric.at("type").value !== "Resource") return undefined;
    const source = metric.at("resource");
    const utilization = source.at("targetAverageUtilization");
    const average = source.at("targetAverageValue");
    if (utilization.value !== undefined)
      ops.push(set(source.at("target"), { type: "Utilization", averageUtilization: utilization.value }), remove(utilization));
    else if (average.value !== undefined)
      ops.push(set(source.at("target"), { type: "AverageValue", averageValue: average.value }), remove(average));
    else return undefined;
  }
  return ops;
}

/** rbac.authorization.k8s.io/v1: a subject names its API group. The user `*` of v1alpha1 meant everyone, which nobody should get by a fix. */
function bindingMoves(resource: Resource): readonly Op[] | undefined {
  const ops: Op[] = [];
  for (const subject of resource.at("subjects").items()) {
    if (subject.at("name").value === "*" || subject.at("name").value === undefined) return undefined;
    const version = subject.at("apiVersion");
    if (!version.exists) continue;
    ops.push(remove(version));
    if (subject.at("kind").value !== "ServiceAccount") ops.push(set(subject.at("apiGroup"), "rbac.authorization.k8s.io"));
  }
  return ops;
}
