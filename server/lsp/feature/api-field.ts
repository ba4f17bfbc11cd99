import { resourcesOf } from "../../kube/resource.ts";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import { type ObjectType, typeOfKind } from "../../kube/schema/field-path.ts";
import { kindAt, schemaOf } from "../../kube/schema/kinds.ts";
import { dialectOf } from "../../lint/analysis/dialect.ts";
import type { Span } from "../../text/span.ts";
import type { Path } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";

/** The document in a text that an offset stands in. */
export interface DocumentAt {
  readonly tree: Tree;
  readonly span: Span;
}

export function documentAt(text: string, offset: number): DocumentAt | undefined {
  const dialect = dialectOf(text);
  const span = dialect.cut(text).find(({ start, end }) => start <= offset && offset <= end);
  return span && { tree: dialect.parse(text, span.start, span.end), span };
}

/** The object that a path of the document leads into, with the rest of the path; `undefined` where there is none, or nothing describes it. */
export function objectAt(
  tree: Tree,
  path: Path,
  kubernetes: number,
  custom: CustomKinds,
): { readonly type: ObjectType; readonly path: Path } | undefined {
  for (const { root, apiVersion, kind } of resourcesOf(tree)) {
    if (!root.path.every((segment, i) => segment === path[i])) continue;
    const known = kindAt(apiVersion, kind);
    const type = known ? typeOfKind(known, kubernetes) : customType(apiVersion, kind, kubernetes, custom);
    if (type) return { type, path: path.slice(root.path.length) };
  }
  return undefined;
}

/** A custom resource as its definition has it, with the metadata that every object has. */
function customType(apiVersion: string, kind: string, kubernetes: number, custom: CustomKinds): ObjectType | undefined {
  const [schema] = custom.schemasOf(apiVersion, kind);
  if (!schema) return undefined;
  const metadata = schemaOf("v1", "ConfigMap", kubernetes)?.properties.get("metadata");
  const properties = metadata ? new Map([...schema.properties, ["metadata", metadata] as const]) : schema.properties;
  return { apiVersion, kind, lifetime: {}, schema: { ...schema, properties } };
}
