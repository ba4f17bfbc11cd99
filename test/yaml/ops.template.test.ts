import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/text/edit.ts";
import { append, type Op, remove, rename, set } from "../../server/yaml/edit/op.ts";
import { render } from "../../server/yaml/edit/ops.ts";
import { cutTemplate, parseTemplate } from "../../server/yaml/template/template.ts";
import { Field, type Path } from "../../server/yaml/tree/field.ts";
import type { Tree } from "../../server/yaml/tree/tree.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";
import { share } from "../support/effort.ts";

const at = (...path: Path) => ({ path });

describe("edits of templates", () => {
  it.each<readonly [name: string, before: string, op: Op, after: string | null]>([
    ["a value beside an action", "a: {{ .x }}\nb: 1 # {{ c }}\n", set(at("b"), 2), "a: {{ .x }}\nb: 2 # {{ c }}\n"],
    ["not an action", "a: {{ .x }}\nb: 1\n", set(at("a"), 2), null],
    ["not a string around an action", 'a: "x-{{ .x }}"\nb: 1\n', set(at("a"), 2), null],
    ["behind an action in a string", 'a: "{{ .x }}"\n', set(at("b"), 2), 'a: "{{ .x }}"\nb: 2\n'],
    ["behind an action as a value", "a: {{ .x }}\n", set(at("b"), 2), "a: {{ .x }}\nb: 2\n"],
    ["not where an action adds entries", "a: 1\n{{ include x . }}\n", set(at("b"), 2), null],
    ["not behind a value that an action writes", "a:\n  {{- toYaml .x | nindent 2 }}\n", set(at("b"), 2), null],
    ["not behind a condition among the entries", "a: 1\n{{ if .x }}\nb: 1\n{{ end }}\n", set(at("c"), 2), null],
    ["not behind one deeper down", "a:\n  b: 1\n  {{ if .x }}\n  c: 1\n  {{ end }}\n", set(at("d"), 2), null],
    [
      "in a mapping that is all inside",
      "{{ if .x }}\na:\n  b: 1\n{{ end }}\n",
      set(at("a", "c"), 2),
      "{{ if .x }}\na:\n  b: 1\n  c: 2\n{{ end }}\n",
    ],
    ["not one of two branches", "{{ if .x }}\na: 1\n{{ else }}\na: 1\n{{ end }}\nb: 1\n", set(at("a"), 2), null],
    ["an entry among actions", "a: {{ .x }}\nb: 1\nc: {{ .y }}\n", remove(at("b")), "a: {{ .x }}\nc: {{ .y }}\n"],
    ["not all that a condition renders", "a: 1\n{{ if .x }}\nb: 1\n{{ end }}\n", remove(at("b")), null],
    ["not all of one branch", "a: 1\n{{ if .x }}\nb: 1\n{{ else }}\nc: 1\n{{ end }}\n", remove(at("c")), null],
    [
      "one of two that a condition renders",
      "a: 1\n{{ if .x }}\nb: 1\nc: 1\n{{ end }}\n",
      remove(at("b")),
      "a: 1\n{{ if .x }}\nc: 1\n{{ end }}\n",
    ],
    ["not an action with its entry", "a: {{ .x }}\nb: 1\n", remove(at("a")), null],
    ["an item", "a: {{ .x }}\nb:\n- c\n", append(at("b"), "d"), "a: {{ .x }}\nb:\n- c\n- d\n"],
    ["not to what a loop writes", "b:\n- c\n{{ range .x }}\n- {{ . }}\n{{ end }}\n", append(at("b"), "d"), null],
    [
      "an entry above a key, where an action may add to the last one",
      "a:\n  b: 1\n  # of c\n  c:\n    {{- toYaml .x | nindent 4 }}\n",
      set(at("a", "new"), true),
      "a:\n  b: 1\n  new: true\n  # of c\n  c:\n    {{- toYaml .x | nindent 4 }}\n",
    ],
    [
      "not above a key that a condition writes",
      "a:\n  b:\n    {{- toYaml .y | nindent 4 }}\n  {{- if .x }}\n  c:\n    {{- toYaml .x | nindent 4 }}\n  {{- end }}\n",
      set(at("a", "new"), true),
      "a:\n  new: true\n  b:\n    {{- toYaml .y | nindent 4 }}\n  {{- if .x }}\n  c:\n    {{- toYaml .x | nindent 4 }}\n  {{- end }}\n",
    ],
    ["a key", "a: {{ .x }}\n", rename(at("a"), "b"), "b: {{ .x }}\n"],
  ])("%s", (_name, before, op, after) => {
    const edits = render(parseTemplate(before), op);
    expect(edits ? applyEdits(before, edits) : null).toBe(after);
  });
});

