import {
  type Field,
  type Fix,
  type Json,
  plainOf,
  type ScalarSchema,
  type Schema,
  safe,
  set,
  suggestion,
  type WrongType,
} from "../../server/api.ts";

/** What makes a value one of the type that is wanted, where there is little doubt about what is meant. */
export function typeFixes(field: Field, { expected, found }: WrongType): readonly Fix[] {
  const { node, raw } = field;
  if (!node || field.origin !== "own") return [];
  if (node.kind !== "scalar") return collectionFixes(field, expected);
  if (expected.kind === "list" && isText(expected.items) && found === "string" && raw !== "")
    return [suggestion("Make it a list", set(field, [String(raw)]))];
  if (expected.kind !== "scalar") return [];
  if (expected.type === "string" && (found === "number" || found === "boolean"))
    return [safe(`Quote: "${node.source}"`, set(field, node.source))];
  if (expected.type === "boolean" && (typeof raw === "string" || typeof raw === "number"))
    return booleanFixes(field, String(raw));
  if (found !== "string" || typeof raw !== "string") return [];
  if (/^int/.test(expected.type) && /^-?(0|[1-9]\d{0,14})$/.test(raw)) return [safe(`Use ${raw}`, set(field, Number(raw)))];
  return [];
}

/** The end of the message: a full stop, or what may be meant. */
export function typeHint(field: Field, expected: Schema): string {
  return lacksSpace(field, expected) ? ": add a space after the colon." : ".";
}

function booleanFixes(field: Field, text: string): readonly Fix[] {
  const value = /^(true|yes|on|enabled|1)$/i.test(text) ? true : /^(false|no|off|disabled|0)$/i.test(text) ? false : undefined;
  if (value === undefined) return [];
  // Another word than the value itself need not be meant so.
  const fix = /^(true|false)$/i.test(text) ? safe : suggestion;
  return [fix(`Use ${value}`, set(field, value))];
}

/** A mapping that is the one item of a list, or that names variables as Compose does; a list whose items are the entries of a mapping. */
function collectionFixes(field: Field, expected: Schema): readonly Fix[] {
  const value = plainOf(field);
  if (value === undefined || value === null || typeof value !== "object") return [];
  if (expected.kind === "list" && expected.items.kind === "object" && !Array.isArray(value)) {
    const { properties } = expected.items;
    const entries = Object.entries(value as Record<string, Json>);
    if (entries.length > 0 && entries.every(([name]) => properties.has(name)))
      return [suggestion("Make it a list of one item", set(field, [value]))];
    if (properties.has("name") && properties.has("valueFrom") && entries.every(([, one]) => typeof one !== "object"))
      return [
        suggestion(
          "List the variables",
          set(
            field,
            entries.map(([name, one]) => ({ name, value: String(one ?? "") })),
          ),
        ),
      ];
  }
  if ((expected.kind === "map" || expected.kind === "object") && Array.isArray(value)) {
    const entries = value.flatMap((item) =>
      typeof item === "object" && item !== null && !Array.isArray(item) ? Object.entries(item) : [undefined],
    );
    const names = entries.map((entry) => entry?.[0]);
    const fits = names.every((name) => name !== undefined && (expected.kind === "map" || expected.properties.has(name)));
    if (names.length > 0 && fits && new Set(names).size === names.length)
      return [suggestion("Make it a mapping", set(field, Object.fromEntries(entries as [string, Json][])))];
  }
  return [];
}

/** `name:web` is a text, where an entry is meant. */
function lacksSpace({ raw }: Field, expected: Schema): boolean {
  const name = typeof raw === "string" ? /^([A-Za-z]\w*):\S/.exec(raw)?.[1] : undefined;
  return name !== undefined && expected.kind === "object" && expected.properties.has(name);
}

function isText(schema: Schema): schema is ScalarSchema {
  return schema.kind === "scalar" && schema.type === "string";
}
