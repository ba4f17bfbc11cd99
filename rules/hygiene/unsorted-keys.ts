// House rule; kustomize and `kubectl get -o yaml` write keys in alphabetical order.
import { boolean, choice, defineRule, type Field, type Path } from "../../server/api.ts";

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
    const root = resource.root.node;
    if (!root) return;
    const first = options.convention === "conventional" ? FIRST : [];
    for (const { path, message } of disorder(root, [], first, options.recursive)) report(resource.at(...path).key, message);
  },
});

type Content = NonNullable<Field["node"]>;

interface Late {
  /** From the object's root. */
  readonly path: Path;
  readonly message: string;
}

/** The first key of each mapping that stands behind a greater one. It goes over the nodes: fields for all of them would cost too much. */
function* disorder(node: Content, path: Path, first: readonly string[], recursive: boolean): Generator<Late> {
  if (node.kind === "sequence") {
    if (recursive)
      for (const [i, { value }] of node.items.entries())
        if (value.kind !== "alias") yield* disorder(value, [...path, i], [], recursive);
  } else if (node.kind === "mapping") {
    const names = node.entries.map(({ name }) => name).filter((name) => name !== "<<");
    const rank = (name: string) => (first.includes(name) ? `\u0000${first.indexOf(name)}` : name);
    const at = names.findIndex((name, i) => i > 0 && rank(name) < rank(names[i - 1] as string));
    const late = names[at];
    if (late !== undefined) yield { path: [...path, late], message: `"${late}" should stand before "${names[at - 1]}".` };
    if (!recursive) return;
    for (const { name, value } of node.entries)
      if (name !== "<<" && (value.kind === "mapping" || value.kind === "sequence"))
        yield* disorder(value, [...path, name], [], recursive);
  }
}
