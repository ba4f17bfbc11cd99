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
  needs: ["env"],
  container(container, { report }) {
    const env = container.at("env");
    const items = env.items();
    if (items.length < 2 || env.open) return; // in a template the two may be alternatives
    const names = new Set<string | undefined>();
    for (const item of items) names.add(item.at("name").string);
    if (names.size === items.length) return;
    const byName = new Map<string, Field[]>();
    for (const item of items) {
      const name = item.at("name").string;
      if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), item]);
    }
    for (const [name, entries] of byName) {
      const last = entries.pop();
      if (!last || entries.length === 0) continue;
      // A value that takes up the one before it (GetWarningsForPod, pkg/api/pod/warnings.go).
      if ([...entries, last].slice(1).some((entry) => String(entry.at("value").raw ?? "").includes(`$(${name})`))) continue;
      const times = entries.length === 1 ? "twice" : `${entries.length + 1} times`;
      report(last.at("name"), `Container "${container.name}" sets ${name} ${times}; only this value counts.`, {
        related: entries.map((entry) => ({ message: "Also set here.", at: entry.at("name") })),
        fixes: [
          suggestion(
            `Remove the earlier ${entries.length === 1 ? "entry" : "entries"}`,
            ...entries.toReversed().map((entry) => remove(entry)),
          ),
        ],
      });
    }
  },
});
