// `echo password | base64` encodes the line break too; kubectl create secret encodes once by itself.
import { defineRule, type Field, type Fix, isPlaceholder, set, suggestion } from "../../server/api.ts";
import { decode, encode, isPrintable } from "./_base64.ts";
import { entriesOf, isEncrypted } from "./_secret.ts";

const SHORTEST = 12; // characters of base64 that no word looks like by chance

export default defineRule({
  id: "suspicious-secret-encoding",
  family: "secrets",
  severity: "info",
  tier: "strict",
  confidential: true,
  title: "Secret value has a suspicious encoding",
  why: "A line break at the end of a password, base64 within base64 or an encoded placeholder is accepted by every tool, and the login fails in production with a message that shows nothing.",
  ignoreWhen: "The program wants the value just like this: a file that ends in a line break, a key in base64.",
  references: ["https://kubernetes.io/docs/tasks/configmap-secret/managing-secret-using-config-file/"],
  fix: "suggestion",
  kinds: ["Secret"],
  resource(secret, { report }) {
    if (isEncrypted(secret)) return;
    for (const { name, field, content } of entriesOf(secret)) {
      if (content === undefined || field.path.at(-2) !== "data") continue;
      const odd = oddityOf(name, content, field);
      if (odd) report(field, `The value of "${name}" ${odd.says}.`, { fixes: odd.fixes });
    }
  },
});

interface Oddity {
  readonly says: string;
  readonly fixes: readonly Fix[];
}

function oddityOf(name: string, content: string, field: Field): Oddity | undefined {
  const line = /^([^\r\n]+)\r?\n$/.exec(content)?.[1];
  // A file of one line ends in a line break by right.
  if (line !== undefined && isPrintable(line) && !/\w\.\w/.test(name) && !/^[[{]/.test(line))
    return { says: "ends in a line break", fixes: [suggestion("Encode it without the line break", set(field, encode(line)))] };
  const text = line ?? content;
  if (isPrintable(text) && text.length > 0 && isPlaceholder(text)) return { says: "is an encoded placeholder", fixes: [] };
  const inner = text.length >= SHORTEST ? decode(text) : undefined;
  return inner && isPrintable(inner)
    ? { says: "is encoded twice", fixes: [suggestion("Encode it once", set(field, text))] }
    : undefined;
}
