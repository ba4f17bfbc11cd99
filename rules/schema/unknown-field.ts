// Strict field validation (KEP-2885) refuses unknown fields; without it they are pruned, with a warning at best.
import {
  type Context,
  defineRule,
  type Field,
  isServedGroup,
  type Lifetime,
  NONE,
  type ObjectSchema,
  type Resource,
  schemaOf,
  type Tree,
  titleOf,
  type UnknownField,
  violationsOf,
} from "../../server/api.ts";
import { isOnBrokenLine } from "./_fields.ts";
import { meantBy } from "./_meant.ts";

export default defineRule({
  id: "unknown-field",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Field does not exist in the API",
  why: "kubectl apply has the API server refuse an object with a field that it does not know (since 1.27; strict field validation). Older clients and those that do not ask for it get the object without the field: the setting that was written is not applied, and nothing says so.",
  ignoreWhen: "The cluster runs a newer Kubernetes than the one that is targeted: set `kubernetesVersion`.",
  references: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  peers: ["kube-linter:schema-validation", "monokle:K8S001"],
  fix: "safe",
  yieldsTo: ["misspelled-security-field", "misplaced-security-field", "deprecated-field", "removed-api-version"],
  resource(resource, { kubernetes, report }) {
    const violations = isServedGroup(resource.group) ? violationsOf(resource, kubernetes) : NONE;
    if (violations.length === 0) return;
    const schema = schemaOf(resource.apiVersion, resource.kind, kubernetes);
    for (const violation of violations)
      if (violation.code === "unknown") check(violation, resource, schema ?? violation.owner, kubernetes, report);
  },
  custom({ resource, schema, violations }, { kubernetes, report }) {
    for (const violation of violations)
      if (schema && violation.code === "unknown") check(violation, resource, schema, kubernetes, report);
  },
});

function check(
  violation: UnknownField,
  resource: Resource,
  schema: ObjectSchema,
  kubernetes: number,
  report: Context["report"],
): void {
  const { owner, lifetime, path } = violation;
  const field = resource.at(...path);
  const name = String(field.name);
  if (isOnBrokenLine(field)) return;
  const guarded = violation.guarded || isInBranch(field);
  if (lifetime) {
    const message = `${titleOf(owner)} has no field "${name}" in Kubernetes 1.${kubernetes}: ${lifeOf(lifetime)}.`;
    if (!guarded) report(field.key, message, { severity: "warning" });
    return;
  }
  const { hint, fixes } = meantBy(field, violation, resource, schema);
  // What else the metadata of a custom resource may hold, the program that reads the file says: it need not be an API server.
  if (!resource.builtIn && path[0] === "metadata" && !hint.includes("did you mean")) return;
  // What a template writes under a condition may be meant for another kind or version, unless it is a slip of the fingers.
  if (guarded && fixes.length === 0) return;
  report(field.key, `${titleOf(owner)} has no field "${name}"${hint}`, { fixes });
}

/** A branch of a template begins or ends between the start of the mapping and the key: the two may never stand together. */
function isInBranch({ tree, parent, key }: Field): boolean {
  if (!tree.holes || !parent?.node) return false;
  const borders = bordersOf(tree);
  const [start, end] = [parent.node.start, key.site.start];
  let [low, high] = [0, borders.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((borders[middle] as number) < start) low = middle + 1;
    else high = middle;
  }
  return (borders[low] ?? end) < end;
}

/** Where branches begin or end, in the order of the text: gone through once, not for each field. */
const BORDERS = new WeakMap<Tree, readonly number[]>();

function bordersOf(tree: Tree): readonly number[] {
  const known = BORDERS.get(tree);
  if (known) return known;
  const text = tree.text.slice(tree.from, tree.to);
  const borders = Array.from(text.matchAll(/\{\{-?\s*(?:else|end)\b/g), ({ index }) => index);
  BORDERS.set(tree, borders);
  return borders;
}

function lifeOf({ since, until }: Lifetime): string {
  if (since !== undefined && until !== undefined) return `it is in 1.${since} to 1.${until - 1}`;
  return since === undefined ? `it was in up to 1.${(until ?? 0) - 1}` : `it is new in 1.${since}`;
}
