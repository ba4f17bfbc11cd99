import type { Path } from "../../yaml/tree/field.ts";
import { schemaOf } from "./kinds.ts";
import type { ObjectSchema } from "./schema.ts";

/**
 * The schema of an object of which no more is known than where it holds the spec of a pod (`spec` is the path from its root): what that pod may hold in
 * the newest Kubernetes, as nobody can say of which version the definition was made.
 */
export function schemaAroundPod(spec: Path): ObjectSchema | undefined {
  const key = spec.join(".");
  let schema = known.get(key);
  if (!schema) {
    const pod = schemaOf("v1", "Pod", Number.POSITIVE_INFINITY)?.properties.get("spec")?.schema;
    if (pod?.kind !== "object") return undefined;
    schema = spec.reduceRight<ObjectSchema>((inner, name) => around(String(name), inner), pod);
    known.set(key, schema);
  }
  return schema;
}

const known = new Map<string, ObjectSchema>();

/** A mapping that holds anything, and under one name something known. */
function around(name: string, schema: ObjectSchema): ObjectSchema {
  return {
    kind: "object",
    id: "CustomResource",
    properties: new Map([[name, { name, lifetime: {}, schema }]]),
    required: [],
    elsewhere: new Map(),
    open: true,
    constraints: [],
  };
}
