// Texts that templates, tutorials and generators leave for a person to replace.
import { type Context, defineRule, type Field, type Pattern, patternOf, patterns, type Resource } from "../../server/api.ts";

/** The whole value, or a token in angle brackets that holds a word: `<your-domain>`; not `a < b`, HTML, or an e-mail address in brackets. */
const DEFAULTS = [
  "^(changeme|change[-_]me|change[-_]this|replace[-_]?me|replace[-_]this|todo|fixme|tbd|insert[-_]here)$",
  "^your[-_][a-z0-9_-]+[-_]here$",
  "^<[a-z][a-z0-9]*([ _-][a-z0-9]+)*>$",
  "^x{4,}$",
];

export default defineRule({
  id: "placeholder-value",
  family: "schema",
  severity: "warning",
  tier: "recommended",
  title: "Placeholder was not replaced",
  why: "The text was meant to be replaced before the manifest is applied. In a name, a label or an image `<name>` is refused (an error); as a password it is the first that an attacker tries; as an image or a host name the workload never starts.",
  ignoreWhen: "The file is an example, or something replaces the text before it is applied (mark that file, or use a template).",
  how: "Put the real value in, or take it from a Secret, a ConfigMap or a template.",
  options: { patterns: patterns(DEFAULTS, "Regular expressions, without regard to case, of whole values that are placeholders") },
  resource(resource, { options, report }) {
    const { node, tree } = resource.root;
    if (node && PEM.test(tree.text.slice(tree.from + node.start, tree.from + node.end))) checkKeys(resource.root, report);
    if (!resource.builtIn) return;
    const pattern = patternOf(options.patterns);
    if (!pattern) return;
    const metadata = resource.at("metadata");
    checkName(metadata.at("name"), pattern, report);
    checkName(metadata.at("namespace"), pattern, report);
    for (const [, label] of metadata.at("labels").entries()) checkName(label, pattern, report);
    checkKind(resource, pattern, report);
  },
  container(container, { options, report }) {
    const pattern = patternOf(options.patterns);
    if (!pattern) return;
    checkName(container.at("image"), pattern, report);
    for (const item of container.at("env").items()) check(item.at("value"), pattern, report);
    for (const item of container.at("command").items()) check(item, pattern, report);
    for (const item of container.at("args").items()) check(item, pattern, report);
  },
});

/** A key or certificate of which only the first and the last line are there. */
const PEM = /-----BEGIN [A-Z ]+-----\s*(?:\\n)?\s*(?:\.{3}|\u2026|<[^<>\n]*>|x{4,})\s*(?:\\n)?\s*-----END/i;

function checkKeys(field: Field, report: Context["report"]): void {
  const text = field.raw;
  if (typeof text === "string" && PEM.test(text))
    report(field, "There is a placeholder instead of the key or certificate between BEGIN and END.");
  for (const item of field.items()) checkKeys(item, report);
  for (const [, entry] of field.entries()) if (entry.origin === "own") checkKeys(entry, report);
}

/** The values that are handed to something else: data, hosts, addresses. Annotations and descriptions are prose. */
function checkKind(resource: Resource, pattern: Pattern, report: Context["report"]): void {
  switch (resource.kind) {
    case "ConfigMap":
      checkValues(resource.at("data"), pattern, report);
      break;
    case "Secret":
      checkValues(resource.at("data"), pattern, report);
      checkValues(resource.at("stringData"), pattern, report);
      break;
    case "Ingress":
      for (const rule of resource.at("spec", "rules").items()) check(rule.at("host"), pattern, report);
      break;
    case "Service":
      check(resource.at("spec", "externalName"), pattern, report);
      check(resource.at("spec", "loadBalancerIP"), pattern, report);
      break;
    case "StorageClass":
      checkValues(resource.at("parameters"), pattern, report);
      break;
    case "PersistentVolume":
      check(resource.at("spec", "csi", "volumeHandle"), pattern, report);
      check(resource.at("spec", "nfs", "server"), pattern, report);
      break;
  }
}

function checkValues(mapping: Field, pattern: Pattern, report: Context["report"]): void {
  const entries = mapping.entries();
  for (let i = 0; i < entries.length; i++) check((entries[i] as (typeof entries)[number])[1], pattern, report);
}

function check(field: Field, pattern: Pattern, report: Context["report"]): void {
  if (isPlaceholder(field, pattern)) report(field, `"${field.raw.trim()}" looks like a placeholder that was not replaced.`);
}

/** A field that may not hold what stands around a placeholder: it is refused, or no image. This says more than the rule about what it may hold. */
function checkName(field: Field, pattern: Pattern, report: Context["report"]): void {
  if (!isPlaceholder(field, pattern)) return;
  const text = field.raw.trim();
  if (/[<>]/.test(text))
    report(field, `"${text}" is a placeholder that was not replaced, and not valid here.`, { severity: "error" });
  else check(field, pattern, report);
}

function isPlaceholder(field: Field, pattern: Pattern): field is Field & { readonly raw: string } {
  const text = field.raw;
  return typeof text === "string" && text.length < 100 && pattern.test(text.trim());
}
