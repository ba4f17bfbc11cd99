import {
  fewestReplicas,
  type IndexedObject,
  type ObjectIndex,
  podSelectorOf,
  valueAt,
  workloadsSelectedBy,
} from "../../server/api.ts";

type Replicas = NonNullable<ReturnType<typeof fewestReplicas>>;

/** What a budget asks for of a workload that it selects. */
export interface Budget {
  readonly workload: IndexedObject;
  readonly replicas: Replicas;
  /** The pods that have to be there: a percentage is rounded up (policy/v1, GetScaledValueFromIntOrPercent). */
  readonly least: number;
}

/** For each workload that a budget with `minAvailable` selects alone, what it asks for; nothing where that cannot be known. */
export function budgetsOf(index: ObjectIndex, budget: IndexedObject): readonly Budget[] {
  if (budget.kind !== "PodDisruptionBudget" || !budget.builtIn) return [];
  const selector = podSelectorOf(budget);
  const least = valueAt(budget, "spec.minAvailable");
  if (!selector || least?.value === undefined || least.conditional) return [];
  const workloads = workloadsSelectedBy(index, budget, selector);
  const [workload] = workloads;
  if (!workload || workloads.length > 1) return [];
  const replicas = fewestReplicas(index, workload);
  if (!replicas || replicas.count === 0) return [];
  const share = /^(\d+)%$/.exec(String(least.value))?.[1];
  const wanted = share === undefined ? Number(least.value) : Math.ceil((Number(share) * replicas.count) / 100);
  return Number.isInteger(wanted) ? [{ workload, replicas, least: wanted }] : [];
}
