// Unicode Technical Standard 55 (source code handling): characters that change the order of what is shown, or show nothing.
import { defineRule } from "../../server/api.ts";
import { mappingsOf } from "./_mappings.ts";

export default defineRule({
  id: "invisible-character",
  family: "schema",
  severity: "warning",
  tier: "recommended",
  title: "Invisible or bidirectional character in a key",
  why: "The key is another one than it looks like: the field that a reader believes to be set is not, or one is set that they do not see.",
  how: "Delete the character, or write the key anew.",
  references: ["https://www.unicode.org/reports/tr55/"],
  document(tree, { report }) {
    if (!INVISIBLE.test(tree.text.slice(tree.from, tree.to))) return;
    for (const { entries } of mappingsOf(tree.root))
      for (const { key } of entries) {
        const found = INVISIBLE.exec(key.source);
        if (!found) continue;
        const code = (found[0].codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
        const start = key.start + found.index;
        report(
          { path: [], site: { start, end: start + 1 } },
          `The key contains the invisible character U+${code}, so it is a different key: delete it.`,
        );
      }
  },
});

const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
