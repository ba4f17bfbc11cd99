// YAML 1.1, section 5.4: NEL, LS and PS break lines. goyaml, and so Kubernetes' decoder, keeps to it; YAML 1.2 and most editors do not.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "hidden-line-break",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Character breaks the line for kubectl, but not in an editor",
  why: "What follows it begins a line of its own: a key in what looks like a comment is applied, and nobody who reads the file sees it.",
  how: "Replace the character by a line break or a space. In a text that needs it, write it as an escape in double quotes.",
  references: ["https://yaml.org/spec/1.1/#id871136"],
  document({ text, from, to }, { report }) {
    const source = text.slice(from, to);
    if (!HIDDEN.test(source)) return;
    // A file whose lines all end in a carriage return is seen as it is meant.
    const returns = source.includes("\n");
    for (const { index, 0: character } of source.matchAll(EACH)) {
      const name = NAMES[character];
      if (name === undefined || (character === "\r" && !returns) || isBetweenComments(source, index)) continue;
      report(
        { path: [], site: { start: index, end: index + 1 } },
        `${name} breaks the line here for kubectl, but not in an editor.`,
      );
    }
  },
});

/** Whether a comment stands before the character, and nothing but another one behind: then nothing is hidden. */
function isBetweenComments(source: string, index: number): boolean {
  const before = source.slice(Math.max(0, index - NEAR), index);
  const behind = source.slice(index + 1, index + NEAR);
  return /(?:^|\s)#[^\n]*$/.test(before) && /^[ \t]*(?:#|[\r\n\u0085\u2028\u2029]|$)/.test(behind);
}

/** Comments are looked for so many characters before and behind: a file may hold half a million such line breaks. */
const NEAR = 500;

const HIDDEN = /\r(?!\n)|[\u0085\u2028\u2029]/;
const EACH = /\r(?!\n)|[\u0085\u2028\u2029]/g;
const NAMES: Readonly<Record<string, string>> = {
  "\r": "A carriage return alone (CR)",
  "\u0085": "The character NEL (U+0085)",
  "\u2028": "The line separator (U+2028)",
  "\u2029": "The paragraph separator (U+2029)",
};
