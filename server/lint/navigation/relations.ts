import { deployedBeside, type IndexedObject, sameNamespace } from "../../kube/facts/indexed-object.ts";
import type { ObjectIndex } from "../../kube/facts/object-index.ts";
import { isOfOtherEnvironment, targetsOf } from "../../kube/facts/resolve.ts";
import { workloadsSelectedBy } from "../../kube/facts/selection.ts";
import { selects } from "../../kube/labels.ts";
import type { Linter } from "../workspace/linter.ts";

/** What an object has to do with others, by their kinds and names, each list sorted. */
export interface Relations {
  readonly refersTo: readonly string[];
  readonly usedBy: readonly string[];
  readonly selects: readonly string[];
  readonly selectedBy: readonly string[];
}

/** The relations of an object, in whichever builds it is: all that it has in one of them. */
export function relationsOf({ index }: Pick<Linter, "index">, objects: readonly IndexedObject[]): Relations {
  const each = (find: (object: IndexedObject) => readonly IndexedObject[]) => wordsFor(objects.flatMap(find), objects);
  return {
    refersTo: each((object) => referredBy(index, object)),
    usedBy: each((object) => usersOf(index, object)),
    selects: each((object) => selectedBy(index, object)),
    selectedBy: each((object) => selectorsOf(index, object)),
  };
}

/** The objects that an object names. */
function referredBy(index: ObjectIndex, object: IndexedObject): readonly IndexedObject[] {
  return object.references
    .filter(({ key, name, field }) => key === undefined && name !== "" && field !== "metadata.namespace")
    .flatMap((reference) => targetsOf(index, object, reference).map((target) => target.object));
}

/** The objects that name it. */
export function usersOf(index: ObjectIndex, object: IndexedObject): readonly IndexedObject[] {
  const { kind, name } = object;
  return index
    .referring(kind, name)
    .filter((user) =>
      user.references.some(
        (one) => one.kind === kind && one.name === name && targetsOf(index, user, one).some((target) => target.object === object),
      ),
    );
}

/** What it selects that is no pod of its own. */
function selectedBy(index: ObjectIndex, object: IndexedObject): readonly IndexedObject[] {
  return object.selectors.flatMap((selector) => {
    if (selector.kind === "Pod") return object.pods.length > 0 ? [] : workloadsSelectedBy(index, object, selector);
    return index
      .ofKind(selector.kind)
      .filter((one) => isNear(index, object, one) && !selector.uncertain && selects(selector, one.labels));
  });
}

/** The objects that select its pods, or itself. */
export function selectorsOf(index: ObjectIndex, object: IndexedObject): readonly IndexedObject[] {
  const { kind, pods, labels } = object;
  const ofPods = pods.flatMap((pod) =>
    index
      .selectingPods(pod.labels)
      .filter((one) => one.pods.length === 0 && isNear(index, object, one))
      .filter((one) =>
        one.selectors.some((selector) => selector.kind === "Pod" && !selector.isPeer && selects(selector, pod.labels)),
      ),
  );
  const selecting =
    kind === "Service" ? index.ofKind("ServiceMonitor") : kind === "ClusterRole" ? index.ofKind("ClusterRole") : [];
  const ofItself = selecting.filter(
    (one) =>
      one !== object &&
      isNear(index, object, one) &&
      one.selectors.some((selector) => selector.kind === kind && selects(selector, labels)),
  );
  return [...ofPods, ...ofItself];
}

function isNear(index: ObjectIndex, own: IndexedObject, other: IndexedObject): boolean {
  return (
    deployedBeside(own, other) || (sameNamespace(own.namespace, other.namespace) && !isOfOtherEnvironment(index, own, other))
  );
}

function wordsFor(found: readonly IndexedObject[], own: readonly IndexedObject[]): readonly string[] {
  return [...new Set(found.filter((one) => !own.includes(one)).map(({ kind, name }) => `${kind} "${name}"`))].sort();
}
