import { type CompletionItem, CompletionItemKind, type Range, type TextEdit } from "vscode-languageserver";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import { NO_DESCRIPTIONS } from "../../kube/schema/descriptions.ts";
import { type ApiField, fieldAt, fieldsBelow, isField, typeText } from "../../kube/schema/field-path.ts";
import { allKinds, type Kind } from "../../kube/schema/kinds.ts";
import type { Schema } from "../../kube/schema/schema.ts";
import { defaultText } from "../../report/page/field-page.ts";
import { type Span, shift } from "../../text/span.ts";
import { Field } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import type { Positions } from "../protocol/positions.ts";
import type { DocumentSnapshot, Session } from "../session/session.ts";
import { documentAt, objectAt } from "./api-field.ts";
import { placeAt, type TypingPlace } from "./config-place.ts";

/**
 * Completes what the API allows in an object: fields, values that are one of a few, and the kind together with its apiVersion. Only where the user has
 * switched it on: elsewhere a YAML language server does it.
 */
export async function fieldCompletions(
  uri: string,
  { text, positions }: DocumentSnapshot,
  offset: number,
  session: Session,
): Promise<CompletionItem[]> {
  const { preferences, config } = await session.project.load(uri);
  const found = preferences.schemaValidation === "on" ? documentAt(text, offset) : undefined;
  if (!found) return [];
  const { tree, span } = found;
  const place = placeAt(text.slice(span.start, offset), offset - span.start);
  if (!place) return [];
  const range = positions.range({ start: offset - place.word.length, end: offset });
  const { path } = place;
  const custom = session.linter.customKinds(uri);
  if (path.length === 0 && place.wants === "key" && !place.siblings.includes("kind")) return kindItems(range, custom);
  if (path.length === 1 && path[0] === "kind")
    return kindItems(range, custom, beside("apiVersion", tree, span, offset, positions));
  if (path.length === 1 && path[0] === "apiVersion") return versionItems(range, custom, Field.root(tree).at("kind").string);
  const names = path.map((segment) => segment ?? 0);
  const object = objectAt(tree, names, config.settingsFor(uri).kubernetes, custom);
  if (!object) return [];
  const field = fieldAt(object.type, object.path);
  return isField(field) ? items(field, place, range, session) : [];
}

function items(field: ApiField, { wants, siblings }: TypingPlace, range: Range, session: Session): CompletionItem[] {
  if (wants === "value")
    return valuesOf(field.schema).map((label) => ({
      label,
      kind: CompletionItemKind.EnumMember,
      textEdit: { range, newText: label },
    }));
  const descriptions = session.files.descriptions?.() ?? NO_DESCRIPTIONS;
  const owner = ownerOf(field.schema);
  return fieldsBelow(field)
    .filter(({ property }) => !siblings.includes(property.name))
    .map(({ property: { name, schema, description }, required, default: value }) => ({
      label: name,
      detail: [typeText(schema), required && "required", defaultText(value)].filter(Boolean).join(", "),
      kind: CompletionItemKind.Field,
      documentation: description ?? (owner && descriptions.of(owner, name)) ?? "",
      sortText: `${required ? 0 : 1}${name}`,
      textEdit: { range, newText: schema.kind === "scalar" || schema.kind === "any" ? `${name}: ` : `${name}:` },
    }));
}

/** The definition whose fields stand here. */
function ownerOf(schema: Schema): string | undefined {
  if (schema.kind === "list") return ownerOf(schema.items);
  return schema.kind === "object" ? schema.id : undefined;
}

function valuesOf(schema: Schema): readonly string[] {
  if (schema.kind === "list") return valuesOf(schema.items);
  if (schema.kind !== "scalar") return [];
  return schema.type === "boolean" ? ["true", "false"] : (schema.values ?? []);
}

/** How the other half of an object's type is written: with an edit elsewhere, or on a line above the place. */
type Other = (value: string) => TextEdit | undefined;

/** Writes the apiVersion that goes with a kind: over the one that is there, or on a line above. Nothing where it is right already. */
function beside(key: "apiVersion", tree: Tree, span: Span, offset: number, positions: Positions): Other {
  const field = Field.root(tree).at(key);
  const { node } = field;
  if (node?.kind === "scalar" && field.origin === "own" && node.source !== "") {
    const range = positions.range(shift({ start: node.start, end: node.end }, span.start));
    return (value) => (field.raw === value ? undefined : { range, newText: value });
  }
  const { line } = positions.range({ start: offset, end: offset }).start;
  const start = { line, character: 0 };
  return (value) => (node === undefined ? { range: { start, end: start }, newText: `${key}: ${value}\n` } : undefined);
}

/** The kinds that Kubernetes serves and those that are defined, each with its apiVersion: in the same text, or by `other` where that may stand already. */
function kindItems(range: Range, custom: CustomKinds, other?: Other): CompletionItem[] {
  return [...servedKinds(), ...custom.served()].map(({ apiVersion, kind }) => {
    const edit = other?.(apiVersion);
    return {
      label: kind,
      detail: apiVersion,
      kind: CompletionItemKind.Class,
      textEdit: { range, newText: other ? kind : `apiVersion: ${apiVersion}\nkind: ${kind}` },
      ...(edit && { additionalTextEdits: [edit] }),
    };
  });
}

/** The API versions that have the kind, or where none is written, all. */
function versionItems(range: Range, custom: CustomKinds, kind: string | undefined): CompletionItem[] {
  const all = [...servedKinds(), ...custom.served()];
  const own = all.filter((one) => one.kind === kind);
  return [...new Set((own.length > 0 ? own : all).map(({ apiVersion }) => apiVersion))].map((label) => ({
    label,
    kind: CompletionItemKind.Module,
    textEdit: { range, newText: label },
  }));
}

/** What can be written to a file and applied: served today, and no answer to a request. */
function servedKinds(): readonly Kind[] {
  return [...allKinds()].filter(({ until, resource }) => until === undefined && resource !== "");
}
