import { resourcesOf, type TypeMeta } from "../../kube/resource.ts";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import { violationsOfAll } from "../../kube/schema/walk.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { byPlace, type Finding } from "../rule/finding.ts";
import type { Rule } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";
import { planFor } from "./plan.ts";
import { Run } from "./run.ts";

/**
 * What rules find in the custom resources of a document in the light of their definitions. Offsets are those of the tree. `implied` is what the document
 * leaves out of its type. A rule that throws finds nothing.
 */
export function analyzeCustom(
  rules: readonly Rule[],
  tree: Tree,
  settings: Settings,
  kinds: CustomKinds,
  implied?: TypeMeta,
): readonly Finding[] {
  const run = new Run(tree, settings);
  for (const resource of resourcesOf(tree, implied)) {
    if (resource.builtIn) continue;
    const schemas = kinds.schemasOf(resource.apiVersion, resource.kind);
    if (schemas.length === 0 && kinds.kindsOf(resource.group).length === 0) continue;
    const plan = planFor(rules, settings.forResource?.(resource) ?? settings);
    run.enter(plan, resource);
    run.visit(plan.custom, { resource, kinds, schema: schemas[0], violations: violationsOfAll(resource.root.node, schemas) });
  }
  run.leave();
  return [...run.findings].sort(byPlace);
}
