import {
  defineRule,
  type Field,
  type Fix,
  isLongRunning,
  type Json,
  manual,
  portNameProblem,
  type Rule,
  set,
  suggestion,
} from "../../server/api.ts";

interface Facts {
  readonly id: string;
  readonly probe: "livenessProbe" | "readinessProbe";
  readonly title: string;
  readonly why: string;
  readonly ignoreWhen: string;
  readonly peers: readonly string[];
}

/** A rule that asks containers which run forever for a probe: not Jobs, hooks, init containers or pods that end. */
export function missingProbe({ probe, ...meta }: Facts): Rule {
  return defineRule({
    family: "resources-reliability",
    severity: "info",
    tier: "strict",
    references: ["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
    fix: "suggestion",
    ...meta,
    container(container, { report }) {
      if (container.role !== "app" && container.role !== "sidecar") return;
      const field = container.at(probe);
      if (!field.absent || !isLongRunning(container.pod)) return;
      report(field, `Container "${container.name}" has no ${probe}.`, {
        fixes: tcpProbe(field, container.at("ports")),
      });
    },
  });
}

/** A probe that asks whether the first port is open: right for every server, and the least that can be known. */
function tcpProbe(field: Field, ports: Field): readonly Fix[] {
  const port = ports
    .items()
    .find((item) => (item.at("protocol").string ?? "TCP") === "TCP" && item.at("containerPort").number !== undefined);
  if (!port) return [];
  const name = port.at("name").string;
  const target: Json = name !== undefined && !portNameProblem(name) ? name : (port.at("containerPort").number ?? 0);
  // Made beside the other one it would be the same probe, which restarts what should only get no traffic.
  const fix = field.name === "livenessProbe" ? manual : suggestion;
  return [fix(`Probe port ${target}`, set(field, { tcpSocket: { port: target } }))];
}
