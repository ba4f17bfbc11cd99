// core/v1 Container.stdin, tty.
import { defineRule, remove, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "interactive-container",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Container of a controller waits for a terminal",
  why: "Nobody sits at the terminal of a controller's pod. The setting is left over from debugging, and it keeps a shell open that is easy to attach to.",
  ignoreWhen: "A program that does not start without a terminal.",
  fix: "suggestion",
  needs: ["stdin", "tty"],
  container(container, { report }) {
    if (container.pod.resource.kind === "Pod") return;
    const fields = ["stdin", "tty"].map((key) => container.at(key)).filter(({ value }) => value === true);
    const [first] = fields;
    if (!first) return;
    const keys = fields.map(({ name }) => name).join(" and ");
    report(first.pair, `Container "${container.name}" sets ${keys}, but nobody can use a terminal here.`, {
      fixes: [suggestion(`Remove ${keys}`, ...fields.map((field) => remove(field)))],
    });
  },
});
