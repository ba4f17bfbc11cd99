import { type Field, type Path, type Resource, type ScalarSchema, type Schema, schemaOf } from "../../server/api.ts";

/** What the API server wants a scalar to be: `other` where neither a text, a boolean nor a number alone will do. */
export type FieldType = "string" | "boolean" | "number" | "other";

const TYPES: Readonly<Record<ScalarSchema["type"], FieldType>> = {
  string: "string",
  boolean: "boolean",
  int32: "number",
  int64: "number",
  number: "number",
  quantity: "number",
  intOrString: "number",
  date: "other",
  bytes: "string",
};

/** The type that the API server wants at a field of an object; `undefined` where that is not known, as in most of a custom resource. */
export function typeOf({ path }: Field, { apiVersion, kind, root }: Resource, kubernetes: number): FieldType | undefined {
  const own = path.slice(root.path.length);
  // Every object has the same metadata, whatever else it holds.
  const schema =
    schemaOf(apiVersion, kind, kubernetes) ?? (own[0] === "metadata" ? schemaOf("v1", "ConfigMap", kubernetes) : undefined);
  const found = schema && schemaAt(schema, own);
  return found?.kind === "scalar" ? TYPES[found.type] : undefined;
}

function schemaAt(schema: Schema, path: Path): Schema | undefined {
  let current: Schema | undefined = schema;
  for (const segment of path) {
    if (current?.kind === "object") current = current.properties.get(String(segment))?.schema;
    else if (current?.kind === "list" && typeof segment === "number") current = current.items;
    else if (current?.kind === "map") current = current.values;
    else return undefined;
  }
  return current;
}
