import type { Field, Pod } from "../../server/api.ts";

/** A security context and whose it is, as a message names it. */
export interface SecurityContext {
  readonly who: string;
  readonly field: Field;
}

/** The security context of the pod and those of its containers, for controls that look at each on its own. */
export function securityContexts(pod: Pod): readonly SecurityContext[] {
  return [
    { who: `${pod.resource.kind} "${pod.resource.name}"`, field: pod.at("securityContext") },
    ...pod.containers.map((container) => ({
      who: `Container "${container.name}"`,
      field: container.at("securityContext"),
    })),
  ];
}
