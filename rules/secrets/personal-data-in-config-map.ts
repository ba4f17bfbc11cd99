// House rule; the forms are those of RFC 5322 addresses, E.164 numbers and ISO 13616 (IBAN).
import { defineRule, patternOf, patterns } from "../../server/api.ts";
import { linesOf } from "./_line.ts";

const KINDS: readonly (readonly [what: string, form: RegExp])[] = [
  ["an e-mail address", /(?<![\w.+:/-])[\w.+-]{1,64}@(?!example\.|\d+\.)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}\b/],
  ["a telephone number", /(?<![\w+])\+[1-9]\d{0,3}[ -]?(?:\d[ -]?){7,11}\d\b/],
  ["an IBAN", /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/],
];

/** What every form has: values without any of it, nearly all, are not taken apart into lines. */
const HINT = /@|\+[1-9]|[A-Z]{2}\d{2}/;

export default defineRule({
  id: "personal-data-in-config-map",
  family: "secrets",
  severity: "info",
  tier: "all",
  confidential: true,
  title: "Personal data in a ConfigMap",
  why: "A ConfigMap is read by many, kept in the repository forever and copied into every backup: no place from which a person's data can be deleted.",
  ignoreWhen: "The address is that of a team, not of a person.",
  peers: ["trivy:KSV-01010"],
  how: "Keep the data in a database or a Secret, and name the place here.",
  kinds: ["ConfigMap"],
  options: { patterns: patterns([], "Further forms of personal data (regular expressions)") },
  resource(map, { options, report }) {
    const own = patternOf(options.patterns);
    for (const [name, field] of map.at("data").entries()) {
      if (!own && !HINT.test(String(field.raw))) continue;
      for (const { text, at } of linesOf(field)) {
        const what = KINDS.find(([, form]) => form.test(text))?.[0] ?? (own?.test(text) ? "personal data" : undefined);
        if (what) report(at, `ConfigMap "${map.name}" seems to hold ${what} under "${name}".`);
      }
    }
  },
});
