import { deployedBeside, type IndexedObject, sameNamespace } from "./indexed-object.ts";
import type { ObjectIndex } from "./object-index.ts";
import { scaledBy, valueAt } from "./queries.ts";
import type { FactSite } from "./site.ts";

/** How many pods a workload has, at least. */
export interface Replicas {
  readonly count: number;
  /** What decides: the autoscaler, or the workload itself. */
  readonly object: IndexedObject;
  readonly site: FactSite;
  readonly isScaled: boolean;
}

const AUTOSCALERS: ReadonlySet<string> = new Set(["HorizontalPodAutoscaler", "ScaledObject"]);

/** The autoscalers that scale a workload: HorizontalPodAutoscalers, and ScaledObjects of KEDA. */
export function autoscalersOf(index: ObjectIndex, workload: IndexedObject): readonly IndexedObject[] {
  return index.referring(workload.kind, workload.name).filter((one) => AUTOSCALERS.has(one.kind) && scales(one, workload));
}

function scales(autoscaler: IndexedObject, workload: IndexedObject): boolean {
  const target = scaledBy(autoscaler);
  return (
    target?.kind === workload.kind &&
    target.name === workload.name &&
    (target.group === undefined || target.group === workload.group) &&
    sameNamespace(autoscaler.namespace, workload.namespace) &&
    deployedBeside(autoscaler, workload)
  );
}

/** The fewest pods that a Deployment, StatefulSet or ReplicaSet has; `undefined` where that cannot be known, or it is another kind. */
export function fewestReplicas(index: ObjectIndex, workload: IndexedObject): Replicas | undefined {
  if (!SCALED.has(workload.kind) || !workload.builtIn) return undefined;
  const [autoscaler] = autoscalersOf(index, workload);
  if (autoscaler) {
    const isHpa = autoscaler.kind === "HorizontalPodAutoscaler";
    const least = valueAt(autoscaler, isHpa ? "spec.minReplicas" : "spec.minReplicaCount");
    const count = least ? least.value : isHpa ? 1 : 0;
    return typeof count === "number"
      ? { count, object: autoscaler, site: least?.site ?? autoscaler.site, isScaled: true }
      : undefined;
  }
  const own = valueAt(workload, "spec.replicas");
  const count = own ? own.value : 1;
  return typeof count === "number" && !own?.conditional
    ? { count, object: workload, site: own?.site ?? workload.site, isScaled: false }
    : undefined;
}

const SCALED: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"]);
