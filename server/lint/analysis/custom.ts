import { resourcesOf } from "../../kube/resource.ts";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import { violationsOfAll } from "../../kube/schema/walk.ts";
import { NONE } from "../../text/none.ts";
import { byPlace, type Finding } from "../rule/finding.ts";
import type { Rule } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";
import type { Dialect } from "./dialect.ts";
import { planFor } from "./plan.ts";
import { Run } from "./run.ts";

/**
 * What rules find in the custom resources of the document in `text` from `from` to `to` whose definitions are known. Offsets are relative to `from`.
 * A rule that throws finds nothing.
 */
export function analyzeCustom(
  rules: readonly Rule[],
  dialect: Dialect,
  text: string,
  from: number,
  to: number,
  settings: Settings,
  kinds: CustomKinds,
): readonly Finding[] {
  const tree = dialect.parse(text, from, to);
  const run = new Run(tree, settings);
  for (const resource of resourcesOf(tree, dialect.implied)) {
    const schemas = resource.builtIn ? NONE : kinds.schemasOf(resource.apiVersion, resource.kind);
    const [schema] = schemas;
    const violations = violationsOfAll(resource.root.node, schemas);
    if (!schema || violations.length === 0) continue;
    const plan = planFor(rules, settings.forResource?.(resource) ?? settings);
    run.enter(plan, resource);
    run.visit(plan.custom, { resource, schema, violations });
  }
  run.leave();
  return [...run.findings].sort(byPlace);
}
