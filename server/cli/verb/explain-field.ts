import { fieldsOfRules } from "../../../rules/fields.ts";
import { loadDescriptions } from "../../disk/descriptions.ts";
import { Refusal } from "../../disk/refusal.ts";
import { type ApiField, fieldAt, isField, kindsNamed, typeOfKind } from "../../kube/schema/field-path.ts";
import { NEWEST_KUBERNETES } from "../../lint/rule/settings.ts";
import { fieldPage } from "../../report/page/field-page.ts";
import { didYouMean } from "../../text/nearest.ts";

/**
 * The page of a field of the API (`deployment.spec.strategy`); `undefined` if the first name is that of no kind. A path in lists has no numbers.
 * Throws a refusal for a field that the kind does not have.
 */
export function explainField(path: string): string | undefined {
  const [name = "", ...names] = path.split(".");
  const kinds = kindsNamed(name);
  const [first] = kinds;
  if (!first) return undefined;
  // An older version may have what the newest no longer has.
  const found = kinds.map((kind) => {
    const type = typeOfKind(kind, NEWEST_KUBERNETES);
    return type ? fieldAt(type, names) : { name: kind.kind, known: [] };
  });
  const field = found.find(isField);
  if (field) return `${plain(fieldPage(field, loadDescriptions(), rulesAbout(field), true))}\n`;
  const missing = found.find((one) => !isField(one));
  if (missing && !isField(missing))
    throw new Refusal(
      `${first.kind} has no field "${path.slice(path.indexOf(".") + 1)}": there is no "${missing.name}"${didYouMean(missing.name, missing.known)}`,
    );
  return undefined;
}

function rulesAbout({ owner, names }: ApiField): readonly string[] {
  return (owner && fieldsOfRules[`${owner.id}.${names.at(-1)}`]) ?? [];
}

/** Markdown as a terminal shows it. */
function plain(markdown: string): string {
  return markdown.replaceAll(/\*\*|`/g, "");
}
