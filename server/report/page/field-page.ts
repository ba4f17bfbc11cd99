import type { Descriptions } from "../../kube/schema/descriptions.ts";
import { type ApiField, type FieldBelow, fieldsBelow, typeText } from "../../kube/schema/field-path.ts";
import type { Lifetime } from "../../kube/schema/schema.ts";
import type { Json } from "../../yaml/tree/json.ts";

/**
 * A field of the API as Markdown: what `explain` prints and an editor shows. `rules` are the ids of those that look at it. `below`: with the fields
 * that it holds.
 */
export function fieldPage(field: ApiField, descriptions: Descriptions, rules: readonly string[], below: boolean): string {
  const { kind, names, owner, schema, required } = field;
  const name = names.at(-1);
  const definition = schema.kind === "object" ? schema.id : undefined;
  const description =
    field.description ??
    (owner && name !== undefined ? descriptions.of(owner.id, name) : undefined) ??
    (definition && descriptions.of(definition));
  const life = lifeText(field.lifetime);
  const facts = [
    owner ? typeText(schema) : `${kind.apiVersion} ${kind.kind}`,
    owner && required && "required",
    defaultText(field.default),
    life,
  ].filter(Boolean);
  const fields = below ? fieldsBelow(field) : [];
  return [
    `**${[kind.kind, ...names].join(".")}** · ${facts.join(" · ")}`,
    description,
    fields.length > 0 && `Fields:\n\n${fields.map(lineOf).join("\n")}`,
    rules.length > 0 && `Rules that look at it: ${rules.map((id) => `\`${id}\``).join(", ")}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function lineOf({ property: { name, schema, lifetime }, required, default: value }: FieldBelow): string {
  const facts = [typeText(schema), required && "required", defaultText(value), lifeText(lifetime)].filter(Boolean);
  return `- \`${name}\`: ${facts.join(", ")}`;
}

/** A default that fits on a line. */
export function defaultText(value: Json | undefined): string {
  const text = value === undefined ? "" : JSON.stringify(value);
  return text === "" || text.length > 60 ? "" : `default ${text}`;
}

/** The versions of Kubernetes that have it, where not all do. */
function lifeText({ since, until }: Lifetime): string {
  if (since !== undefined && until !== undefined) return `Kubernetes 1.${since} to 1.${until - 1}`;
  if (since !== undefined) return `since Kubernetes 1.${since}`;
  return until === undefined ? "" : `up to Kubernetes 1.${until - 1}`;
}
