// core validation: validateContainerPorts and the targetPort of a Service ask for a service name of RFC 6335, the name of a Service's port may
// be any DNS label (validateServicePort); SetDefaults_Service takes a targetPort of 0 for none.
import {
  type Container,
  type Context,
  defineRule,
  dnsLabelProblem,
  type Field,
  portNameProblem,
  type Resource,
  set,
  slug,
  suggestion,
} from "../../server/api.ts";

export default defineRule({
  id: "invalid-port",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Port is invalid",
  why: "The API server refuses the object, also a workload for a port of its pod template. The classic is a container's port name of more than 15 characters, which a Service's may have.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  peers: ["kube-linter:invalid-target-ports", "kube-score:container-ports-check"],
  fix: "suggestion",
  kinds: ["Service"],
  needs: ["ports"],
  container: checkContainer,
  resource: checkService,
});

function checkContainer(container: Container, { report }: Context): void {
  const ports = container.at("ports").items();
  for (const port of ports) {
    checkName(port.at("name"), report, portNameProblem, usesOf(container, port.at("name")));
    checkNumber(port.at("containerPort"), "containerPort", report);
    checkNumber(port.at("hostPort"), "hostPort", report, 0);
  }
  checkTwice(ports, "name", "port name", nameOf, report);
  // The same number twice is legal for containers (a warning of the API server); the same host port is not.
  checkTwice(ports, "hostPort", "host port", hostPortOf, report);
}

function checkService(service: Resource, { report }: Context): void {
  const ports = service.at("spec", "ports");
  const items = ports.items();
  for (const port of items) {
    const name = port.at("name");
    if ((name.absent || name.value === "") && items.length > 1)
      report(port.at("port"), "A Service with several ports must name each of them.");
    checkName(name, report, dnsLabelProblem);
    checkNumber(port.at("port"), "port", report);
    const target = port.at("targetPort");
    if (typeof target.value === "number") checkNumber(target, "targetPort", report, 0);
    else checkName(target, report);
    const node = port.at("nodePort").number;
    if (node && (node < 30000 || node > 32767))
      report(port.at("nodePort"), `nodePort ${node} is outside the default range, 30000 to 32767.`, { severity: "info" });
  }
  checkTwice(items, "name", "port name", nameOf, report);
  checkTwice(items, "port", "port", portOf, report);
}

type Report = Context["report"];

/** Where probes and hooks of the container name the port. */
function usesOf(container: Container, { string: name }: Field): readonly Field[] {
  const handlers = [
    ...["livenessProbe", "readinessProbe", "startupProbe"].map((probe) => container.at(probe)),
    ...["postStart", "preStop"].map((hook) => container.at("lifecycle", hook)),
  ];
  const ports = handlers.flatMap((handler) => [handler.at("httpGet", "port"), handler.at("tcpSocket", "port")]);
  return name ? ports.filter(({ string }) => string === name) : [];
}

/** `uses`: fields that have the name as well, and get another with it. */
function checkName(
  name: Field,
  report: Report,
  problemOf: (text: string) => string | undefined = portNameProblem,
  uses: readonly Field[] = [],
): void {
  const text = name.string;
  if (!text) return; // to the server an empty name is none
  const problem = problemOf(text);
  if (!problem) return;
  const short = problemOf === portNameProblem ? slug(text)?.slice(0, 15).replace(/-+$/, "") : slug(text);
  const valid = short && !problemOf(short) ? short : undefined;
  report(name, `The port name "${text}" ${problem}.`, {
    fixes: valid ? [suggestion(`Rename to ${valid}`, ...[name, ...uses].map((field) => set(field, valid)))] : [],
  });
}

function checkNumber(field: Field, what: string, report: Report, min = 1): void {
  const { number } = field;
  if (number !== undefined && (!Number.isInteger(number) || number < min || number > 65535))
    report(field, `${what} ${number} is not between 1 and 65535.`);
}

function nameOf(port: Field): string | undefined {
  return port.at("name").string || undefined;
}

function portOf(port: Field): string | undefined {
  const { number } = port.at("port");
  return number === undefined ? undefined : `${number} ${port.at("protocol").string ?? "TCP"}`;
}

function hostPortOf(port: Field): string | undefined {
  const { number } = port.at("hostPort");
  return number ? `${number} ${port.at("protocol").string ?? "TCP"} ${port.at("hostIP").string ?? ""}` : undefined;
}

/** Reports the field `key` of ports that are the same as one before. */
function checkTwice(
  ports: readonly Field[],
  key: string,
  what: string,
  identityOf: (port: Field) => string | undefined,
  report: Report,
): void {
  // In a template two entries may be alternatives.
  if (ports.length < 2 || ports[0]?.parent?.open) return;
  const seen = new Map<string, Field>();
  for (const port of ports) {
    const identity = identityOf(port);
    if (identity === undefined) continue;
    const field = port.at(key);
    const first = seen.get(identity);
    if (!first) seen.set(identity, field);
    else report(field, `The ${what} ${field.value} is used twice.`, { related: [{ message: "First used here.", at: first }] });
  }
}
