import { defineRule, parseQuantity, type Rule, set, suggestion } from "../../server/api.ts";

interface Facts {
  readonly id: string;
  readonly resource: "cpu" | "memory" | "ephemeral-storage";
  readonly title: string;
  readonly why: string;
  readonly ignoreWhen: string;
  readonly peers: readonly string[];
  readonly needs?: readonly string[];
  /** Also report where the limit is set and the request is not (which then equals it), or neither. */
  readonly missing: boolean;
}

/** A rule that asks for requests that equal their limits, as the quality of service class Guaranteed needs them. */
export function sameAsLimit({ resource, missing, ...meta }: Facts): Rule {
  return defineRule({
    family: "resources-reliability",
    severity: "info",
    tier: "all",
    references: ["https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/"],
    fix: "suggestion",
    ...meta,
    container(container, { report }) {
      if (container.role === "ephemeral") return;
      const request = container.at("resources", "requests", resource);
      const limit = container.at("resources", "limits", resource);
      if (request.state === "unknown" || limit.state === "unknown") return;
      const allowed = limit.value;
      if (allowed === undefined) {
        if (missing) report(limit, `Container "${container.name}" has no ${resource} limit, so its request cannot equal it.`);
      } else if (request.value !== undefined && parseQuantity(request.value) !== parseQuantity(allowed))
        report(
          request,
          `The ${resource} request of container "${container.name}" is ${request.value}, but its limit is ${allowed}.`,
          {
            related: [{ message: "The limit.", at: limit }],
            fixes: [suggestion(`Request ${allowed}`, set(request, allowed))],
          },
        );
    },
  });
}
