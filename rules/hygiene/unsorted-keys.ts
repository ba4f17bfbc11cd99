// House rule; kustomize and `kubectl get -o yaml` write keys in alphabetical order.
import { boolean, choice, defineRule, type Field, order, type Path, safe } from "../../server/api.ts";

const FIRST = ["apiVersion", "kind", "metadata", "spec"];

export default defineRule({
  id: "unsorted-keys",
  family: "hygiene",
  severity: "info",
  tier: "all",
  title: "Keys are not in order",
  why: "Where a house keeps keys in order, two people who add the same setting put it in the same place, and a diff shows the change instead of a move.",
  ignoreWhen: "The order tells something: name before image, request before limit.",
  how: "Sort the keys of the mapping. The fix is not offered where a comment stands between two keys and may be about either.",
  fix: "safe",
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
    const root = resource.root.node;
    if (!root) return;
    const first = options.convention === "conventional" ? FIRST : [];
    const ranged = resource.root.tree.comments.some(({ text }) => RANGE.test(text));
    for (const { mapping, late, before, keys } of disorder(root, [], first, options.recursive)) {
      const fixes = ranged ? [] : [safe("Sort the keys", order(resource.at(...mapping), keys))];
      report(resource.at(...mapping, late).key, `"${late}" should stand before "${before}".`, { fixes });
    }
  },
});

/** These speak of all that stands below them: a key that moves would leave their reach, or take it along. */
const RANGE = /plimsoll-(disable|enable)(?![-\w])/;

type Content = NonNullable<Field["node"]>;

interface Disorder {
  /** From the object's root. */
  readonly mapping: Path;
  /** The first key that stands behind a greater one, and that one. */
  readonly late: string;
  readonly before: string;
  /** All keys as they should stand. */
  readonly keys: readonly string[];
}

/** The mappings whose keys are not in order. It goes over the nodes: fields for all of them would cost too much. */
function* disorder(node: Content, path: Path, first: readonly string[], recursive: boolean): Generator<Disorder> {
  if (node.kind === "sequence") {
    if (recursive)
      for (const [i, { value }] of node.items.entries())
        if (value.kind !== "alias") yield* disorder(value, [...path, i], [], recursive);
  } else if (node.kind === "mapping") {
    const names = node.entries.map(({ name }) => name).filter((name) => name !== "<<");
    const rank = (name: string) => (first.includes(name) ? `\u0000${first.indexOf(name)}` : name);
    const at = names.findIndex((name, i) => i > 0 && rank(name) < rank(names[i - 1] as string));
    if (at > 0) {
      const keys = names.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
      yield { mapping: path, late: names[at] as string, before: names[at - 1] as string, keys };
    }
    if (!recursive) return;
    for (const { name, value } of node.entries)
      if (name !== "<<" && (value.kind === "mapping" || value.kind === "sequence"))
        yield* disorder(value, [...path, name], [], recursive);
  }
}
