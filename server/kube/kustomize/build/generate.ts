import { withoutMark } from "../../../text/byte-order-mark.ts";
import type { Span } from "../../../text/span.ts";
import type { Field } from "../../../yaml/tree/field.ts";
import type { Generator, Kustomization } from "../kustomization.ts";
import { setOwn } from "./labels.ts";
import { clone, type MutableEntry, type MutableMapping, made, mappingOf, nodeAt, put, scalarAt } from "./mutable.ts";
import { placeOf } from "./place.ts";

/** A value that a generator puts into its object. */
interface Datum {
  readonly key: string;
  readonly value: string;
  readonly at: Span;
}

/** What a generator makes, and what it could not read. */
export interface Generated {
  readonly root: MutableMapping;
  readonly missing: readonly Field[];
}

/**
 * The ConfigMap or Secret that a generator makes (api/internal/generators). Every value has the place of the literal, or of the name of the
 * file, that it comes from. The name has no hash: what refers to it needs none to be understood.
 */
export function generate(
  generator: Generator,
  { generatorOptions }: Kustomization,
  by: number,
  read: (path: string) => string | undefined,
): Generated {
  const { kind, field, name } = generator;
  const at = placeOf(name.exists ? name : field, by);
  const missing: Field[] = [];
  const text = (named: { readonly path: string; readonly field: Field }): string => {
    const found = read(named.path);
    if (found === undefined) missing.push(named.field);
    return found ?? "";
  };
  const data: Datum[] = [
    ...generator.envs.flatMap((env) => envData(text(env)).map(([key, value]) => ({ key, value, at: placeOf(env.field, by) }))),
    ...generator.files.map((file) => ({ key: file.key, value: text(file), at: placeOf(file.field, by) })),
    ...generator.literals.flatMap((literal) =>
      literalData(literal).map(([key, value]) => ({ key, value, at: placeOf(literal, by) })),
    ),
  ];
  const root = made({ apiVersion: "v1", kind, metadata: { name: name.string ?? "" } }, at) as MutableMapping;
  const metadata = root.entries[2]?.value as MutableMapping;
  const namespace = field.at("namespace");
  if (namespace.string) put(metadata, "namespace", scalarAt(placeOf(namespace, by), namespace.string));
  for (const options of [generatorOptions, generator.options])
    for (const pairs of ["labels", "annotations"] as const) setOwn(root, pairs, options.at(pairs), by);
  if (kind === "Secret") {
    const type = field.at("type");
    put(root, "type", scalarAt(type.exists ? placeOf(type, by) : at, type.string ?? "Opaque"));
  }
  if (data.length > 0) put(root, "data", dataOf(data, kind, at));
  const immutable = generator.options.at("immutable").exists
    ? generator.options.at("immutable")
    : generatorOptions.at("immutable");
  if (immutable.value === true) put(root, "immutable", scalarAt(placeOf(immutable, by), true));
  return { root, missing };
}

/** A generated object together with the one of a base that it is for (`behavior: merge`), or in its place (`replace`). */
export function mergeGenerated(base: MutableMapping, generated: MutableMapping, behavior: string): MutableMapping {
  const result = behavior === "merge" ? overlay(base, generated) : clone(generated);
  const metadata = nodeAt(base, "metadata");
  if (metadata?.kind !== "mapping") return result;
  const merged = overlay(metadata, nodeAt(generated, "metadata") as MutableMapping);
  for (const name of ["name", "namespace"]) {
    const own = nodeAt(metadata, name);
    if (own) put(merged, name, own);
  }
  put(result, "metadata", merged);
  return result;
}

/** Both mappings as one; where both have a value, the second's counts. */
function overlay(base: MutableMapping, over: MutableMapping): MutableMapping {
  const result = clone(base);
  for (const entry of clone(over).entries) {
    const below = nodeAt(result, entry.name);
    if (below?.kind === "mapping" && entry.value.kind === "mapping") put(result, entry.name, overlay(below, entry.value));
    else if (below) put(result, entry.name, entry.value);
    else result.entries.push(entry);
  }
  return result;
}

function dataOf(data: readonly Datum[], kind: Generator["kind"], at: Span): MutableMapping {
  const entries = new Map<string, MutableEntry>();
  for (const { key: name, value, at: place } of data) {
    const text = scalarAt(place, kind === "Secret" ? base64(value) : value);
    entries.set(name, { key: entries.get(name)?.key ?? scalarAt(place, name), name, colon: place.start, value: text });
  }
  return mappingOf(at, [...entries.values()]);
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}

/** `key=value`; quotes around the whole value are no part of it. */
function literalData(literal: Field): readonly (readonly [string, string])[] {
  const text = literal.string ?? "";
  const equals = text.indexOf("=");
  if (equals <= 0) return [];
  const value = text.slice(equals + 1);
  const quoted = /^(["'])(.*)\1$/s.exec(value);
  return [[text.slice(0, equals), quoted ? (quoted[2] as string) : value]];
}

/** The lines of an environment file. A line without `=` takes its value from the environment of whoever builds: it is left out. */
function envData(text: string): readonly (readonly [string, string])[] {
  return withoutMark(text)
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== "" && !line.startsWith("#") && line.includes("="))
    .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
}
