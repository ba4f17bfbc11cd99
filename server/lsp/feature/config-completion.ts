import { type CompletionItem, CompletionItemKind, type Range } from "vscode-languageserver";
import type { Rule } from "../../lint/rule/rule.ts";
import { configSchema } from "../../report/page/config-schema.ts";
import type { Json } from "../../yaml/tree/json.ts";
import type { DocumentSnapshot } from "../session/session.ts";
import { placeAt } from "./config-place.ts";

type Schema = { readonly [key: string]: Json };

/**
 * Completes a configuration file from its own JSON Schema: keys where a key can stand, values where the schema lists them. The place
 * is read from the indentation, because what is being typed is no YAML yet.
 */
export function configCompletions(
  { text, positions }: DocumentSnapshot,
  offset: number,
  rules: readonly Rule[],
): CompletionItem[] {
  const place = placeAt(text, offset);
  if (!place) return [];
  const range = positions.range({ start: offset - place.word.length, end: offset });
  const root = configSchema(rules) as Schema;
  const schemas = place.path.reduce<readonly Schema[]>(
    (found, segment) => found.flatMap((schema) => below(schema, segment, root)),
    alternatives(root, root),
  );
  const values = place.wants === "key" ? [] : schemas.flatMap(valuesOf);
  const keys =
    place.wants === "value"
      ? []
      : schemas.flatMap((schema) => Object.entries((schema.properties ?? {}) as Record<string, Schema>));
  return [
    ...[...new Set(values)].map((value) => toItem(value, undefined, CompletionItemKind.EnumMember, range, value)),
    ...[...new Map(keys)]
      .filter(([key]) => !place.siblings.includes(key))
      .map(([key, schema]) => toItem(key, describe(schema, root), CompletionItemKind.Property, range, `${key}: `)),
  ];
}

function valuesOf(schema: Schema): readonly string[] {
  if (Array.isArray(schema.enum)) return schema.enum.map(String);
  return schema.type === "boolean" ? ["true", "false"] : [];
}

function toItem(
  label: string,
  documentation: string | undefined,
  kind: CompletionItemKind,
  range: Range,
  newText: string,
): CompletionItem {
  return { label, kind, textEdit: { range, newText }, ...(documentation ? { documentation } : {}) };
}

function describe(schema: Schema, root: Schema): string | undefined {
  for (const one of alternatives(schema, root)) if (typeof one.description === "string") return one.description;
  return undefined;
}

/** The schemas that describe what stands below a key, or in a list (`null`). */
function below(schema: Schema, segment: string | null, root: Schema): readonly Schema[] {
  if (segment === null) return schema.items ? alternatives(schema.items as Schema, root) : [];
  const named = (schema.properties as Record<string, Schema> | undefined)?.[segment];
  const other = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  const found = named ?? other;
  return found ? alternatives(found as Schema, root) : [];
}

/** A schema with those it refers to or chooses from. */
function alternatives(schema: Schema, root: Schema): readonly Schema[] {
  const reference = typeof schema.$ref === "string" ? schema.$ref : undefined;
  const target = reference
    ?.split("/")
    .slice(1)
    .reduce<Json | undefined>((at, key) => (at as Schema | undefined)?.[key], root);
  const choices = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [
    schema,
    ...(target ? alternatives(target as Schema, root) : []),
    ...choices.flatMap((one) => alternatives(one as Schema, root)),
  ];
}
