// kubectl apply keeps the object it was given, values included, in kubectl.kubernetes.io/last-applied-configuration.
import { type Context, credentialIn, defineRule, type Field, remove, suggestion } from "../../server/api.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

export default defineRule({
  id: "secret-in-annotation",
  family: "secrets",
  severity: "error",
  tier: "recommended",
  confidential: true,
  title: "Credential in an annotation or a label",
  why: "Metadata is shown by every get and describe, copied into events and metrics, and readable by everyone who may list the object. In a Secret, kubectl's record of the last apply repeats all values.",
  ignoreWhen: "The credential was revoked.",
  how: "Remove it, and change the credential: it has been seen.",
  references: ["https://kubernetes.io/docs/concepts/security/secrets-good-practices/"],
  fix: "suggestion",
  needs: ["annotations", "labels", "commonAnnotations", "commonLabels"], // the last two are those of a kustomization
  pod(pod, { report }) {
    if (pod.metadata !== pod.resource.at("metadata")) check(pod.metadata, report);
  },
  resource(resource, { report }) {
    const metadata = resource.at("metadata");
    check(metadata, report);
    if (!resource.builtIn || resource.kind !== "Secret") return;
    const applied = metadata.at("annotations", LAST_APPLIED);
    if (!applied.exists) return;
    report(applied.key, `Secret "${resource.name}" repeats its values in the annotation that kubectl apply keeps.`, {
      fixes: [suggestion("Remove the annotation", remove(applied))],
    });
  },
});

function check(metadata: Field, report: Context["report"]): void {
  checkMap(metadata.at("annotations"), "annotation", report);
  checkMap(metadata.at("labels"), "label", report);
}

function checkMap(map: Field, word: string, report: Context["report"]): void {
  for (const [name, field] of map.entries()) {
    if (name === LAST_APPLIED && map.parent?.parent?.at("kind").value === "Secret") continue;
    const { raw } = field;
    const leak = typeof raw === "string" ? credentialIn(raw) : undefined;
    const what = leak?.what ?? credentialIn(name)?.what;
    if (what)
      report(field.pair, `The ${word} ${leak ? `"${name}" ` : ""}holds ${what}.`, {
        fixes: [suggestion(`Remove the ${word}`, remove(field))],
      });
  }
}
