import type { Field } from "../../yaml/tree/field.ts";
import { schemaOf } from "./kinds.ts";
import type { Violation } from "./violation.ts";
import { violationsIn } from "./walk.ts";

/** An object that says what it is. */
export interface TypedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly root: Field;
}

const known = new WeakMap<Field, { readonly kubernetes: number; readonly violations: readonly Violation[] }>();
const NO_VIOLATIONS: readonly Violation[] = [];

/**
 * What in an object does not fit the schema of its kind in Kubernetes 1.`kubernetes`; nothing for a kind without one. The paths begin at the
 * object's root. Looked up once for all rules that ask.
 */
export function violationsOf({ apiVersion, kind, root }: TypedObject, kubernetes: number): readonly Violation[] {
  const before = known.get(root);
  if (before?.kubernetes === kubernetes) return before.violations;
  const schema = schemaOf(apiVersion, kind, kubernetes);
  const violations = schema ? violationsIn(root.node, schema) : NO_VIOLATIONS;
  known.set(root, { kubernetes, violations });
  return violations;
}
