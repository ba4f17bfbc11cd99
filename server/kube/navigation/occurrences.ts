import { podOf } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { kustomizationOccurrences } from "./kustomization-occurrences.ts";
import { labelOccurrences } from "./label-occurrences.ts";
import { objectOccurrences } from "./object-occurrences.ts";
import type { Occurrence } from "./occurrence.ts";
import { podOccurrences } from "./pod-occurrences.ts";
import { portOccurrences } from "./port-occurrences.ts";

/**
 * All names that stand in an object and that lead somewhere: its own, those of its parts, and those by which it refers to others or selects them. What a
 * template or an alias writes is left out: it stands elsewhere. `isPatch`: it is part of an object that is defined elsewhere.
 */
export function occurrencesIn(resource: Resource, isPatch = false): readonly Occurrence[] {
  const pod = podOf(resource);
  return [
    ...objectOccurrences(resource, pod, isPatch),
    ...labelOccurrences(resource, pod, isPatch),
    ...portOccurrences(resource, pod, isPatch),
    ...(pod ? podOccurrences(resource, pod, isPatch) : []),
    ...(resource.group === "kustomize.config.k8s.io" ? kustomizationOccurrences(resource) : []),
  ].sort((a, b) => a.site.start - b.site.start || a.site.end - b.site.end);
}
