// House rule; kustomize and `kubectl get -o yaml` write keys in alphabetical order.
import { boolean, type Context, choice, defineRule, type Field } from "../../server/api.ts";

const FIRST = ["apiVersion", "kind", "metadata", "spec"];

export default defineRule({
  id: "unsorted-keys",
  family: "hygiene",
  severity: "info",
  tier: "all",
  title: "Keys are not in order",
  why: "Where a house keeps keys in order, two people who add the same setting put it in the same place, and a diff shows the change instead of a move.",
  ignoreWhen: "The order tells something: name before image, request before limit.",
  how: "Sort the keys of the mapping, comments included.",
  options: {
    recursive: boolean(true, "Look into nested mappings too"),
    convention: choice(
      ["conventional", "alphabetical"],
      "conventional",
      "Whether apiVersion, kind, metadata and spec come first in an object",
    ),
  },
  peers: ["kube-linter:sorted-keys"],
  resource(resource, { options, report }) {
    check(resource.root, options.convention === "conventional" ? FIRST : [], options.recursive, report, { left: 3000 });
  },
});

/** Reports the first key of each mapping that stands behind a greater one. */
function check(
  field: Field,
  first: readonly string[],
  recursive: boolean,
  report: Context["report"],
  budget: { left: number },
): void {
  if (budget.left-- <= 0 || field.origin === "alias" || field.origin === "merge") return;
  if (field.isSequence) {
    if (recursive) for (const item of field.items()) check(item, [], recursive, report, budget);
    return;
  }
  const entries = field.entries();
  const rank = (name: string) => (first.includes(name) ? `\u0000${first.indexOf(name)}` : name);
  const at = entries.findIndex(([name], i) => i > 0 && rank(name) < rank(entries[i - 1]?.[0] ?? ""));
  const late = entries[at];
  if (late) report(late[1].key, `"${late[0]}" should stand before "${entries[at - 1]?.[0]}".`);
  if (recursive) for (const [, value] of entries) check(value, [], recursive, report, budget);
}
