import { selects } from "../labels.ts";
import { type IndexedObject, sameNamespace } from "./indexed-object.ts";
import type { ObjectIndex } from "./object-index.ts";
import { podSelectorOf } from "./queries.ts";
import { isOfOtherEnvironment } from "./resolve.ts";
import type { LabelSelector } from "./selector.ts";

/** The workloads whose pods a selector selects for certain, where the object that has it is deployed. */
export function workloadsSelectedBy(
  index: ObjectIndex,
  object: IndexedObject,
  selector: LabelSelector,
): readonly IndexedObject[] {
  if (selector.uncertain) return [];
  const { namespace } = object;
  const { matchLabels, matchExpressions } = selector;
  // Many may select the same many.
  const selected = index.remember(`selected ${JSON.stringify([namespace, matchLabels, matchExpressions])}`, () =>
    index
      .workloadsWith(matchLabels, namespace)
      .filter(({ pods }) => pods.some(({ labels, uncertain }) => !uncertain && selects(selector, labels))),
  );
  return selected.filter((workload) => !isOfOtherEnvironment(index, object, workload));
}

/** The objects of a kind that select the pods of a workload, or may where something cannot be known. */
export function selectorsOf(index: ObjectIndex, workload: IndexedObject, kind: string): readonly IndexedObject[] {
  const [pods] = workload.pods;
  if (!pods) return [];
  const candidates = pods.uncertain ? index.ofKind(kind) : index.selectingPods(pods.labels).filter((one) => one.kind === kind);
  return candidates.filter((one) => {
    const selector = podSelectorOf(one);
    return (
      selector !== undefined &&
      (selector.uncertain || pods.uncertain || selects(selector, pods.labels)) &&
      sameNamespace(one.namespace, workload.namespace) &&
      !isOfOtherEnvironment(index, workload, one)
    );
  });
}
