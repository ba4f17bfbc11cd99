import {
  type IndexedObject,
  type Labels,
  nearlySame,
  type ObjectIndex,
  sameNamespace,
  type WorkspaceContext,
} from "../../server/api.ts";

const JOBS: ReadonlySet<string> = new Set(["Job", "CronJob"]);

/**
 * The workload beside an object that selects none, in its namespace, that has most of the labels. None where custom resources are deployed beside it: an
 * operator may make the pods from them (those of a Rollout may get other labels while it goes on). The pods of Jobs serve nobody.
 */
export function nearestWorkload(index: ObjectIndex, selecting: IndexedObject, wanted: Labels): IndexedObject | undefined {
  if (index.customBeside(selecting).length > 0) return undefined;
  const labels = Object.entries(wanted);
  let best: IndexedObject | undefined;
  let most = 0;
  for (const object of index.workloadsBeside(selecting)) {
    if (!object.pods || JOBS.has(object.kind) || !sameNamespace(object.namespace, selecting.namespace)) continue;
    const own = object.pods.labels;
    const shared = labels.filter(([label, value]) => own[label] === value).length;
    const score = shared + (labels.some(([label]) => label in own) ? 0.5 : 0);
    if (score > most) {
      best = object;
      most = score;
    }
  }
  return best;
}

/** What the labels lack, in words. */
export function differences(workload: IndexedObject, wanted: Labels): string {
  const labels = workload.pods?.labels ?? {};
  const parts = Object.entries(wanted)
    .filter(([label, value]) => labels[label] !== value)
    .map(
      ([label, value]) =>
        `it asks for "${label}: ${value}", ${podsOf(workload)} ${label in labels ? `"${labels[label]}"` : "no such label"}`,
    );
  return parts.join("; ");
}

function podsOf({ kind, name }: IndexedObject): string {
  return kind === "Pod" ? `Pod "${name}" has` : `the pods of ${kind} "${name}" have`;
}

/**
 * Reports an object of the kind that selects no pod although a workload beside it differs but by a mistyped or missing label. A workload that
 * another object of the kind selects is not meant: that another one is made elsewhere is likelier.
 */
export function reportDangling(kind: string, object: IndexedObject, index: ObjectIndex, { report }: WorkspaceContext): void {
  const { selects, name, namespace } = object;
  if (object.kind !== kind || !selects || selects.uncertain || isEverything(selects.labels)) return;
  if (index.workloadsWith(selects.labels, namespace).length > 0) return;
  const near = nearestWorkload(index, object, selects.labels);
  if (!near || !isMeant(near, selects.labels) || index.ofKind(kind).some((other) => claims(other, near, index))) return;
  report(selects.site, `${kind} "${name}" selects no pod: ${differences(near, selects.labels)}.`, {
    related: [{ message: `The nearest workload, ${near.kind} "${near.name}".`, object: near, at: near.site }],
  });
}

function claims({ selects, namespace }: IndexedObject, workload: IndexedObject, index: ObjectIndex): boolean {
  return (
    selects !== undefined && !isEverything(selects.labels) && index.workloadsWith(selects.labels, namespace).includes(workload)
  );
}

function isEverything(labels: Labels): boolean {
  return Object.keys(labels).length === 0;
}

function isMeant({ pods }: IndexedObject, wanted: Labels): boolean {
  return Object.entries(wanted).every(([label, value]) => {
    const actual = pods?.labels[label];
    return actual === undefined || actual === value || nearlySame(value, [actual]) !== undefined;
  });
}