describeCorpus("edits of charts", () => {
  it("spare every action, and stay between those that open and end", { timeout: 600_000 }, () => {
    const templates = corpus("helm").filter(({ path }) => path.includes("/templates/"));
    const files = share(templates, 24, 1);
    const counts = { done: 0, declined: 0 };
    for (const { path, text } of files) {
      for (const { start, end } of cutTemplate(text)) {
        const tree = parseTemplate(text, start, end);
        for (const place of mappings(Field.root(tree)))
          for (const op of [set(place.at("plimsoll", "new"), true), append(place.at("plimsoll"), "x"), ...removals(place)]) {
            const edits = render(tree, op);
            if (!edits) counts.declined++;
            else {
              counts.done++;
              check(path, tree, op, applyEdits(text.slice(start, end), edits));
            }
          }
      }
    }
    process.stdout.write(`${files.length} templates: ${counts.done} edits, ${counts.declined} declined\n`);
    expect(counts.done).toBeGreaterThan(files.length * 5);
  });
});

/** The mappings of a document, not below an alias. */
function mappings(field: Field): readonly Field[] {
  const below = [...field.entries().map(([, child]) => child), ...field.items()].filter((child) => child.origin === "own");
  return [...(field.isMapping ? [field] : []), ...below.flatMap(mappings)];
}

/** Removals of the first and the last entry. */
function removals(place: Field): readonly Op[] {
  const entries = place.entries();
  return [entries[0], entries.at(-1)].flatMap((entry) => (entry ? [remove(entry[1])] : []));
}

function check(path: string, tree: Tree, op: Op, after: string): void {
  const source = tree.text.slice(tree.from, tree.to);
  const context = `${path} ${JSON.stringify(op)}\n${after}`;
  expect(after.match(/\{\{.*?\}\}/gs), context).toEqual(source.match(/\{\{.*?\}\}/gs));
  if (op.op === "remove") return;
  const root = Field.root(parseTemplate(after));
  const now = root.at(...op.path);
  expect(now.exists, context).toBe(true);
  expect(now.origin, context).toBe("own");
  // What is new belongs to its mapping whatever the conditions are: between the two they open and end in pairs.
  const owner = root.at(...op.path.slice(0, op.path.indexOf("plimsoll")));
  const end = now.node?.start ?? 0;
  // The first key may be one that only a condition writes: then counted from the key of the whole mapping.
  const starts = [owner.node?.start ?? 0, owner.site.start];
  expect(
    starts.some((start) => arePaired(after.slice(start, end))),
    context,
  ).toBe(true);
}

/** Whether conditions and loops open and end in pairs, and no `else` stands outside of them. */
function arePaired(text: string): boolean {
  let depth = 0;
  const actions = text.replaceAll(/\{\{-?\s*\/\*.*?\*\/\s*-?\}\}/gs, ""); // comments may speak of actions
  for (const [, word] of actions.matchAll(/\{\{-?\s*(if|with|range|define|block|else|end)\b/g)) {
    if (word === "end") depth--;
    else if (word !== "else") depth++;
    if (depth < 0 || (depth === 0 && word === "else")) return false;
  }
  return depth === 0;
}
