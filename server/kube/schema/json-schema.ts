import { hasPattern } from "../../text/pattern.ts";
import type { Json } from "../../yaml/tree/json.ts";
import type { Constraint } from "./constraint.ts";
import { ANY, type ObjectSchema, type Property, type ScalarLimits, type ScalarType, type Schema } from "./schema.ts";

type JsonObject = { readonly [key: string]: Json };

const MAX_DEPTH = 100; // a structural schema has no rings, but a file may hold anything

/**
 * What a structural OpenAPI schema (of a CustomResourceDefinition, or a JSON schema in kubeconform's form) says about a mapping, a list or a
 * scalar. `id` names it in messages. What cannot be read allows anything. What lies below a property is read when it is first asked for.
 */
export function schemaOfJson(json: Json | undefined, id: string, depth = 0): Schema {
  if (!isObject(json) || depth > MAX_DEPTH) return ANY;
  if (json["x-kubernetes-int-or-string"] === true) return { kind: "scalar", type: "intOrString" };
  // Of alternatives none may hold by itself; a reference leads elsewhere.
  if (json.$ref !== undefined) return ANY;
  const type = typeOf(json);
  if (type === "object" || (type === undefined && isObject(json.properties))) return mappingOf(json, id, depth);
  if (type === "array") {
    const keys = Array.isArray(json["x-kubernetes-list-map-keys"]) ? json["x-kubernetes-list-map-keys"].filter(isText) : [];
    return { kind: "list", items: schemaOfJson(json.items, id, depth + 1), keys, merged: false };
  }
  const scalar = type === undefined ? undefined : scalarTypeOf(type, json.format);
  if (!scalar) return ANY;
  const values = Array.isArray(json.enum) && json.enum.every(isText) ? { values: json.enum } : {};
  const limits = limitsOf(json);
  return { kind: "scalar", type: scalar, ...values, ...(limits && { limits }) };
}

/** The same where a mapping is described by its fields; `undefined` for anything else. */
export function objectSchemaOfJson(json: Json | undefined, id: string): ObjectSchema | undefined {
  const schema = schemaOfJson(json, id);
  return schema.kind === "object" ? schema : undefined;
}

function mappingOf(json: JsonObject, id: string, depth: number): Schema {
  const preserves = json["x-kubernetes-preserve-unknown-fields"] === true;
  const more = json.additionalProperties;
  if (!isObject(json.properties)) {
    if (isObject(more)) return { kind: "map", values: schemaOfJson(more, id, depth + 1) };
    return ANY; // nothing is said; what an empty description prunes is for the server to say
  }
  const properties = new Map<string, Property>();
  for (const [name, one] of Object.entries(json.properties))
    properties.set(
      name,
      lazily(name, () => schemaOfJson(one, `${id}.${name}`, depth + 1)),
    );
  if (json["x-kubernetes-embedded-resource"] === true)
    for (const name of ["apiVersion", "kind", "metadata"])
      if (!properties.has(name))
        properties.set(
          name,
          lazily(name, () => ANY),
        );
  return {
    kind: "object",
    id,
    properties,
    required: Array.isArray(json.required) ? json.required.filter(isText) : [],
    elsewhere: new Map(),
    open: preserves || more === true || isObject(more) || Array.isArray(json.anyOf) || Array.isArray(json.oneOf),
    constraints: NO_CONSTRAINTS,
  };
}

const NO_CONSTRAINTS: readonly Constraint[] = [];

function lazily(name: string, read: () => Schema): Property {
  let schema: Schema | undefined;
  return {
    name,
    lifetime: {},
    get schema() {
      schema ??= read();
      return schema;
    },
  };
}

/** The one type; of `["string", "null"]`, which other tools write, the one that is not null. */
function typeOf({ type }: JsonObject): string | undefined {
  if (isText(type)) return type;
  const types = Array.isArray(type) ? type.filter((one) => isText(one) && one !== "null") : [];
  return types.length === 1 && isText(types[0]) ? types[0] : undefined;
}

function scalarTypeOf(type: string, format: Json | undefined): ScalarType | undefined {
  switch (type) {
    case "string":
      return format === "date-time" ? "date" : format === "byte" ? "bytes" : "string";
    case "integer":
      return format === "int32" ? "int32" : "int64";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    default:
      return undefined;
  }
}

function limitsOf(json: JsonObject): ScalarLimits | undefined {
  const limits: ScalarLimits = {
    ...numberAt(json, "minimum", "min"),
    ...numberAt(json, "maximum", "max"),
    ...numberAt(json, "minLength", "minLength"),
    ...numberAt(json, "maxLength", "maxLength"),
    ...(isText(json.pattern) && { pattern: { source: json.pattern, test: hasPattern(json.pattern) } }),
  };
  return Object.keys(limits).length > 0 ? limits : undefined;
}

function numberAt(json: JsonObject, key: string, name: string): Record<string, number> {
  const value = json[key];
  return typeof value === "number" ? { [name]: value } : {};
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isText(json: Json | undefined): json is string {
  return typeof json === "string";
}
