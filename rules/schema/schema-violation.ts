// The JSON decoder of the API server (apimachinery, runtime/serializer/json) and the validation of the types (pkg/apis/*/validation).
import {
  type Context,
  defineRule,
  type Field,
  type Fix,
  isServedGroup,
  nearest,
  type Place,
  type Resource,
  type ScalarSchema,
  type Schema,
  safe,
  set,
  suggestion,
  titleOf,
  type Violation,
  violationsOf,
  type WrongType,
  type WrongValue,
} from "../../server/api.ts";
import { reportObject, reportPod } from "./_refusals.ts";

export default defineRule({
  id: "schema-violation",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Object does not fit the schema of its kind",
  why: "The API server cannot decode or does not accept such an object and refuses it. In a batch of manifests the others are applied, so a deployment ends up half done.",
  references: ["https://kubernetes.io/docs/reference/kubernetes-api/"],
  peers: ["kube-linter:schema-validation", "monokle:K8S001"],
  fix: "safe",
  yieldsTo: [
    "duplicate-key",
    "invalid-cron-schedule",
    "invalid-port",
    "invalid-probe",
    "invalid-rbac-subject",
    "invalid-restart-policy",
    "invalid-role-ref",
    "invalid-rollout-strategy",
    "invalid-secret-data",
    "invalid-service-spec",
    "invalid-topology-spread",
    "non-string-value",
    "selector-label-mismatch",
    "suspicious-quantity",
    "misspelled-security-field",
    "misplaced-security-field",
    "removed-api-version",
  ],
  pod(pod, { report }) {
    reportPod(pod, report);
  },
  resource(resource, { kubernetes, report }) {
    if (resource.builtIn) reportObject(resource, report);
    if (isServedGroup(resource.group)) check(violationsOf(resource, kubernetes), resource, report);
  },
  custom({ resource, violations }, { report }) {
    check(violations, resource, report);
  },
});

function check(violations: readonly Violation[], resource: Resource, report: Context["report"]): void {
  if (violations.length === 0) return;
  const fragment = isFragment(violations);
  for (const violation of violations) {
    const field = resource.at(...violation.path);
    if (violation.code === "type") report(placeOf(field), typeMessage(field, violation), { fixes: typeFixes(field, violation) });
    else if (violation.code === "value")
      report(field, `${shown(field)} ${violation.problem}.`, { fixes: valueFixes(field, violation) });
    else if (violation.code === "constraint" && !isExplained(violation, violations))
      report(placeOf(field), `${violation.problem}.`, {
        related: violation.first ? [{ message: "The first one.", at: resource.at(...violation.first) }] : [],
      });
    else if (violation.code === "missing" && !fragment && !isMisspelt(violation, violations))
      report(field, `${titleOf(violation.owner)} needs a field "${field.name}".`);
  }
}

/** An object whose container has no image, and that lacks more, is a part of one: a patch that no kustomization names. */
function isFragment(violations: readonly Violation[]): boolean {
  const missing = violations.filter(({ code }) => code === "missing");
  return (
    missing.length > 1 &&
    missing.some(({ path }) => path.at(-1) === "image") &&
    missing.some(({ path }) => path.at(-1) !== "image")
  );
}

/** What is missing may only be misspelt: that is said where it stands. */
function isMisspelt({ path }: Violation, violations: readonly Violation[]): boolean {
  const wanted = [String(path.at(-1))];
  return violations.some(
    (other) => other.code === "unknown" && isSibling(other.path, path) && nearest(String(other.path.at(-1)), wanted, 2),
  );
}

/** What seems not to be given may stand there under another name. */
function isExplained(violation: Violation, violations: readonly Violation[]): boolean {
  if (isMisspelt(violation, violations)) return true;
  return violations.some(({ code, path }) => code === "unknown" && isSibling(path, [...violation.path, ""]));
}

function placeOf(field: Field): Place {
  return field.isMapping || field.isSequence ? field.key : field;
}

function isSibling(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  return a.length === b.length && a.every((segment, i) => i === a.length - 1 || segment === b[i]);
}

function typeMessage(field: Field, { expected, found }: WrongType): string {
  const what = typeof field.name === "number" ? "This item" : `"${field.name}"`;
  return `${what} must be ${nameOf(expected)}, not ${FOUND[found]}.`;
}

const FOUND: Readonly<Record<WrongType["found"], string>> = {
  mapping: "a mapping",
  list: "a list",
  string: "a string",
  number: "a number",
  boolean: "a boolean",
};

const SCALARS: Readonly<Record<ScalarSchema["type"], string>> = {
  string: "a string",
  int32: "an integer",
  int64: "an integer",
  number: "a number",
  boolean: "a boolean",
  quantity: "a quantity",
  intOrString: "an integer or a string",
  date: "a time",
  bytes: "base64",
};

function nameOf(schema: Schema): string {
  switch (schema.kind) {
    case "object":
      return `a mapping (${titleOf(schema)})`;
    case "map":
      return "a mapping";
    case "list":
      return schema.items.kind === "object" ? `a list of ${titleOf(schema.items)}` : "a list";
    case "scalar":
      return SCALARS[schema.type];
    case "any":
      return "anything";
  }
}

function typeFixes(field: Field, { expected, found }: WrongType): readonly Fix[] {
  const { node, raw } = field;
  if (node?.kind !== "scalar" || field.origin !== "own") return [];
  if (
    expected.kind === "list" &&
    expected.items.kind === "scalar" &&
    expected.items.type === "string" &&
    found === "string" &&
    raw !== ""
  )
    return [suggestion("Make it a list", set(field, [String(raw)]))];
  if (expected.kind !== "scalar") return [];
  if (expected.type === "string" && (found === "number" || found === "boolean"))
    return [safe(`Quote: "${node.source}"`, set(field, node.source))];
  if (found !== "string" || typeof raw !== "string") return [];
  if (expected.type === "boolean" && /^(true|false)$/i.test(raw))
    return [safe(`Use ${raw.toLowerCase()}`, set(field, raw.toLowerCase() === "true"))];
  if (/^int/.test(expected.type) && /^-?(0|[1-9]\d{0,14})$/.test(raw)) return [safe(`Use ${raw}`, set(field, Number(raw)))];
  return [];
}

function valueFixes(field: Field, { expected }: WrongValue): readonly Fix[] {
  const value = field.string;
  if (!expected.values || value === undefined) return [];
  const same = expected.values.find((one) => one.toLowerCase() === value.toLowerCase());
  const near = same ?? nearest(value, expected.values);
  return near ? [suggestion(`Use ${near}`, set(field, near))] : [];
}

function shown(field: Field): string {
  const { node } = field;
  const name = typeof field.name === "number" ? `${field.parent?.name}[${field.name}]` : field.name;
  return node?.kind === "scalar" && node.source.length <= 60 && !node.source.includes("\n")
    ? `${name}: ${node.source}`
    : String(name);
}
