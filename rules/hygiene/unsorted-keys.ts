// House rule; kustomize and `kubectl get -o yaml` write keys in alphabetical order.
import { boolean, choice, defineRule, type Field, NONE, order, type Path, safe } from "../../server/api.ts";

const FIRST = ["apiVersion", "kind", "metadata", "spec"];

export default defineRule({
  id: "unsorted-keys",
  family: "hygiene",
  severity: "info",
  tier: "all",
  title: "Keys are not in order",
  why: "Where a team keeps keys in order, two people who add the same setting put it in the same place, and a diff shows the change instead of a move.",
  ignoreWhen: "The order tells something: name before image, request before limit.",
  how: "Sort the keys of the mapping. The fix is not offered where a comment between two keys may be about either.",
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
    const { root } = resource;
    if (!root.node) return;
    const first = options.convention === "conventional" ? FIRST : NONE;
    const found: Disorder[] = [];
    findDisorder(root.node, [], first, options.recursive, found);
    if (found.length === 0) return;
    const ranged = root.tree.comments.some(({ text }) => RANGE.test(text));
    for (const { mapping, entries, late, before } of found) {
      let field = root;
      for (const segment of mapping) field = field.at(segment);
      const fixes = ranged
        ? NONE
        : [safe("Sort the keys", order(field, sortedNames(entries, mapping.length === 0 ? first : NONE)))];
      report(field.at(late).key, `"${late}" should stand before "${before}".`, { fixes });
    }
  },
});

/** These speak of all that stands below them: a key that moves would leave their reach, or take it along. */
const RANGE = /plimsoll-(disable|enable)(?![-\w])/;

type Content = NonNullable<Field["node"]>;
type Entry = Extract<Content, { kind: "mapping" }>["entries"][number];
type Node = Entry["value"];

interface Disorder {
  /** From the object's root. */
  readonly mapping: Path;
  readonly entries: readonly Entry[];
  /** The first key that stands behind a greater one, and that one. */
  readonly late: string;
  readonly before: string;
}

/** Adds the mappings whose keys are not in order. It goes over the nodes: fields for all of them would cost too much. */
function findDisorder(
  node: Node,
  path: (string | number)[],
  first: readonly string[],
  recursive: boolean,
  found: Disorder[],
): void {
  if (node.kind === "mapping") {
    const { entries } = node;
    let before: string | undefined;
    let isSorted = true;
    for (let i = 0; i < entries.length; i++) {
      const { name, value } = entries[i] as Entry;
      if (name === "<<") continue;
      if (isSorted && before !== undefined && isBefore(name, before, first)) {
        found.push({ mapping: [...path], entries, late: name, before });
        isSorted = false;
      }
      before = name;
      if (recursive) goInto(value, name, path, found);
    }
  } else if (node.kind === "sequence" && recursive)
    for (let i = 0; i < node.items.length; i++) goInto((node.items[i] as { value: Node }).value, i, path, found);
}

function goInto(node: Node, segment: string | number, path: (string | number)[], found: Disorder[]): void {
  if (node.kind !== "mapping" && node.kind !== "sequence") return;
  path.push(segment);
  findDisorder(node, path, NONE, true, found);
  path.pop();
}

const FEW = 30;

/** The names in order. Few of them are put in place one by one: `sort` takes more than a kilobyte for itself at every call. */
function sortedNames(entries: readonly Entry[], first: readonly string[]): readonly string[] {
  let names = entries.map(({ name }) => name);
  if (names.includes("<<")) names = names.filter((name) => name !== "<<");
  if (names.length > FEW) return names.sort((a, b) => (isBefore(a, b, first) ? -1 : a === b ? 0 : 1));
  for (let i = 1; i < names.length; i++) {
    const name = names[i] as string;
    let at = i;
    for (; at > 0 && isBefore(name, names[at - 1] as string, first); at--) names[at] = names[at - 1] as string;
    names[at] = name;
  }
  return names;
}

function isBefore(a: string, b: string, first: readonly string[]): boolean {
  if (first.length === 0) return a < b;
  const i = first.indexOf(a);
  const j = first.indexOf(b);
  return i < 0 && j < 0 ? a < b : j < 0 || (i >= 0 && i < j);
}
