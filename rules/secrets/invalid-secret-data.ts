// core/v1 Secret.data is map[string][]byte: the API server decodes it as Go's encoding/json does, standard base64 with padding.
import {
  defineRule,
  type Field,
  type Fix,
  isPlaceholder,
  type Resource,
  remove,
  rename,
  set,
  suggestion,
} from "../../server/api.ts";
import { bytesOf, decode, encode } from "./_base64.ts";
import { entriesOf, isEncrypted } from "./_secret.ts";

export default defineRule({
  id: "invalid-secret-data",
  family: "secrets",
  severity: "error",
  tier: "recommended",
  confidential: true,
  title: "Secret value is not valid base64",
  why: "The API server refuses a Secret with such a value, so the rollout fails, or goes on with the old Secret.",
  ignoreWhen:
    "Something fills in the value before it is applied. Placeholders and values encrypted by SOPS are not reported; numbers and booleans are another rule's.",
  references: ["https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data"],
  fix: "suggestion",
  kinds: ["Secret"],
  resource(secret, { report }) {
    if (isEncrypted(secret)) return;
    for (const { name, field, written } of entriesOf(secret)) {
      if (field.isMapping || field.isSequence) {
        if (!field.items().some(({ raw }) => typeof raw === "string" && isPlaceholder(raw)))
          report(field.key, `"${name}" must be a string.`);
        continue;
      }
      if (field.path.at(-2) !== "data" || written === undefined) continue;
      if (isPlaceholder(written.trim()) || decode(written) !== undefined) continue;
      const squeezed = written.replaceAll(/\s+/g, "");
      if (squeezed.length >= 64 && decode(squeezed) !== undefined) {
        report(field, `The base64 of "${name}" has spaces in it, which the API server refuses.`, {
          fixes: [suggestion("Remove the spaces", set(field, squeezed))],
        });
        continue;
      }
      report(field, `The value of "${name}" is not valid base64.`, {
        fixes: [moved(secret, field, name, written), suggestion("Encode it", set(field, encode(bytesOf(written))))],
      });
    }
  },
});

/** The only value moves with its whole block, and the comments in it. */
function moved(secret: Resource, field: Field, name: string, written: string): Fix {
  const { data, target } = { data: secret.at("data"), target: secret.at("stringData") };
  const isAlone = field.string === written && target.absent && !data.open && data.entries().length === 1;
  const ops = isAlone ? [rename(data, "stringData")] : [remove(field), set(target.at(name), written)];
  return suggestion("Move it to stringData", ...ops);
}
