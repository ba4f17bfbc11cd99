// YAML 1.1 (https://yaml.org/type/bool.html) against YAML 1.2.2, section 10.3: kubectl reads 1.1 words, most other tools 1.2.
import {
  type Context,
  defineRule,
  type Field,
  type Fix,
  type Resource,
  recently,
  safe,
  set,
  type Tree,
} from "../../server/api.ts";
import { type FieldType, typeOf } from "./_field-type.ts";

const WORDS = /^(y|yes|n|no|on|off)$/i;
const OCTAL = /^[-+]?0[0-7]+$/;

export default defineRule({
  id: "yaml-truthy",
  family: "hygiene",
  severity: "info",
  tier: "recommended",
  title: "YAML readers disagree about the value",
  why: "kubectl reads `yes`, `on` and `0644` as YAML 1.1 does: true, true and 420. Helm values, CI tools and most libraries read YAML 1.2: two strings and 644. What was reviewed is then not what runs.",
  ignoreWhen:
    "Only kubectl and controllers that share its decoder ever read the file. File modes (`defaultMode: 0644`) are customary and not reported.",
  fix: "safe",
  resource(resource, { kubernetes, report }) {
    const { tree, open } = resource.root;
    if (isKustomize(resource) || tree.built || open || !mayHold(tree)) return;
    walk(resource.root, (field, source) => check(field, source, typeOf(field, resource, kubernetes), report), { left: 2000 });
  },
});

/** kustomize reads these words as strings: a kustomization, what it builds, and (the open roots) its patches mean one thing only. */
function isKustomize({ group }: Resource): boolean {
  return group === "kustomize.config.k8s.io";
}

const ANYWHERE = /[:\-,[{?][ \t]+(?:y|yes|n|no|on|off|[-+]?0[0-7]+)[ \t]*(?:[#,\]}\r\n]|$)/i;

/** Whether the text of the document has such a word in a value's place: nearly none has, and those are not walked. */
const mayHold = recently((tree: Tree) => ANYWHERE.test(tree.text.slice(tree.from, tree.to)));

/** All scalars of the object: a bounded walk, for there is no list of the places where such a word may stand. */
function walk(field: Field, visit: (field: Field, source: string) => void, budget: { left: number }): void {
  if (budget.left-- <= 0 || field.origin === "alias" || field.origin === "merge") return;
  const { node } = field;
  if (node?.kind === "sequence") for (const item of field.items()) walk(item, visit, budget);
  else if (node?.kind === "mapping") for (const [, value] of field.entries()) walk(value, visit, budget);
  else if (node?.kind === "scalar" && node.style === "plain") visit(field, node.source);
}

function check(field: Field, source: string, wanted: FieldType | undefined, report: Context["report"]): void {
  const { value } = field;
  if (typeof value === "boolean" && WORDS.test(source))
    report(field, `kubectl reads ${source} as ${value}, YAML 1.2 as the string "${source}".`, {
      fixes: fixesOf(field, source, "boolean", wanted),
    });
  else if (typeof value === "number" && OCTAL.test(source) && !isMode(field))
    report(field, `kubectl reads ${source} as the octal number ${value}, YAML 1.2 as ${Number(source)}.`, {
      fixes: fixesOf(field, source, "number", wanted),
    });
}

/** Where the API wants what kubectl reads, it is written plainly; where it wants a string and refuses what is there, the text is quoted. */
function fixesOf(field: Field, source: string, read: FieldType, wanted: FieldType | undefined): readonly Fix[] {
  const { value } = field;
  if (wanted === "string") return [safe(`Quote: "${source}"`, set(field, source))];
  return wanted === read && value !== undefined ? [safe(`Change it to ${value}`, set(field, value))] : [];
}

function isMode(field: Field): boolean {
  return field.name === "mode" || field.name === "defaultMode";
}
