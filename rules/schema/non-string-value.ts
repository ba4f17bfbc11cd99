// Texts in core/v1 and meta/v1 that are most often written without quotes: the decoder refuses a number or a boolean there.
import {
  type Context,
  defineRule,
  type Field,
  isServedGroup,
  type Path,
  type Schema,
  safe,
  set,
  violationsOf,
} from "../../server/api.ts";

/** Labels and annotations of an object or a template, what a ConfigMap or Secret holds, and what a container is started with. */
const TEXTS: readonly RegExp[] = [
  /(^|\/)metadata\/(labels|annotations)\/[^/]*$/,
  /^(data|stringData)\/[^/]*$/,
  /(^|\/)[a-z]*[cC]ontainers\/\d+\/(env\/\d+\/value|(command|args)\/\d+)$/,
];

export default defineRule({
  id: "non-string-value",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Value must be a string",
  why: "YAML reads `true`, `8080` and `1.10` as a boolean and numbers; the API server wants a string there and refuses the object. Worse, `1.10` is 1.1 by then.",
  references: ["https://kubernetes.io/docs/concepts/configuration/configmap/"],
  peers: ["monokle:K8S001"],
  fix: "safe",
  needs: ["labels", "annotations", "data", "stringData", "env", "command", "args"],
  resource(resource, { kubernetes, report }) {
    if (!isServedGroup(resource.group)) return;
    for (const violation of violationsOf(resource, kubernetes))
      if (violation.code === "type" && isText(violation.expected) && isUsual(violation.path))
        check(resource.at(...violation.path), report);
  },
  // Pods in custom resources have no schema.
  container(container, { report }) {
    if (container.pod.resource.builtIn) return;
    const values = container
      .at("env")
      .items()
      .map((item) => item.at("value"));
    for (const field of [...values, ...container.at("command").items(), ...container.at("args").items()]) check(field, report);
  },
});

function isText(schema: Schema): boolean {
  return schema.kind === "scalar" && (schema.type === "string" || schema.type === "bytes");
}

function isUsual(path: Path): boolean {
  const text = path.map((segment) => String(segment).replaceAll("/", "~")).join("/");
  return TEXTS.some((one) => one.test(text));
}

function check(field: Field, report: Context["report"]): void {
  const { value, node } = field;
  if ((typeof value !== "number" && typeof value !== "boolean") || node?.kind !== "scalar") return;
  const text = node.source;
  // Without the value: it may be a password of digits.
  report(field, `This value is read as a ${typeof value}, not as a string.`, {
    fixes: [safe("Quote the value", set(field, text))],
  });
}
