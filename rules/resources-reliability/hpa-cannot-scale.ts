// autoscaling validation, validateHorizontalPodAutoscalerSpec: maxReplicas must not be less than minReplicas.
import { apiResourcesOf, type Context, defineRule, type Resource, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "hpa-cannot-scale",
  family: "resources-reliability",
  severity: "warning",
  tier: "recommended",
  title: "Autoscaler has no room to scale",
  why: "A target in an API group that does not have the kind is never found, and the autoscaler stays at FailedGetScale. With minReplicas equal to maxReplicas nothing is ever scaled, and the peak that it was set up for takes the service down. With less, the API server refuses the object.",
  ignoreWhen: "Scaling is switched off on purpose for a while.",
  fix: "suggestion",
  how: "Raise maxReplicas, or remove the autoscaler and set replicas.",
  references: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
  peers: ["polaris:hpaMaxAvailability"],
  kinds: ["HorizontalPodAutoscaler"],
  resource(resource, { kubernetes, report }) {
    checkTarget(resource, kubernetes, report);
    const least = resource.at("spec", "minReplicas");
    const most = resource.at("spec", "maxReplicas");
    if (least.state === "unknown" || most.number === undefined) return;
    const from = least.number ?? 1;
    if (most.number > from) return;
    const related = least.exists ? [{ message: "The lower bound.", at: least }] : [];
    if (most.number < from)
      report(most, `maxReplicas ${most.number} is below minReplicas ${from}.`, {
        related,
        severity: "error",
      });
    else report(most, `minReplicas and maxReplicas are both ${from}: it never scales.`, { related });
  },
});

/** Workloads that can be scaled, by the plural that their API group has. */
const SCALABLE: ReadonlyMap<string, string> = new Map([
  ["Deployment", "deployments"],
  ["StatefulSet", "statefulsets"],
  ["ReplicaSet", "replicasets"],
]);

/** Workloads of Kubernetes' own that have no scale subresource. */
const FIXED: ReadonlySet<string> = new Set(["CronJob", "DaemonSet", "Job", "Pod"]);
const FIXED_GROUPS = /^(?:(?:apps|batch)\/)?v\d/;

/** A group without the kind: podautoscaler/horizontal.go asks the REST mapper for both, and not for the version. `extensions` has none since 1.16. */
function checkTarget(resource: Resource, kubernetes: number, report: Context["report"]): void {
  const target = resource.at("spec", "scaleTargetRef");
  const [version, kind] = [target.at("apiVersion"), target.at("kind").string ?? ""];
  const plural = SCALABLE.get(kind);
  if (FIXED.has(kind) && FIXED_GROUPS.test(version.string ?? "")) {
    report(target.at("kind"), `A ${kind} cannot be scaled: the autoscaler has no effect.`);
    return;
  }
  if (!plural || version.state === "unknown" || target.open) return;
  const text = version.string ?? "";
  const group = text.includes("/") ? text.slice(0, text.indexOf("/")) : "";
  const known = group === "extensions" ? kubernetes >= 16 : apiResourcesOf(group)?.has(plural) === false;
  if (!known) return;
  const what = text === "" ? "The scale target has no apiVersion" : `The API group of ${text} has no ${kind}`;
  report(version.exists ? version : target.at("kind"), `${what}: the autoscaler finds no target.`, {
    fixes: [suggestion("Change it to apps/v1", set(version, "apps/v1"))],
  });
}
