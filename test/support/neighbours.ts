import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import { Field } from "../../server/yaml/tree/field.ts";
import type { Json } from "../../server/yaml/tree/json.ts";
import { jsonOf } from "../../server/yaml/tree/plain.ts";

/** A text that differs from another in one thing. */
export interface Neighbour {
  /** Where the difference is, such as `spec.hostNetwork`; with the number of the document in front where there are several. */
  readonly where: string;
  /** What is there instead, as JSON, or a word such as `gone`. */
  readonly what: string;
  readonly text: string;
}

type Path = readonly (string | number)[];
type Collection = Json[] | { [key: string]: Json };

/** The documents of a text as data; undefined where one of them is none. */
export function documentsOf(text: string): readonly Json[] | undefined {
  const roots = cut(text).map(({ start, end }) => parse(text, start, end));
  if (roots.some(({ problems }) => problems.length > 0)) return undefined;
  const documents = roots.map((tree) => jsonOf(Field.root(tree)));
  return documents.every((one) => typeof one === "object" && one !== null) ? (documents as Json[]) : undefined;
}

/** Documents as a text: JSON, which is YAML too. */
export function textOf(documents: readonly Json[]): string {
  return documents.map((one) => `---\n${JSON.stringify(one)}\n`).join("");
}

/**
 * The texts around one: each has a field or an item less, a value that is another or unknown, a collection that is empty or turned round, or its
 * containers among the init containers.
 */
export function neighboursOf(documents: readonly Json[]): readonly Neighbour[] {
  return documents.flatMap((document, i) =>
    changesOf(document, []).map(({ what, path, apply }) => {
      const changed = structuredClone(document);
      const parent = path.slice(0, -1).reduce<Json>((value, key) => (value as never)[key] as Json, changed) as Collection;
      apply(parent, path.at(-1) as string | number);
      const where = (documents.length > 1 ? [i, ...path] : path).join(".");
      return { where, what, text: textOf(documents.with(i, changed)) };
    }),
  );
}

interface Change {
  readonly path: Path;
  readonly what: string;
  apply(parent: Collection, key: string | number): void;
}

/** What every object has stays: without it there is none. */
const IDENTITY = /^(?:apiVersion|kind|metadata|spec)$/;

/** Names that only messages repeat. */
const OWN_NAME = /(?:^metadata|[cC]ontainers\.\d+)\.name$/;

function changesOf(value: Json, path: Path): readonly Change[] {
  const kept = path.length === 0 || (path.length === 1 && IDENTITY.test(String(path[0]))) || OWN_NAME.test(path.join("."));
  const own = kept ? [] : changesAt(value, path);
  if (typeof value !== "object" || value === null) return own;
  const inner = Object.entries(value).flatMap(([key, child]) =>
    changesOf(child as Json, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [...own, ...inner];
}

function changesAt(value: Json, path: Path): readonly Change[] {
  const others = path.at(-1) === "name" ? [MARKER] : othersThan(value);
  return [
    { path, what: "gone", apply: removeKey },
    ...others.map((other): Change => ({ path, what: wordFor(other), apply: (parent, key) => put(parent, key, other) })),
    ...(path.at(-1) === "containers" ? [{ path, what: "as init containers", apply: moveContainers }] : []),
  ];
}

function wordFor(value: Json): string {
  return Array.isArray(value) && value.length > 0 ? "turned round" : JSON.stringify(value);
}

function put(parent: Collection, key: string | number, value: Json): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else parent[key] = value;
}

function removeKey(parent: Collection, key: string | number): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

function moveContainers(parent: Collection): void {
  const spec = parent as { [key: string]: Json };
  spec.initContainers = [...((spec.initContainers as Json[] | undefined) ?? []), ...(spec.containers as Json[])];
  delete spec.containers;
}

/** Unknown until something replaces it. */
const MARKER = "$" + "{X}";

/** Values close to one. */
function othersThan(value: Json): readonly Json[] {
  if (typeof value === "boolean") return [!value, MARKER];
  if (typeof value === "number") return [value - 1, value + 1, MARKER];
  if (typeof value === "string") return value === "" ? ["x", MARKER] : [`${value}x`, `x${value}`, "", MARKER];
  if (Array.isArray(value)) return value.length > 1 ? [[], value.toReversed()] : value.length > 0 ? [[]] : [];
  return value && Object.keys(value).length > 0 ? [{}] : [];
}
