// Forms of credentials as their issuers document them; where values have rules of their own, those speak.
import {
  type Context,
  credentialIn,
  defineRule,
  type Field,
  isKeyId,
  mayHoldCredential,
  type Pattern,
  patternOf,
  patterns,
  type Resource,
} from "../../server/api.ts";
import { leakIn } from "./_detect.ts";
import { placeAt } from "./_line.ts";
import { entriesOf, isEncrypted } from "./_secret.ts";

/** A Secret is read decoded, a SealedSecret is encrypted, and the schema of a CustomResourceDefinition shows examples. */
const SKIPPED: ReadonlySet<string> = new Set(["SealedSecret", "CustomResourceDefinition"]);

export default defineRule({
  id: "hardcoded-credential",
  family: "secrets",
  severity: "error",
  tier: "recommended",
  confidential: true,
  title: "Credential in a manifest",
  why: "The text has the form of a key, a token or a URL with a password. Everyone with the repository has it, and it stays in the history after it is deleted here.",
  ignoreWhen: "The credential was revoked, or belongs to an emulator.",
  how: "Move the value to a Secret and refer to it, and change the credential: it has been seen.",
  references: ["https://kubernetes.io/docs/concepts/security/secrets-good-practices/"],
  peers: ["kubescape:C-0012"],
  yieldsTo: ["secret-in-env-value", "secret-in-command", "secret-in-config-map", "secret-in-annotation"],
  options: { detectors: patterns([], "Further forms of credentials (regular expressions)") },
  resource(resource, { options, report }) {
    const { root } = resource;
    const own = patternOf(options.detectors);
    if (resource.kind === "Secret" && resource.builtIn) {
      checkSecret(resource, own, report);
      return;
    }
    if (SKIPPED.has(resource.kind) || !root.node || !(own || mayHoldCredential(sourceOf(root))) || isEncrypted(resource)) return;
    for (const field of scalarsOf(root)) {
      const text = field.raw as string;
      const leak = isKeyId(String(field.name), text) ? undefined : credentialIn(text);
      const index = leak?.index ?? own?.search(text);
      if (index === undefined) continue;
      const where = typeof field.name === "number" ? `an item of "${field.parent?.name}"` : `"${field.name}"`;
      report(placeAt(field, index), `${resource.kind} "${resource.name}" holds ${leak?.what ?? "a credential"} in ${where}.`);
    }
  },
});

/**
 * The values of a Secret, decoded. In the cluster they are where they belong, but not in the text of a manifest. A value that only its name makes a
 * credential is left to the rule about Secrets in manifests: it is what every Secret holds.
 */
function checkSecret(secret: Resource, own: Pattern | undefined, report: Context["report"]): void {
  if (isEncrypted(secret)) return;
  for (const { name, field, content } of entriesOf(secret)) {
    if (content === undefined) continue;
    const leak = leakIn(name, content);
    if (leak || own?.search(content) !== undefined)
      report(
        leak ? placeAt(field, leak.index) : field,
        `Secret "${secret.name}" holds ${leak?.what ?? "a credential"} in "${name}".`,
        {
          severity: "warning",
        },
      );
  }
}

function sourceOf({ node, tree }: Field): string {
  return node ? tree.text.slice(tree.from + node.start, tree.from + node.end) : "";
}

/** The texts below a field that stand in the document itself; what an alias repeats is looked at where it stands. */
function* scalarsOf(field: Field): Generator<Field> {
  if (field.origin !== "own") return;
  if (typeof field.raw === "string") yield field;
  for (const item of field.items()) yield* scalarsOf(item);
  for (const [, value] of field.entries()) yield* scalarsOf(value);
}
