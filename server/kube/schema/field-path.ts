import type { Path } from "../../yaml/tree/field.ts";
import type { Json } from "../../yaml/tree/json.ts";
import { DEFAULTS } from "./defaults.table.ts";
import { allKinds, type Kind, schemaOf } from "./kinds.ts";
import type { Lifetime, ObjectSchema, Property, Schema } from "./schema.ts";
import { SHORT_NAMES } from "./short-names.table.ts";

/** The type of an object, and what it may hold. */
export interface ObjectType {
  readonly apiVersion: string;
  readonly kind: string;
  readonly lifetime: Lifetime;
  readonly schema: ObjectSchema;
}

/** That of a kind of Kubernetes' own; `undefined` where the version does not have it. */
export function typeOfKind(kind: Kind, kubernetes: number): ObjectType | undefined {
  const schema = schemaOf(kind.apiVersion, kind.kind, kubernetes);
  return schema && { apiVersion: kind.apiVersion, kind: kind.kind, lifetime: kind, schema };
}

/** A field of the API. */
export interface ApiField {
  readonly kind: Pick<ObjectType, "apiVersion" | "kind">;
  /** The names from the object on, without places in lists; none for the kind itself. */
  readonly names: readonly string[];
  /** The definition that has the field; `undefined` for the kind itself. */
  readonly owner: ObjectSchema | undefined;
  readonly schema: Schema;
  readonly lifetime: Lifetime;
  readonly required: boolean;
  /** What the API server fills in, where that is known. */
  readonly default?: Json;
  /** What the definition of a custom resource says of it. */
  readonly description?: string;
}

/** Where a path goes wrong. */
export interface NoField {
  /** The name that is not there. */
  readonly name: string;
  /** Those that are. */
  readonly known: readonly string[];
}

/** The kinds of a name (`Deployment`, `deployment`, `deployments`, `deploy`), the newest stable version first. */
export function kindsNamed(name: string): readonly Kind[] {
  const lower = name.toLowerCase();
  const wanted = (Object.hasOwn(SHORT_NAMES, lower) && SHORT_NAMES[lower]) || lower;
  const found = [...allKinds()].filter(({ kind, resource }) => kind.toLowerCase() === wanted || resource === wanted);
  return found.sort((a, b) => rank(b) - rank(a));
}

/** Stable before beta before alpha, what is served today before what no longer is, and core before others of the name. */
function rank({ apiVersion, until }: Kind): number {
  const stability = apiVersion.includes("alpha") ? 0 : apiVersion.includes("beta") ? 1 : 2;
  const version = Number(/v(\d+)/.exec(apiVersion)?.[1] ?? 0);
  return (until === undefined ? 1000 : 0) + stability * 100 + version * 10 + (apiVersion.includes("/") ? 0 : 1);
}

/** The field at a path of an object; places in lists and keys of maps are passed over. */
export function fieldAt(type: ObjectType, path: Path): ApiField | NoField {
  const { apiVersion, kind, lifetime, schema } = type;
  let field: ApiField = { kind: { apiVersion, kind }, names: [], owner: undefined, schema, lifetime, required: true };
  for (const segment of path) {
    if (field.schema.kind === "list" && typeof segment === "number") continue;
    const owner = mappingOf(field.schema);
    if (!owner) {
      if (isMapBelow(field.schema)) return field; // a key of labels, data …
      return { name: String(segment), known: [] };
    }
    const property: Property | undefined = owner.properties.get(String(segment));
    if (!property) {
      if (typeof segment === "number") continue;
      return { name: segment, known: [...owner.properties.keys()] };
    }
    const { schema, lifetime, name, description } = property;
    const value = defaultOf(owner, property);
    field = {
      kind: field.kind,
      names: [...field.names, name],
      owner,
      schema,
      lifetime,
      required: owner.required.includes(name),
      ...(value !== undefined && { default: value }),
      ...(description !== undefined && { description }),
    };
  }
  return field;
}

/** What the API server fills in where a field is absent; `undefined` where that is not known, or nothing. */
export function defaultOf({ id }: ObjectSchema, { name, default: own }: Property): Json | undefined {
  return own ?? DEFAULTS[id]?.[name];
}

/** The mapping that stands here, or as an item. */
function mappingOf(schema: Schema): ObjectSchema | undefined {
  if (schema.kind === "list") return mappingOf(schema.items);
  if (schema.kind === "map") return mappingOf(schema.values);
  return schema.kind === "object" ? schema : undefined;
}

function isMapBelow(schema: Schema): boolean {
  return schema.kind === "map" || (schema.kind === "list" && isMapBelow(schema.items));
}

/** The fields below a field, by name. */
export function fieldsBelow({ schema }: ApiField): readonly FieldBelow[] {
  const owner = mappingOf(schema);
  if (!owner) return [];
  return [...owner.properties.values()].map((property) => {
    const value = defaultOf(owner, property);
    return { property, required: owner.required.includes(property.name), ...(value !== undefined && { default: value }) };
  });
}

export interface FieldBelow {
  readonly property: Property;
  readonly required: boolean;
  readonly default?: Json;
}

/** Whether the path was found. */
export function isField(found: ApiField | NoField): found is ApiField {
  return "schema" in found;
}

/** The type of a value in a few words: `list of Container`, `string: Always, Never`. */
export function typeText(schema: Schema): string {
  switch (schema.kind) {
    case "object":
      return schema.id.slice(schema.id.lastIndexOf(".") + 1);
    case "list":
      return `list of ${typeText(schema.items)}`;
    case "map":
      return `map of ${typeText(schema.values)}`;
    case "any":
      return "any";
    case "scalar":
      return schema.values ? `${SCALARS[schema.type]} (${schema.values.join(", ")})` : SCALARS[schema.type];
  }
}

const SCALARS = {
  string: "string",
  int32: "integer",
  int64: "integer",
  number: "number",
  boolean: "boolean",
  quantity: "quantity",
  intOrString: "integer or string",
  date: "time",
  bytes: "base64",
} as const;
