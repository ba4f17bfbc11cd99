// core validation, ValidateProbe, validateLivenessProbe, validateInitContainers; KEP-2238 for the grace period of a probe.
import { type Context, defineRule, type Field, isMisspelt, remove, set, suggestion } from "../../server/api.ts";

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"];
const HANDLERS = ["exec", "grpc", "httpGet", "tcpSocket"];
const TIMINGS = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];

export default defineRule({
  id: "invalid-probe",
  family: "resources-reliability",
  severity: "error",
  tier: "recommended",
  title: "Probe is invalid",
  why: "The API server refuses the object, whether it is a Pod or a workload with such a pod template. The rollout does not begin, and the version before it stays in place.",
  how: "A probe has exactly one of exec, grpc, httpGet and tcpSocket; init containers have probes only as sidecars (`restartPolicy: Always`).",
  references: ["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
  fix: "suggestion",
  needs: [...PROBES, "lifecycle"],
  container(container, { report }) {
    for (const name of PROBES) {
      const probe = container.at(name);
      if (!probe.isMapping) continue;
      if (container.role === "init" && container.at("restartPolicy").absent) {
        report(probe.key, `Init container "${container.name}" may not have a ${name}, unless it is a sidecar.`, {
          fixes: [suggestion(`Remove ${name}`, remove(probe))],
        });
        continue;
      }
      checkHandler(probe, name, report);
      checkTimings(probe, name, report);
    }
    const lifecycle = container.at("lifecycle");
    if (lifecycle.exists && container.role === "init" && container.at("restartPolicy").absent)
      report(lifecycle.key, `Init container "${container.name}" may not have lifecycle hooks, unless it is a sidecar.`, {
        fixes: [suggestion("Remove lifecycle", remove(lifecycle))],
      });
  },
});

function checkHandler(probe: Field, name: string, report: Context["report"]): void {
  if (probe.open) return;
  const handlers = HANDLERS.filter((handler) => probe.at(handler).exists);
  if (handlers.length === 0 && HANDLERS.some((handler) => isMisspelt(probe.at(handler)))) return;
  if (handlers.length === 0) report(probe.key, `The ${name} has no action: it needs one of ${HANDLERS.join(", ")}.`);
  else if (handlers.length > 1 && !handlers.some((handler) => probe.at(handler).conditional))
    report(probe.at(handlers[1] as string).key, `The ${name} has ${handlers.join(" and ")}; only one is allowed.`);
}

function checkTimings(probe: Field, name: string, report: Context["report"]): void {
  const success = probe.at("successThreshold");
  if (name !== "readinessProbe" && success.number !== undefined && success.number !== 1 && success.number !== 0)
    report(success, `successThreshold of a ${name} must be 1.`, { fixes: [suggestion("Set it to 1", set(success, 1))] });
  for (const timing of TIMINGS) {
    const field = probe.at(timing);
    if (field.number !== undefined && field.number < 0) report(field, `${timing} must not be negative.`);
  }
  const grace = probe.at("terminationGracePeriodSeconds");
  if (name === "readinessProbe" && grace.exists)
    report(grace.key, "A readinessProbe may not have a terminationGracePeriodSeconds.", {
      fixes: [suggestion("Remove it", remove(grace))],
    });
  else if (grace.number !== undefined && grace.number < 1)
    report(grace, "terminationGracePeriodSeconds of a probe must be at least 1.");
}
