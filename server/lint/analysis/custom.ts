import { resourcesOf, type TypeMeta } from "../../kube/resource.ts";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import { violationsOfAll } from "../../kube/schema/walk.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { byPlace } from "../rule/finding.ts";
import type { Analysis, Checks } from "./analyze.ts";
import { planFor } from "./plan.ts";
import { Run } from "./run.ts";

/** What is found in the custom resources of a document, beside what is found in any document. */
export type CustomAnalysis = Pick<Analysis, "findings" | "crashes">;

/**
 * What rules find in the custom resources of a document in the light of their definitions. Offsets are those of the tree. `implied` is what the document
 * leaves out of its type.
 */
export function analyzeCustom({ rules, settings }: Checks, tree: Tree, kinds: CustomKinds, implied?: TypeMeta): CustomAnalysis {
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
  return { findings: [...run.findings].sort(byPlace), crashes: run.crashes };
}
