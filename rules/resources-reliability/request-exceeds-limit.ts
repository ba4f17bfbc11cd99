// core validation, ValidateResourceRequirements: a request must not exceed the limit; hugepages and extended resources must be equal.
import { type Container, defineRule, type Field, parseQuantity, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "request-exceeds-limit",
  family: "resources-reliability",
  severity: "error",
  tier: "recommended",
  title: "Request is larger than the limit",
  why: "The API server refuses the object, whether it is a Pod or a workload with such a pod template. The rollout does not begin, and the version before it stays in place.",
  references: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
  peers: ["monokle:K8S001"],
  fix: "suggestion",
  needs: ["limits"],
  container(container, { report }) {
    check(container.at("resources"), `container "${container.name}"`, report);
    checkAgainstPod(container, report);
  },
  pod(pod, { report }) {
    check(pod.at("resources"), "the pod", report);
  },
});

type Report = (
  where: Field,
  message: string,
  extra: { related: { message: string; at: Field }[]; fixes: ReturnType<typeof suggestion>[] },
) => void;

function check(resources: Field, owner: string, report: Report): void {
  for (const [name, request] of resources.at("requests").entries()) {
    const limit = resources.at("limits", name);
    const asked = parseQuantity(request.value);
    const allowed = parseQuantity(limit.value);
    if (limit.absent && limit.raw === null && asked)
      report(limit, `The limit of ${name} is empty, which counts as 0, and less than the request, ${request.value}.`, {
        related: [{ message: "The request.", at: request }],
        fixes: [],
      });
    if (asked === undefined || allowed === undefined || request.value === undefined || limit.value === undefined) continue;
    const equal = name.startsWith("hugepages-") || isExtended(name);
    if (equal ? asked === allowed : asked <= allowed) continue;
    const message = equal
      ? `Request and limit of ${name} must be equal: ${request.value} and ${limit.value}.`
      : `The ${name} request of ${owner}, ${request.value}, is larger than its limit, ${limit.value}.`;
    report(request, message, {
      related: [{ message: "The limit.", at: limit }],
      fixes: [
        suggestion(`Raise the limit to ${request.value}`, set(limit, request.value)),
        suggestion(`Lower the request to ${limit.value}`, set(request, limit.value)),
      ],
    });
  }
}

/** validatePodResources: a container may not be allowed more than its pod (KEP-2837). */
function checkAgainstPod(container: Container, report: Report): void {
  for (const [name, most] of container.pod.at("resources", "limits").entries()) {
    const limit = container.at("resources", "limits", name);
    const allowed = parseQuantity(limit.value);
    const ofPod = parseQuantity(most.value);
    if (allowed === undefined || ofPod === undefined || most.value === undefined || allowed <= ofPod) continue;
    report(
      limit,
      `The ${name} limit of container "${container.name}", ${limit.value}, is larger than that of its pod, ${most.value}.`,
      {
        related: [{ message: "The limit of the pod.", at: most }],
        fixes: [suggestion(`Lower the limit to ${most.value}`, set(limit, most.value))],
      },
    );
  }
}

/** A resource of a device plug-in: it has a domain that is not Kubernetes' own. */
function isExtended(name: string): boolean {
  return name.includes("/") && !name.startsWith("requests.") && !/(^|\.)kubernetes\.io\//.test(name);
}
