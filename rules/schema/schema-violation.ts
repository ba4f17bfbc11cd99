// The JSON decoder of the API server (apimachinery, runtime/serializer/json) and the validation of the types (pkg/apis/*/validation).
import {
  type BrokenConstraint,
  type Context,
  defineRule,
  type Field,
  isServedGroup,
  type MissingField,
  nearest,
  type Place,
  type Resource,
  rename,
  type ScalarSchema,
  type Schema,
  set,
  suggestion,
  titleOf,
  type Violation,
  violationsOf,
  type WrongType,
} from "../../server/api.ts";
import { isOnBrokenLine } from "./_fields.ts";
import { isNameFor } from "./_meant.ts";
import { reportObject, reportPod } from "./_refusals.ts";
import { typeFixes, typeHint } from "./_type-fixes.ts";
import { valueFixes } from "./_value-fixes.ts";
import { versionsOfKind } from "./_versions.ts";

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
    "apparmor-unconfined",
    "duplicate-key",
    "hpa-cannot-scale",
    "invalid-cron-schedule",
    "invalid-image-reference",
    "invalid-label",
    "invalid-name",
    "invalid-port",
    "invalid-probe",
    "invalid-rbac-subject",
    "invalid-restart-policy",
    "invalid-role-ref",
    "invalid-rollout-strategy",
    "invalid-secret-data",
    "invalid-service-spec",
    "invalid-topology-spread",
    "network-policy-invalid-cidr",
    "non-string-value",
    "pdb-without-policy",
    "seccomp-unconfined",
    "selector-label-mismatch",
    "suspicious-file-mode",
    "suspicious-quantity",
    "unmasked-proc-mount",
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
  halfTyped({ root, missing, given }, { report }) {
    const written = root.at(missing);
    if (written.exists && written.raw !== "") {
      report(placeOf(written), `"${missing}" must be a string, not ${FOUND[foundIn(written)]}: the object is refused.`);
      return;
    }
    const near = nearest(
      missing,
      root.keys().filter((key) => key !== given.name && key !== missing),
      missing === "kind" ? 1 : 2,
    );
    const hint = near === undefined ? "" : `; did you mean "${missing}"?`;
    const versions = missing === "apiVersion" ? versionsOfKind(given.string ?? "") : [];
    const place = near === undefined ? given : root.at(near).key;
    const fix =
      near !== undefined
        ? [suggestion(`Rename to ${missing}`, rename(root.at(near), missing))]
        : versions.map((version) => suggestion(`Use ${version}`, set(root.at("apiVersion"), version)));
    const what = missing === "apiVersion" ? `This ${given.string}` : `This object of ${given.string}`;
    report(place, `${what} has no ${missing}, so it is refused${hint || "."}`, { fixes: fix });
  },
  custom({ resource, violations }, { report }) {
    check(violations, resource, report);
  },
});

function check(violations: readonly Violation[], resource: Resource, report: Context["report"]): void {
  if (violations.length === 0) return;
  const fragment = isFragment(violations);
  // A line that cannot be read may hold what seems to be missing.
  const isBroken = resource.root.tree.problems.length > 0;
  for (const violation of violations) {
    const field = resource.at(...violation.path);
    if (isBroken && violation.code !== "missing" && isOnBrokenLine(field)) continue;
    if (violation.code === "type") report(placeOf(field), typeMessage(field, violation), { fixes: typeFixes(field, violation) });
    else if (violation.code === "value")
      report(field, `${shown(field)} ${violation.problem}.`, { fixes: valueFixes(field, violation) });
    else if (violation.code === "constraint" && !(isBroken && violation.lacks) && !isExplained(violation, violations))
      report(violation.isKey ? field.key : placeOf(field), `${violation.problem}.`, {
        related: violation.first ? [{ message: "The first one.", at: resource.at(...violation.first) }] : [],
      });
    else if (violation.code === "missing" && !fragment && !isBroken && !isMisspelt(violation, violations))
      report(field, missingMessage(resource, field, violation));
  }
}

function missingMessage({ kind }: Resource, field: Field, { owner }: MissingField): string {
  const { path, name } = field;
  if (path.at(-2) === "metadata" && name === "name")
    return field.node ? `The name of this ${kind} is empty.` : `This ${kind} has no name.`;
  return `${titleOf(owner)} needs a field "${name}".`;
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

/** What is missing, or what it would stand in, may only be misspelt or in the wrong place, whole or in parts: that is said where it stands. */
function isMisspelt({ path, ...violation }: Violation, violations: readonly Violation[]): boolean {
  const schema = violation.code === "missing" ? violation.owner.properties.get(String(path.at(-1)))?.schema : undefined;
  return violations.some(({ code, path: other }) => {
    if (code !== "unknown") return false;
    if (schema?.kind === "object" && schema.properties.has(String(other.at(-1))) && isSibling(other, path)) return true;
    if (violation.code === "missing" && other.at(-1) === path.at(-1) && isAround(other, path)) return true;
    if (other.length > path.length) return false;
    const wanted = path.slice(0, other.length);
    return isSibling(other, wanted) && isNameFor(String(other.at(-1)), String(wanted.at(-1)));
  });
}

/** What seems not to be given, or to stand alone, may be there under another name. */
function isExplained(violation: BrokenConstraint, violations: readonly Violation[]): boolean {
  if (isMisspelt(violation, violations)) return true;
  return violations.some((other) => {
    if (other.code !== "unknown") return false;
    if (isSibling(other.path, [...violation.path, ""])) return true;
    if (!isSibling(other.path, violation.path)) return false;
    const words = violation.problem.split(/\W+/);
    return words.some((word) => other.owner.properties.has(word) && isNameFor(String(other.path.at(-1)), word));
  });
}

function placeOf(field: Field): Place {
  return field.isMapping || field.isSequence ? field.key : field;
}

/** One of the two stands in a mapping around the other. */
function isAround(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  const least = Math.min(a.length, b.length) - 1;
  return a.slice(0, least).every((segment, i) => segment === b[i]);
}

function isSibling(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  return a.length === b.length && a.every((segment, i) => i === a.length - 1 || segment === b[i]);
}

function typeMessage(field: Field, { expected, found }: WrongType): string {
  const what = typeof field.name === "number" ? "This item" : `"${field.name}"`;
  return `${what} must be ${nameOf(expected)}, not ${FOUND[found]}${typeHint(field, expected)}`;
}

function foundIn(field: Field): WrongType["found"] {
  if (field.isMapping) return "mapping";
  return field.isSequence ? "list" : (typeof field.value as "number" | "boolean");
}

const FOUND: Readonly<Record<WrongType["found"], string>> = {
  mapping: "a mapping",
  list: "a list",
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  null: "empty",
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

function shown(field: Field): string {
  const { node } = field;
  const name = typeof field.name === "number" ? `${field.parent?.name}[${field.name}]` : field.name;
  return node?.kind === "scalar" && node.source.length <= 60 && !node.source.includes("\n")
    ? `${name}: ${node.source}`
    : String(name);
}
