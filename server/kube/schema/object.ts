import type { Field } from "../../yaml/tree/field.ts";
import { groupOf, schemaOf } from "./kinds.ts";
import { ANY, type ObjectSchema } from "./schema.ts";
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
 * What in an object does not fit the schema of its kind in Kubernetes 1.`kubernetes`; of a custom resource, what does not fit in its metadata. The paths
 * begin at the object's root. Looked up once for all rules that ask.
 */
export function violationsOf({ apiVersion, kind, root }: TypedObject, kubernetes: number): readonly Violation[] {
  const before = known.get(root);
  if (before?.kubernetes === kubernetes) return before.violations;
  const schema =
    schemaOf(apiVersion, kind, kubernetes) ?? (groupOf(apiVersion).includes(".") ? withMetadata(kubernetes) : undefined);
  const violations = schema ? violationsIn(root.node, schema) : NO_VIOLATIONS;
  known.set(root, { kubernetes, violations });
  return violations;
}

/** A custom resource, of which only the metadata is known. Programs keep other things there in files that look like one: only what people write counts. */
function withMetadata(kubernetes: number): ObjectSchema | undefined {
  const known = withMetadataOnly.get(kubernetes);
  const object = known ? undefined : schemaOf("v1", "ConfigMap", kubernetes);
  const metadata = object?.properties.get("metadata");
  if (!object || metadata?.schema.kind !== "object") return known;
  const own = metadata.schema;
  const properties = new Map([...own.properties].map(([name, one]) => [name, WRITTEN.has(name) ? one : { ...one, schema: ANY }]));
  const schema: ObjectSchema = {
    ...object,
    id: "CustomResource",
    properties: new Map([["metadata", { ...metadata, schema: { ...own, properties } }]]),
    elsewhere: new Map(),
    open: true,
    constraints: [],
  };
  withMetadataOnly.set(kubernetes, schema);
  return schema;
}

const WRITTEN: ReadonlySet<string> = new Set(["annotations", "finalizers", "generateName", "labels", "name", "namespace"]);
const withMetadataOnly = new Map<number, ObjectSchema>();
