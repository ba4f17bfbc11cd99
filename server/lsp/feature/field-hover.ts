import { fieldsOfRules } from "../../../rules/fields.ts";
import { NO_DESCRIPTIONS } from "../../kube/schema/descriptions.ts";
import { fieldAt, isField } from "../../kube/schema/field-path.ts";
import { fieldPage } from "../../report/page/field-page.ts";
import { type Span, shift } from "../../text/span.ts";
import { Field } from "../../yaml/tree/field.ts";
import { keyAt } from "../../yaml/tree/key-at.ts";
import type { Session } from "../session/session.ts";
import { documentAt, objectAt } from "./api-field.ts";

/** A field of the API in Markdown, and where its key stands. */
export interface FieldHover {
  readonly markdown: string;
  readonly span: Span;
}

/** What there is to say about the field whose key stands at the offset; nothing where a YAML language server says it. */
export async function fieldHover(uri: string, text: string, offset: number, session: Session): Promise<FieldHover | undefined> {
  const { preferences, config } = await session.project.load(uri);
  if (preferences.schemaValidation === "off") return undefined;
  const found = documentAt(text, offset);
  const path = found && keyAt(found.tree, offset - found.span.start);
  const { kubernetes } = config.settingsFor(uri);
  const object = path && objectAt(found.tree, path, kubernetes, session.linter.customKinds(uri));
  if (!object) return undefined;
  const field = fieldAt(object.type, object.path);
  if (!isField(field) || !field.owner) return undefined;
  const rules = fieldsOfRules[`${field.owner.id}.${field.names.at(-1)}`] ?? [];
  const descriptions = session.files.descriptions?.() ?? NO_DESCRIPTIONS;
  const { site } = Field.root(found.tree).at(...path).key;
  return { markdown: fieldPage(field, descriptions, rules, false), span: shift(site, found.span.start) };
}
