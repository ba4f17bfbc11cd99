import { positionAt } from "../../text/lines.ts";
import { nearest } from "../../text/nearest.ts";
import type { Span } from "../../text/span.ts";
import type { Field, Place } from "../../yaml/tree/field.ts";
import type { RuleIndex } from "../rule/names.ts";
import type { ConfigProblem, SettingOrigin } from "./file.ts";

/** What the parts of the reader share: the file, and the list to which they add what is wrong in it. */
export interface ConfigReader {
  readonly uri: string;
  readonly lineStarts: readonly number[];
  readonly rules: RuleIndex;
  readonly problems: ConfigProblem[];
}

export function report(reader: ConfigReader, span: Span, message: string, replacement?: string): void {
  reader.problems.push({ uri: reader.uri, span, message, ...(replacement === undefined ? {} : { replacement }) });
}

/** Where in the file a value stands. */
export function originOf(reader: ConfigReader, place: Place): SettingOrigin {
  return { from: "file", uri: reader.uri, line: positionAt(reader.lineStarts, place.site.start).line + 1 };
}

/** Reads a mapping key by key. Other keys are reported; an empty value counts as not given. */
export function readKeys(
  reader: ConfigReader,
  field: Field,
  what: string,
  keys: { readonly [key: string]: (value: Field) => void },
): void {
  if (!field.isMapping) report(reader, field.site, `${what} must be a mapping.`);
  for (const [name, value] of field.entries()) {
    const read = Object.hasOwn(keys, name) ? keys[name] : undefined;
    if (!read) reportUnknown(reader, value.key.site, `${what} has no key`, name, Object.keys(keys));
    else if (value.exists) read(value);
  }
}

/** Reports a word that is none of the known ones. */
export function reportUnknown(reader: ConfigReader, span: Span, problem: string, word: string, known: readonly string[]): void {
  const near = nearest(word, known);
  const hint = near === undefined ? `. It can be one of ${known.join(", ")}.` : `; did you mean "${near}"?`;
  report(reader, span, `${problem} "${word}"${hint}`, near);
}

/** The text of a scalar as it was typed, so that `on` and `1.30` stay what they are; undefined for a collection. */
export function textOf(field: Field): string | undefined {
  const node = field.node;
  if (node?.kind !== "scalar") return undefined;
  return typeof node.value === "string" ? node.value : node.source;
}

export function readText(reader: ConfigReader, field: Field, what: string): string | undefined {
  const text = textOf(field);
  if (text === undefined) report(reader, field.site, `${what} must be a string.`);
  return text;
}

/** A list of strings, each with its place. */
export function readTexts(reader: ConfigReader, field: Field, what: string): readonly (readonly [text: string, item: Field])[] {
  return readItems(reader, field, what).flatMap((item) => {
    const text = readText(reader, item, `Each item of ${what}`);
    return text === undefined ? [] : [[text, item] as const];
  });
}

export function readStrings(reader: ConfigReader, field: Field, what: string): readonly string[] {
  return readTexts(reader, field, what).map(([text]) => text);
}

export function readItems(reader: ConfigReader, field: Field, what: string): readonly Field[] {
  if (field.isSequence) return field.items();
  const text = textOf(field);
  report(reader, field.site, `${what} must be a list${text === undefined ? "" : `, such as [${text}]`}.`);
  return [];
}

export function readBoolean(reader: ConfigReader, field: Field, what: string): boolean | undefined {
  if (typeof field.raw === "boolean") return field.raw;
  report(reader, field.site, `${what} must be true or false.`);
  return undefined;
}
