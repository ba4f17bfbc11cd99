import { type PodSource, podSourceOf } from "../../kube/kinds.ts";
import { type Resource, resourcesOf, type TypeMeta } from "../../kube/resource.ts";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import { schemaAroundPod } from "../../kube/schema/pod-schema.ts";
import type { Violation } from "../../kube/schema/violation.ts";
import { violationsIn, violationsOfAll } from "../../kube/schema/walk.ts";
import { NONE } from "../../text/none.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { byPlace } from "../rule/finding.ts";
import type { CustomObject } from "../rule/rule.ts";
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
    const known = described(resource, kinds);
    if (!known) continue;
    const plan = planFor(rules, settings.forResource?.(resource) ?? settings);
    run.enter(plan, resource);
    run.visit(plan.custom, { resource, kinds, ...known });
  }
  run.leave();
  return { findings: [...run.findings].sort(byPlace), crashes: run.crashes };
}

/** A custom resource in the light of its definitions, else of the pod that its kind is known to hold; `undefined` where nothing is known of it. */
function described(resource: Resource, kinds: CustomKinds): Pick<CustomObject, "schema" | "violations"> | undefined {
  const { apiVersion, group, kind, root } = resource;
  const schemas = kinds.schemasOf(apiVersion, kind);
  if (schemas.length > 0) return { schema: schemas[0], violations: violationsOfAll(root.node, schemas) };
  const pod = wholePodOf(group, kind);
  const schema = pod && schemaAroundPod(pod.spec);
  if (schema) return { schema, violations: violationsIn(root.node, schema).filter((one) => !isForOthers(one, pod)) };
  return kinds.kindsOf(group).length > 0 ? { schema: undefined, violations: NONE } : undefined;
}

/** Whether there is something to say about a custom resource in the light of definitions, or of the pod that it holds. */
export function isDescribed(
  { apiVersion, group, kind }: Pick<Resource, "apiVersion" | "group" | "kind">,
  kinds: CustomKinds,
): boolean {
  return kinds.kindsOf(group).length > 0 || kinds.schemasOf(apiVersion, kind).length > 0 || wholePodOf(group, kind) !== undefined;
}

/** Where a kind holds one pod that the API server sees as it is written. */
function wholePodOf(group: string, kind: string): PodSource | undefined {
  const source = podSourceOf(group, kind);
  return source?.partial || source?.containers ? undefined : source;
}

/** Whether it is for what makes the pod to know: what it fills in, and what it has beside a pod's fields. */
function isForOthers(violation: Violation, { changed, spec }: PodSource): boolean {
  if (!changed) return false;
  if (violation.code === "unknown") return violation.path.length === spec.length + 1;
  return violation.code === "missing" || (violation.code === "constraint" && violation.lacks);
}
