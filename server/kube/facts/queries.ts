import type { ResourceFacts } from "./facts.ts";
import type { Reference } from "./reference.ts";
import type { LabelSelector } from "./selector.ts";
import type { ValueFacts } from "./value.ts";

/** How the object selects the pods that it is for: those that it runs, serves, counts or protects. */
export function podSelectorOf({ selectors }: ResourceFacts): LabelSelector | undefined {
  return selectors.find(({ kind, field }) => kind === "Pod" && (field === "spec.selector" || field === "spec.podSelector"));
}

/** What an autoscaler scales. */
export function scaledBy({ references }: ResourceFacts): Reference | undefined {
  return references.find(({ field }) => field === "spec.scaleTargetRef");
}

/** One of the values that the table of the object's kind has. */
export function valueAt({ values }: ResourceFacts, field: string): ValueFacts | undefined {
  return values.find((one) => one.field === field);
}
