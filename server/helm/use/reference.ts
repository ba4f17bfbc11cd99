import type { Span } from "../../text/span.ts";
import type { SourceFile } from "../value/place.ts";

/** What an expression of a template means, as far as its text alone tells. */
export type Meaning =
  | { readonly kind: "root" }
  /** A value by its keys below `.Values`; `*` is any item of a list or mapping. */
  | { readonly kind: "values"; readonly path: readonly string[] }
  /** What `dict` made. */
  | { readonly kind: "dict"; readonly entries: ReadonlyMap<string, Meaning> }
  | undefined;

export const ROOT: Meaning = { kind: "root" };

/** Where a template reads a value. */
export interface ValueUse {
  readonly file: SourceFile;
  readonly path: readonly string[];
  /** Where its keys stand, as far as they stand here: what `with` or a variable holds was named elsewhere. */
  readonly names: readonly NamedKey[];
  /** Whether all that lies below is read with it; else what follows says which part. */
  readonly isWhole: boolean;
}

/** A key that stands in a template; `depth` is its number in the path, from 0. */
export interface NamedKey extends Span {
  readonly depth: number;
}

/** Where a template writes a value with `toYaml`: the span of the function's name. */
export interface Dump extends Span {
  readonly path: readonly string[];
  /** What decides whether it does: each `if` and `with` around it, with the value that it reads if it is that alone. */
  readonly conditions: readonly Condition[];
}

export interface Condition {
  /** Where its block starts. */
  readonly start: number;
  readonly path: readonly string[] | undefined;
}

/** Where a template is called by its name: `include`, `template`, `block`. The span is that of the name, without quotes. */
export interface TemplateUse extends Span {
  readonly file: SourceFile;
  readonly name: string;
}

/** Where a named template is defined. The span is that of the name, without quotes. */
export interface TemplateDefinition extends Span {
  readonly file: SourceFile;
  readonly name: string;
}

/** Everything that the templates of some files say about values and named templates. */
export interface Uses {
  readonly values: readonly ValueUse[];
  readonly calls: readonly TemplateUse[];
  readonly definitions: readonly TemplateDefinition[];
  readonly dumps: readonly Dump[];
}

/** What the fields of a meaning mean. */
export function fieldOf(meaning: Meaning, name: string): Meaning {
  if (meaning?.kind === "root") return name === "Values" ? { kind: "values", path: [] } : undefined;
  if (meaning?.kind === "values") return { kind: "values", path: [...meaning.path, name] };
  return meaning?.entries.get(name);
}
