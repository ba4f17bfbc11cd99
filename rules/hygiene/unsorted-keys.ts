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
    const found: Disorder[] = [];
    findDisorder(root, [], first, options.recursive, found);
    const ranged = found.length > 0 && resource.root.tree.comments.some(({ text }) => RANGE.test(text));
    for (const { mapping, late, before, keys } of found) {
      const fixes = ranged ? [] : [safe("Sort the keys", order(resource.at(...mapping), keys))];
      report(resource.at(...mapping, late).key, `"${late}" should stand before "${before}".`, { fixes });
    }
  },
});

/** These speak of all that stands below them: a key that moves would leave their reach, or take it along. */
const RANGE = /plimsoll-(disable|enable)(?![-\w])/;

type Content = NonNullable<Field["node"]>;
type Item = Extract<Content, { kind: "sequence" }>["items"][number];

interface Disorder {
  /** From the object's root. */
  readonly mapping: Path;
  /** The first key that stands behind a greater one, and that one. */
  readonly late: string;
  readonly before: string;
  /** All keys as they should stand. */
  readonly keys: readonly string[];
}

/** Adds the mappings whose keys are not in order. It goes over the nodes: fields for all of them would cost too much. */
function findDisorder(
  node: Content,
  path: (string | number)[],
  first: readonly string[],
  recursive: boolean,
  found: Disorder[],
): void {
  if (node.kind === "mapping") {
    const disorder = disorderIn(node.entries, path, first);
    if (disorder) found.push(disorder);
    if (recursive) for (const { name, value } of node.entries) if (name !== "<<") goInto(value, name);
  } else if (node.kind === "sequence" && recursive)
    for (let i = 0; i < node.items.length; i++) goInto((node.items[i] as Item).value, i);

  function goInto(value: Item["value"], segment: string | number): void {
    if (value.kind !== "mapping" && value.kind !== "sequence") return;
    path.push(segment);
    findDisorder(value, path, [], recursive, found);
    path.pop();
  }
}

function disorderIn(entries: readonly { readonly name: string }[], path: Path, first: readonly string[]): Disorder | undefined {
  let before: string | undefined;
  for (const { name } of entries) {
    if (name === "<<") continue;
    if (before !== undefined && compare(name, before, first) < 0) {
      const names = entries.map((entry) => entry.name).filter((other) => other !== "<<");
      return { mapping: [...path], late: name, before, keys: names.sort((a, b) => compare(a, b, first)) };
    }
    before = name;
  }
  return undefined;
}

function compare(a: string, b: string, first: readonly string[]): number {
  if (first.length > 0) {
    const [i, j] = [first.indexOf(a), first.indexOf(b)];
    if (i >= 0 || j >= 0) return i < 0 ? 1 : j < 0 ? -1 : i - j;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
