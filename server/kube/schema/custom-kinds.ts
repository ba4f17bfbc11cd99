import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { jsonOf } from "../../yaml/tree/plain.ts";
import { objectSchemaOfJson } from "./json-schema.ts";
import { schemaOf } from "./kinds.ts";
import { ANY, type ObjectSchema, type Property } from "./schema.ts";

/** What is known of custom resources by their definitions. */
export interface CustomKinds {
  /** What an object of this type may hold, by each definition of it that can be read: a repository may hold several, of different age. */
  schemasOf(apiVersion: string, kind: string): readonly ObjectSchema[];
}

/** The kinds that CustomResourceDefinitions (their roots) define. */
export function customKinds(definitions: readonly Field[]): CustomKinds {
  const schemas = new Map<string, (() => ObjectSchema | undefined)[]>();
  for (const root of definitions) {
    const group = root.at("spec", "group").string;
    const kind = root.at("spec", "names", "kind").string;
    if (group === undefined || kind === undefined) continue;
    for (const version of root.at("spec", "versions").items()) {
      const schema = version.at("schema", "openAPIV3Schema");
      if (!schema.isMapping) continue;
      const key = keyOf(`${group}/${version.at("name").string}`, kind);
      const one = once(() => read(schema, kind));
      const some = schemas.get(key);
      if (some) some.push(one);
      else schemas.set(key, [one]);
    }
  }
  return {
    schemasOf: (apiVersion, kind) => (schemas.get(keyOf(apiVersion, kind)) ?? NONE).flatMap((one) => one() ?? NONE),
  };
}

/** Some catalogues name a kind in lower case. */
function keyOf(apiVersion: string, kind: string): string {
  return `${apiVersion}/${kind.toLowerCase()}`;
}

/** The schema with what every object has: its type and its metadata, whatever the definition says of them. */
function read(schema: Field, kind: string): ObjectSchema | undefined {
  if (hasHoles(schema)) return undefined;
  const own = objectSchemaOfJson(jsonOf(schema), kind);
  const typical = schemaOf("v1", "ConfigMap", Number.POSITIVE_INFINITY);
  if (!own || !typical) return undefined;
  const shared = ["apiVersion", "kind", "metadata"].map((name) => [name, typical.properties.get(name) as Property] as const);
  // What a controller fills in is not what the author of the object wrote.
  const status: Property = { name: "status", lifetime: {}, schema: ANY };
  return {
    ...own,
    id: kind,
    properties: new Map([...own.properties, ...shared, ["status", status]]),
    required: own.required.filter((name) => !HEAD.has(name)),
  };
}

const HEAD: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata"]);

/** A template writes a part of it. */
function hasHoles({ tree, node }: Field): boolean {
  return tree.holes?.some(({ start, end }) => node !== undefined && start < node.end && end > node.start) ?? false;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
