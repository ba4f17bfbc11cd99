import { hasPattern } from "../../text/pattern.ts";
import type { Json } from "../../yaml/tree/json.ts";
import type { Constraint } from "./constraint.ts";
import { ANY, type ObjectSchema, type Property, type ScalarLimits, type ScalarType, type Schema } from "./schema.ts";

type JsonObject = { readonly [key: string]: Json };

const MAX_DEPTH = 100; // a structural schema has no rings, but a file may hold anything
const MAX_STEPS = 20; // from one reference to another

/** The whole schema, and how far below its root a part of it stands. */
interface Place {
  readonly root: JsonObject;
  readonly depth: number;
}

/**
 * What a structural OpenAPI schema (of a CustomResourceDefinition, or a JSON schema in kubeconform's form) says about a mapping, a list or a
 * scalar. `id` names it in messages. What cannot be read allows anything, and rules in CEL (x-kubernetes-validations) are not run. What lies below a
 * property is read when it is first asked for, so that references may lead in rings.
 */
function schemaOfJson(given: Json | undefined, id: string, place: Place): Schema {
  const json = meantBy(given, place.root);
  if (!isObject(json) || place.depth > MAX_DEPTH) return ANY;
  const limits = limitsOf(json);
  if (json["x-kubernetes-int-or-string"] === true)
    return { kind: "scalar", type: "intOrString", ...(limits?.pattern && { limits: { pattern: limits.pattern } }) };
  const type = typeOf(json);
  if (type === "object" || (type === undefined && isObject(json.properties))) return mappingOf(json, id, place);
  if (type === "array")
    return { kind: "list", items: schemaOfJson(json.items, id, below(place)), keys: listKeysOf(json) ?? [], merged: false };
  const scalar = type === undefined ? undefined : scalarTypeOf(type, json.format);
  if (!scalar) return ANY;
  const words = Array.isArray(json.enum) ? json.enum.filter((value) => value !== null) : [];
  const values = words.length > 0 && words.every(isText) ? { values: words } : {};
  return { kind: "scalar", type: scalar, ...values, ...(limits && { limits }) };
}

/** The same where a mapping is described by its fields; `undefined` for anything else. */
export function objectSchemaOfJson(json: Json | undefined, id: string): ObjectSchema | undefined {
  if (!isObject(json)) return undefined;
  const schema = schemaOfJson(json, id, { root: json, depth: 0 });
  return schema.kind === "object" ? schema : undefined;
}

/** What a reference within the file stands for (`#/definitions/size`); `undefined` for one that leads elsewhere, or nowhere. */
function meantBy(json: Json | undefined, root: JsonObject): Json | undefined {
  let one = json;
  for (let step = 0; isObject(one) && one.$ref !== undefined; step++) {
    if (step > MAX_STEPS || !isText(one.$ref) || !/^#(\/|$)/.test(one.$ref)) return undefined;
    const names = one.$ref.split("/").slice(1);
    one = names.reduce<Json | undefined>((at, name) => (isObject(at) ? at[unescaped(name)] : undefined), root);
  }
  return one;
}

/** A name in a JSON pointer (RFC 6901). */
function unescaped(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}

function below({ root, depth }: Place): Place {
  return { root, depth: depth + 1 };
}

function mappingOf(json: JsonObject, id: string, place: Place): Schema {
  const preserves = json["x-kubernetes-preserve-unknown-fields"] === true;
  const more = json.additionalProperties;
  if (!isObject(json.properties)) {
    if (isObject(more)) return { kind: "map", values: schemaOfJson(more, id, below(place)) };
    return ANY; // nothing is said; what an empty description prunes is for the server to say
  }
  const own = json.properties;
  const properties = new Map<string, Property>();
  for (const [name, one] of Object.entries(own))
    properties.set(
      name,
      lazily(name, one, () => schemaOfJson(one, `${id}.${name}`, below(place))),
    );
  const embedded = json["x-kubernetes-embedded-resource"] === true;
  if (embedded)
    for (const name of ["apiVersion", "kind", "metadata"])
      if (!properties.has(name))
        properties.set(
          name,
          lazily(name, undefined, () => ANY),
        );
  const required = Array.isArray(json.required) ? json.required.filter(isText) : [];
  const all = embedded ? [...new Set([...required, "apiVersion", "kind"])] : required;
  return {
    kind: "object",
    id,
    properties,
    // The server fills in defaults before it looks for what is missing.
    required: all.filter((name) => properties.get(name)?.default === undefined),
    elsewhere: new Map(),
    open: preserves || more === true || isObject(more) || Array.isArray(json.anyOf) || Array.isArray(json.oneOf),
    constraints: constraintsOf(json, own),
  };
}

/** What the schema asks of several fields, and of the lengths and items of its lists. */
function constraintsOf(json: JsonObject, properties: JsonObject): readonly Constraint[] {
  const constraints: Constraint[] = [];
  for (const [word, most] of [["oneOf", 1] as const, ["anyOf", undefined] as const]) {
    const of = alternativesOf(json[word]);
    if (of?.every((name) => !hasDefault(properties[name])))
      constraints.push({ rule: "together", of, least: 1, ...(most && { most }), what: "alternative" });
  }
  for (const [field, one] of Object.entries(properties)) {
    if (!isObject(one) || typeOf(one) !== "array") continue;
    const keys = listKeysOf(one);
    if (keys) constraints.push({ rule: "unique", field, keys, defaults: defaultsOf(one.items, keys) });
    const bounds = { ...numberAt(one, "minItems", "min"), ...numberAt(one, "maxItems", "max") };
    if (Object.keys(bounds).length > 0) constraints.push({ rule: "size", field, ...bounds });
  }
  return constraints;
}

function hasDefault(json: Json | undefined): boolean {
  return isObject(json) && json.default !== undefined;
}

/** Of `[{ required: [a] }, { required: [b] }]` the names; `undefined` for any other choice. */
function alternativesOf(json: Json | undefined): readonly string[] | undefined {
  if (!Array.isArray(json) || json.length < 2) return undefined;
  const names = json.map((one) => {
    const required = isObject(one) && Object.keys(one).length === 1 && Array.isArray(one.required) ? one.required : [];
    return required.length === 1 && isText(required[0]) ? required[0] : undefined;
  });
  return names.every((name) => name !== undefined) && new Set(names).size === names.length ? names : undefined;
}

/** What tells the items of a list apart: the values of these keys, or without keys the whole item; `undefined` where items may be equal. */
function listKeysOf(json: JsonObject): readonly string[] | undefined {
  const type = json["x-kubernetes-list-type"];
  if (type === "set") return [];
  const keys = json["x-kubernetes-list-map-keys"];
  return type === "map" && Array.isArray(keys) && keys.length > 0 && keys.every(isText) ? keys : undefined;
}

function defaultsOf(items: Json | undefined, keys: readonly string[]): Readonly<Record<string, string>> {
  const properties = isObject(items) && isObject(items.properties) ? items.properties : {};
  const defaults = keys.flatMap((key) => {
    const one = properties[key];
    const value = isObject(one) ? one.default : undefined;
    return value === undefined || value === null || typeof value === "object" ? [] : [[key, String(value)] as const];
  });
  return Object.fromEntries(defaults);
}

function lazily(name: string, json: Json | undefined, read: () => Schema): Property {
  let schema: Schema | undefined;
  const { default: value, description, nullable } = isObject(json) ? json : ({} as JsonObject);
  return {
    name,
    lifetime: {},
    ...(value !== undefined && { default: value }),
    ...(isText(description) && { description }),
    ...(nullable === true && { nullable }),
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
