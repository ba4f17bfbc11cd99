// core/v1 HTTPGetAction.port and TCPSocketAction.port: a name is looked up among the ports of the same container.
import { boolean, type Container, defineRule, type Field, isMisspelt, manual, set, suggestion } from "../../server/api.ts";

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"];

export default defineRule({
  id: "probe-port-undeclared",
  family: "resources-reliability",
  severity: "warning",
  tier: "recommended",
  title: "Probe uses an undeclared port",
  why: "A probe by a name that does not exist never succeeds: the container is restarted forever, or never gets traffic. Under `strict`, a number that is none of the declared ports is reported too: it is often a typo, with the same result.",
  ignoreWhen: "The program also listens on a port that is left undeclared on purpose, as controllers do with their health port.",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"],
  peers: ["kube-linter:liveness-port", "kube-linter:readiness-port", "kube-linter:startup-port"],
  fix: "suggestion",
  options: { numbers: boolean(false, "Report numbers that are none of the declared ports, too") },
  presetOptions: { strict: { numbers: true } },
  needs: PROBES,
  container(container, { options, report }) {
    const ports = container.at("ports");
    // What is not a list, or stands under another name, is said where it stands.
    if (ports.open || (ports.exists && !ports.isSequence) || (ports.absent && isMisspelt(ports))) return;
    for (const probe of PROBES)
      for (const handler of ["httpGet", "tcpSocket", "grpc"]) {
        const port = container.at(probe, handler, "port");
        const value = port.value;
        if (typeof value === "string" && !/^[0-9]+$/.test(value)) {
          if (!ports.items().some((item) => item.at("name").value === value || item.at("name").state === "unknown"))
            report(port, `The ${probe} of container "${container.name}" uses port "${value}", which is not declared.`, {
              severity: "error",
              ...answer(container, port),
            });
        } else if (options.numbers && value !== undefined && ports.items().length > 0 && !declares(ports, Number(value)))
          report(
            port,
            `The ${probe} of container "${container.name}" uses port ${value}, which is not among its ports.`,
            answer(container, port),
          );
      }
  },
});

function declares(ports: Field, number: number): boolean {
  return ports.items().some((item) => item.at("containerPort").value === number || item.at("containerPort").state === "unknown");
}

/** The one port that the container declares, if there is just one. */
function answer(container: Container, port: Field) {
  const ports = container.at("ports");
  const only = ports.items().length === 1 ? ports.items()[0] : undefined;
  const target = only?.at("name").string ?? only?.at("containerPort").number;
  return {
    related: ports.exists ? [{ message: "The declared ports.", at: ports.key }] : [],
    fixes:
      target === undefined
        ? []
        : [(typeof port.value === "string" ? suggestion : manual)(`Use port ${target}`, set(port, target))],
  };
}
