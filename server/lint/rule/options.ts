import { ownPatterns, patternProblem } from "../../text/pattern.ts";
import type { Json } from "../../yaml/tree/json.ts";

/** A problem with a value in the configuration, in a user's words. */
export interface OptionError {
  readonly problem: string;
  /** Where in the value it is, if not the whole of it is wrong. */
  readonly at?: readonly (string | number)[];
}

/** One declaration of a rule's option gives its type, its JSON Schema, its row in the docs and its reader. */
export interface Option<T> {
  readonly default: T;
  readonly summary: string;
  readonly schema: { readonly [key: string]: Json };
  /** What presets, by their names, use in place of the default; where a rule says something else of its own, that holds. */
  readonly presets?: Readonly<Record<string, Json>>;
  /** The value of the option, or what is wrong with it. */
  read(value: Json): { readonly value: T } | OptionError;
}

export type Options = { readonly [name: string]: Option<unknown> };

/** The values that a rule's declared options have at run time. */
export type ValuesOf<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

/** An option that presets give another value. */
export function under<T>(presets: Readonly<Record<string, Json>>, one: Option<T>): Option<T> {
  return { ...one, presets };
}

export function integer(value: number, summary: string, limits: { min?: number; max?: number } = {}): Option<number> {
  const { min, max } = limits;
  const schema = {
    type: "integer",
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  };
  const range = min === undefined && max === undefined ? "" : ` between ${min ?? "-∞"} and ${max ?? "∞"}`;
  return option(value, summary, schema, `a whole number${range}`, (json) =>
    typeof json === "number" && Number.isInteger(json) && json >= (min ?? -Infinity) && json <= (max ?? Infinity)
      ? json
      : undefined,
  );
}

export function boolean(value: boolean, summary: string): Option<boolean> {
  return option(value, summary, { type: "boolean" }, "true or false", (json) => (typeof json === "boolean" ? json : undefined));
}

export function string(value: string, summary: string): Option<string> {
  return option(value, summary, { type: "string" }, "a string", (json) => (typeof json === "string" ? json : undefined));
}

export function strings(value: readonly string[], summary: string): Option<readonly string[]> {
  const schema = { type: "array", items: { type: "string" } };
  return option(value, summary, schema, "a list of strings", (json) =>
    Array.isArray(json) && json.every((item) => typeof item === "string") ? (json as readonly string[]) : undefined,
  );
}

/** Regular expressions. One that cannot be used is a problem of the configuration file, at its item: a rule never sees it. */
export function patterns(value: readonly string[], summary: string): Option<readonly string[]> {
  const list = strings(ownPatterns(value), summary);
  const schema = { type: "array", items: { type: "string", format: "regex" } };
  return {
    ...list,
    schema,
    read(json) {
      const found = list.read(json);
      if ("problem" in found) return found;
      return malformed(found.value.map((source, i) => [source, [i]])) ?? found;
    },
  };
}

/** How long the expressions of one option may be together. */
const MOST_CHARACTERS = 20_000;

/** The first expression that is none, with the place where it stands. */
function malformed(sources: readonly (readonly [source: string, at: readonly (string | number)[]])[]): OptionError | undefined {
  let size = 0;
  for (const [source, at] of sources) {
    size += source.length;
    const problem = size > MOST_CHARACTERS ? `all of them have more than ${MOST_CHARACTERS} characters` : patternProblem(source);
    if (problem === undefined) continue;
    const shown = source.length > 60 ? `${source.slice(0, 60)}…` : source;
    return { problem: `has "${shown}", which is no regular expression that can be used: ${problem}`, at };
  }
  return undefined;
}

export function integers(value: readonly number[], summary: string): Option<readonly number[]> {
  const schema = { type: "array", items: { type: "integer" } };
  return option(value, summary, schema, "a list of whole numbers", (json) =>
    Array.isArray(json) && json.every((item) => Number.isInteger(item)) ? (json as readonly number[]) : undefined,
  );
}

export function choice<const C extends readonly string[]>(choices: C, value: C[number], summary: string): Option<C[number]> {
  return option<C[number]>(value, summary, { enum: choices }, `one of ${choices.join(", ")}`, (json) =>
    typeof json === "string" && choices.includes(json) ? json : undefined,
  );
}

/** A mapping from names to strings. */
export function stringMap(value: Readonly<Record<string, string>>, summary: string): Option<Readonly<Record<string, string>>> {
  const schema = { type: "object", additionalProperties: { type: "string" } };
  return option(value, summary, schema, "a mapping of strings", (json) =>
    isRecord(json) && Object.values(json).every((item) => typeof item === "string")
      ? (json as Record<string, string>)
      : undefined,
  );
}

/**
 * A list of mappings, each with these fields; a field whose name ends in `?` may be missing. All fields are strings, those that `expressions`
 * names regular expressions.
 */
export function records<const F extends readonly string[]>(
  fields: F,
  summary: string,
  expressions: readonly Bare<F[number]>[] = [],
): Option<readonly Readonly<Partial<Record<Bare<F[number]>, string>>>[]> {
  const names = fields.map((field) => field.replace("?", ""));
  const required = fields.filter((field) => !field.endsWith("?"));
  const schema = {
    type: "array",
    items: {
      type: "object",
      properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
      required,
      additionalProperties: false,
    },
  };
  type Row = Readonly<Partial<Record<Bare<F[number]>, string>>>;
  const rows = option<readonly Row[]>([], summary, schema, `a list of mappings with ${names.join(", ")}`, (json) =>
    Array.isArray(json) && json.every((row) => fits(row as Json, names, required))
      ? (json as unknown as readonly Row[])
      : undefined,
  );
  return {
    ...rows,
    read(json) {
      const found = rows.read(json);
      if ("problem" in found) return found;
      const sources = found.value.flatMap((row, i) => expressions.map((name) => [row[name], [i, name]] as const));
      return malformed(sources.flatMap(([source, at]) => (source === undefined ? [] : [[source, at] as const]))) ?? found;
    },
  };
}

type Bare<T extends string> = T extends `${infer Name}?` ? Name : T;

function fits(row: Json, names: readonly string[], required: readonly string[]): boolean {
  if (!isRecord(row)) return false;
  return (
    required.every((name) => name in row) && Object.entries(row).every(([k, v]) => names.includes(k) && typeof v === "string")
  );
}

function isRecord(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function option<T>(
  value: T,
  summary: string,
  schema: { readonly [key: string]: Json },
  wanted: string,
  read: (json: Json) => T | undefined,
): Option<T> {
  return {
    default: value,
    summary,
    schema,
    read(json) {
      const found = read(json);
      return found === undefined ? { problem: `must be ${wanted}` } : { value: found };
    },
  };
}
