import { boolean, defineRule, type Rule, string } from "../../server/api.ts";
import { amountOptions, checkRange, isAsked, isDefaulted, isSet, podLevel, reportMissing, sound } from "./_resource.ts";

/** What the two rules about missing requests differ in. */
interface Facts {
  readonly resource: "cpu" | "memory";
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly how?: string;
  readonly amount: string;
  readonly peers: readonly string[];
  /** The rule about the limit: setting one also sets the request, so where that rule speaks, this one has nothing to add. */
  readonly limitRule?: string;
}

/** The examples of amounts that the options name. */
const EXAMPLES = { cpu: { smallest: "50m", largest: "4" }, memory: { smallest: "64Mi", largest: "8Gi" } };

/** A rule that asks for a request. A limit alone will do: the API server takes it as the request too. */
export function missingRequest({ resource, amount, limitRule, ...meta }: Facts): Rule {
  return defineRule({
    family: "resources-reliability",
    severity: "warning",
    tier: "recommended",
    ignoreWhen:
      "A LimitRange of the namespace sets a default request, or an autoscaler writes requests (VerticalPodAutoscaler). Pods of Helm tests are not reported.",
    options: {
      ...amountOptions("request", EXAMPLES[resource]),
      requireExplicit: boolean(false, "Ask for a request even where a limit implies it"),
      defaultRequest: string(amount, "Request that the fix sets where there is no limit to copy"),
    },
    references: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
    fix: "suggestion",
    ...meta,
    container(container, { options, kubernetes, defersTo, report }) {
      if (!isAsked(container, options)) return;
      const request = container.at("resources", "requests", resource);
      const limit = container.at("resources", "limits", resource);
      if (isSet(request)) {
        checkRange(request, `${resource} request`, options, report);
        return;
      }
      if (request.state === "unknown" || podLevel(container.pod, "requests", resource, kubernetes)) return;
      if (podLevel(container.pod, "limits", resource, kubernetes)) return;
      if (!options.requireExplicit && (isSet(limit) || limit.state === "unknown")) return;
      if (limitRule && !options.requireExplicit && defersTo(limitRule)) return;
      reportMissing(container, "requests", resource, isSet(limit) ? sound(limit, resource) : options.defaultRequest, report);
    },
    answered: (object, index, options) => !options.requireExplicit && isDefaulted(object, index, `requests.${resource}`, options),
  });
}
