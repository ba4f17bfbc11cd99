// kubectl (cli-runtime, resource/visitor.go) skips documents that are empty and refuses those without a kind.
import { defineRule, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "empty-document",
  family: "hygiene",
  severity: "info",
  tier: "recommended",
  title: "Document holds no object",
  why: "A separator too many is what a bad merge or a deleted object leaves behind. A document without kind is refused: the objects around it are applied, this one never is, and the command fails every time.",
  ignoreWhen: "The document is commented out for now.",
  how: "Delete the separator, or say what the document is with apiVersion and kind.",
  fix: "suggestion",
  references: ["https://yaml.org/spec/1.2.2/#92-streams"],
  nonObject(tree, { report }) {
    const { root, comments, problems } = tree;
    const source = tree.text.slice(tree.from, tree.to);
    const separator = source.search(/^---/m);
    const marker = { path: [], site: { start: separator, end: separator + 3 } };
    if (root?.kind === "mapping") {
      const names = root.entries.map(({ name }) => name);
      const missing = ["apiVersion", "kind"].filter((name) => !names.includes(name));
      const [first] = root.entries;
      if (!first || problems.length > 0 || missing.length === 0 || names.includes("<<")) return;
      const { start, end } = first.key;
      report(
        { path: [], site: { start, end } },
        `The document has no ${missing.join(" and no ")}: it is not a Kubernetes object.`,
      );
    } else if (root || separator < 0 || problems.length > 0) {
      return;
    } else if (ALONE.test(source)) {
      const whole = { ...suggestion("Delete the empty document"), edits: [{ start: 0, end: source.length, newText: "" }] };
      report(marker, "The document is empty.", { fixes: [whole] });
    } else if (comments.length > 0) report(marker, "The document holds nothing but comments.");
  },
});

/** A separator, with what stands behind it on its line, and nothing else. */
const ALONE = /^\s*---[ \t]*(#[^\n]*)?\s*$/;
