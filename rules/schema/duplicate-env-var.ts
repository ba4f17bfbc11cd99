// core/v1 Container.env: a strategic merge list by name; of two entries with one name the last one counts.
import { defineRule, type Field, remove, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "duplicate-env-var",
  family: "schema",
  severity: "warning",
  tier: "recommended",
  title: "Environment variable is set twice",
  why: "The last value wins and the first is dead text. Server-side apply refuses the object altogether, and a later edit to the first entry changes nothing.",
  peers: ["kube-linter:duplicate-env-var", "kubescape:C-0295", "kube-score:environment-variable-key-duplication"],
  fix: "suggestion",
  container(container, { report }) {
    if (container.at("env").open) return; // in a template the two may be alternatives
    const first = new Map<string, Field>();
    for (const item of container.at("env").items()) {
      const name = item.at("name");
      if (name.string === undefined) continue;
      const other = first.get(name.string);
      first.set(name.string, item);
      if (!other) continue;
      report(name, `Container "${container.name}" sets ${name.string} twice; only this value counts.`, {
        related: [{ message: "First set here.", at: other.at("name") }],
        fixes: [suggestion("Remove the earlier entry", remove(other))],
      });
    }
  },
});
