import { addTo } from "../../text/grouped.ts";
import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Json } from "../../yaml/tree/json.ts";
import { jsonOf } from "../../yaml/tree/plain.ts";
import { objectSchemaOfJson } from "./json-schema.ts";
import { groupOf, schemaOf } from "./kinds.ts";
import { ANY, type ObjectSchema, type Property } from "./schema.ts";

/** What is known of custom resources by their definitions: a repository may hold several of a kind, of different age. */
export interface CustomKinds {
  /** What an object of this type may hold, by each definition of it that can be read. */
  schemasOf(apiVersion: string, kind: string): readonly ObjectSchema[];
  /** The versions that an API group has of a kind, by each definition. */
  versionsOf(group: string, kind: string): readonly CustomVersion[];
  /** The names of the kinds that are defined in an API group. */
  kindsOf(group: string): readonly string[];
  /** What can be made, as far as the definitions say: every version that is served. */
  served(): readonly CustomType[];
}

export interface CustomType {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A version of a custom resource, as one definition has it. */
export interface CustomVersion {
  readonly kind: string;
  readonly name: string;
  /** `undefined` where a JSON schema stands for the definition, which does not say. */
  readonly served: boolean | undefined;
  /** What the server answers to those who still use it: `""` is its own sentence; `undefined` for a version that is not deprecated. */
  readonly deprecation: string | undefined;
}

/** What several sets of definitions say together. */
export function mergedKinds(all: readonly CustomKinds[]): CustomKinds {
  return {
    schemasOf: (apiVersion, kind) => all.flatMap((kinds) => kinds.schemasOf(apiVersion, kind)),
    versionsOf: (group, kind) => all.flatMap((kinds) => kinds.versionsOf(group, kind)),
    kindsOf: (group) => all.flatMap((kinds) => kinds.kindsOf(group)),
    served: () => [
      ...new Map(all.flatMap((kinds) => kinds.served()).map((one) => [`${one.apiVersion} ${one.kind}`, one])).values(),
    ],
  };
}

interface Defined extends CustomVersion {
  schema(): ObjectSchema | undefined;
}

/** The kinds that CustomResourceDefinitions (their roots) define. */
export function customKinds(definitions: readonly Field[]): CustomKinds {
  const byKind = new Map<string, Defined[]>();
  const groups = new Map<string, Set<string>>();
  for (const root of definitions) {
    const group = root.at("spec", "group").string;
    const kind = root.at("spec", "names", "kind").string;
    if (group === undefined || kind === undefined) continue;
    for (const version of versionsIn(root, kind)) addTo(byKind, keyOf(group, kind), version);
    groups.set(group, (groups.get(group) ?? new Set()).add(kind));
  }
  const versionsOf = (group: string, kind: string) => byKind.get(keyOf(group, kind)) ?? NONE;
  return {
    versionsOf,
    schemasOf(apiVersion, kind) {
      const group = groupOf(apiVersion);
      const name = apiVersion.slice(group.length + 1);
      return versionsOf(group, kind).flatMap((one) => (one.name === name ? (one.schema() ?? NONE) : NONE));
    },
    kindsOf: (group) => [...(groups.get(group) ?? NONE)],
    served: () =>
      [...groups].flatMap(([group, kinds]) =>
        [...kinds].flatMap((kind) =>
          versionsOf(group, kind).flatMap(({ name, served }) =>
            served === true ? { apiVersion: `${group}/${name}`, kind } : NONE,
          ),
        ),
      ),
  };
}

function versionsIn(root: Field, kind: string): readonly Defined[] {
  const spec = root.at("spec");
  // By v1beta1 the server keeps fields that nothing describes, unless the definition says otherwise.
  const prunes =
    root.at("apiVersion").string !== "apiextensions.k8s.io/v1beta1" || spec.at("preserveUnknownFields").value === false;
  return spec
    .at("versions")
    .items()
    .flatMap((version) => {
      const name = version.at("name").string;
      if (name === undefined) return NONE;
      const served = version.at("served").value;
      const own = version.at("schema", "openAPIV3Schema");
      const schema = own.exists ? own : spec.at("validation", "openAPIV3Schema");
      return {
        kind,
        name,
        served: typeof served === "boolean" ? served : undefined,
        deprecation: version.at("deprecated").value === true ? (version.at("deprecationWarning").string ?? "") : undefined,
        schema: onceOnly(() => (prunes && schema.isMapping && !hasHoles(schema) ? described(jsonOf(schema), kind) : undefined)),
      };
    });
}

/** Some catalogues name a kind in lower case. */
export function keyOf(group: string, kind: string): string {
  return `${group}/${kind.toLowerCase()}`;
}

/** A schema with what every object has: its type and its metadata, of which other rules speak, whatever the schema says of them. */
export function described(json: Json | undefined, kind: string): ObjectSchema | undefined {
  const own = objectSchemaOfJson(json, kind);
  const typical = schemaOf("v1", "ConfigMap", Number.POSITIVE_INFINITY);
  if (!own || !typical) return undefined;
  const shared = ["apiVersion", "kind"].map((name) => [name, typical.properties.get(name) as Property] as const);
  // What a controller fills in is not what the author of the object wrote.
  const apart = ["metadata", "status"].map((name) => [name, { name, lifetime: {}, schema: ANY }] as const);
  return {
    ...own,
    properties: new Map([...own.properties, ...shared, ...apart]),
    required: own.required.filter((name) => !HEAD.has(name)),
  };
}

const HEAD: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata", "status"]);

/** A template writes a part of it. */
function hasHoles({ tree, node }: Field): boolean {
  return tree.holes?.some(({ start, end }) => node !== undefined && start < node.end && end > node.start) ?? false;
}

/** The same function, which works out its answer once. */
export function onceOnly<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
