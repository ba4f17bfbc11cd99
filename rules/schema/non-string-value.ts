// Fields of type string or map[string]string in core/v1 and meta/v1: the decoder refuses a number or a boolean there.
import { type Context, defineRule, type Field, isServedGroup, safe, set } from "../../server/api.ts";

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
  container(container, { report }) {
    for (const item of container.at("env").items()) check(item.at("value"), report);
    for (const item of container.at("command").items()) check(item, report);
    for (const item of container.at("args").items()) check(item, report);
  },
  pod(pod, { report }) {
    if (pod.metadata === pod.resource.at("metadata")) return; // that of a Pod itself is visited as a resource's
    checkMetadata(pod.metadata, report);
  },
  resource(resource, { report }) {
    if (!isServedGroup(resource.group)) return;
    checkMetadata(resource.at("metadata"), report);
    if (!resource.builtIn) return;
    if (resource.kind === "ConfigMap" || resource.kind === "Secret") checkValues(resource.at("data"), report);
    if (resource.kind === "Secret") checkValues(resource.at("stringData"), report);
  },
});

function checkMetadata(metadata: Field, report: Context["report"]): void {
  checkValues(metadata.at("labels"), report);
  checkValues(metadata.at("annotations"), report);
}

function checkValues(map: Field, report: Context["report"]): void {
  const entries = map.entries();
  for (let i = 0; i < entries.length; i++) check((entries[i] as (typeof entries)[number])[1], report);
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
