// kubernetes.io, Liveness, Readiness, and Startup Probes: liveness restarts, readiness only takes traffic away.
import { defineRule, type Field, plainOf } from "../../server/api.ts";

const HANDLERS = ["exec", "grpc", "httpGet", "tcpSocket"];

export default defineRule({
  id: "identical-probes",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "Liveness and readiness probes are identical",
  why: "A server that is too busy to answer is taken out of rotation and restarted at the same moment. The others get its traffic, fail the same way, and the whole service goes down in a row.",
  ignoreWhen: "The liveness probe is more patient (a larger failureThreshold or period): that is not reported.",
  how: "Let liveness ask whether the process is stuck, and readiness whether it can serve; or give liveness a larger failureThreshold.",
  references: ["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
  peers: ["kube-score:pod-probes-identical"],
  needs: ["livenessProbe"],
  container(container, { report }) {
    const live = container.at("livenessProbe");
    const ready = container.at("readinessProbe");
    if (!live.isMapping || !ready.isMapping || patience(live) > patience(ready)) return;
    const handler = HANDLERS.find((one) => live.at(one).exists);
    if (!handler || !ready.at(handler).exists) return;
    const question = plainOf(live.at(handler));
    if (question !== undefined && JSON.stringify(question) === JSON.stringify(plainOf(ready.at(handler))))
      report(live.key, `The liveness and readiness probes of container "${container.name}" are identical.`, {
        related: [{ message: "The readiness probe.", at: ready.key }],
      });
  },
});

/** How long a probe waits until it acts, in seconds (defaults of core/v1 Probe). */
function patience(probe: Field): number {
  return (probe.at("failureThreshold").number ?? 3) * (probe.at("periodSeconds").number ?? 10);
}
