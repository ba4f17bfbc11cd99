// kubectl reads YAML by goyaml 2, where `<<` counts by its place among the keys; kustomize by goyaml 3, where a mapping's own keys win.
import { defineRule, type Entry, isMergeKey, type Mapping, namesBroughtBy } from "../../server/api.ts";
import { mappingsOf } from "./_mappings.ts";

export default defineRule({
  id: "merge-key-order",
  family: "schema",
  severity: "warning",
  tier: "recommended",
  title: "Merge key after a key that it also sets",
  why: "kubectl takes what `<<` brings in for a key above it, while kustomize and Helm keep what is written there. The object depends on the tool that applies it.",
  how: "Write `<<` as the first key of the mapping: then all tools let the mapping's own keys win. Of several `<<` make one with a list.",
  references: ["https://yaml.org/type/merge.html"],
  document(tree, { report }) {
    if (!tree.text.slice(tree.from, tree.to).includes("<<")) return;
    for (const mapping of mappingsOf(tree.root))
      for (const { key, name } of overridden(mapping))
        report({ path: [], site: { start: key.start, end: key.end } }, message(name));
  },
});

/** The merge keys of the mapping that bring in what stands above them, each with the name of one such key; `<<` for a second merge key. */
function overridden({ entries }: Mapping): readonly Pick<Entry, "key" | "name">[] {
  const above = new Set<string>();
  const found: Pick<Entry, "key" | "name">[] = [];
  for (const { key, name, value } of entries) {
    if (name !== "<<" || !isMergeKey(key)) {
      above.add(name);
      continue;
    }
    const brought = above.has("<<") ? "<<" : namesBroughtBy(value).find((one) => above.has(one));
    if (brought !== undefined) found.push({ key, name: brought });
    above.add("<<");
  }
  return found;
}

function message(name: string): string {
  return name === "<<"
    ? "This mapping has a second <<: kubectl merges both, kustomize refuses the file."
    : `kubectl takes "${name}" from this <<, but kustomize and Helm take the one above.`;
}
