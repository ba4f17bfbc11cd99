import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/text/edit.ts";
import { append, type Op, remove, rename, set } from "../../server/yaml/edit/op.ts";
import { render } from "../../server/yaml/edit/ops.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import type { Path } from "../../server/yaml/tree/field.ts";

/** A text, what happens to it, and the text that must come out; `null` where the operation must be declined. */
type Case = readonly [name: string, before: string, op: Op, after: string | null];

const at = (...path: Path) => ({ path });

const SET: readonly Case[] = [
  ["a plain scalar keeps its comment", "a: x # c\nb: 1\n", set(at("a"), "z"), "a: z # c\nb: 1\n"],
  ["a boolean", "a: true\n", set(at("a"), false), "a: false\n"],
  ["a word of YAML 1.1 becomes one of 1.2", "a: yes\n", set(at("a"), true), "a: true\n"],
  ["an octal number of YAML 1.1 becomes a decimal one", "a: 010\n", set(at("a"), 8), "a: 8\n"],
  ["quotes stay", "a: 'x'\nb: \"y\"\n", set(at("a"), "it's"), "a: 'it''s'\nb: \"y\"\n"],
  ["quotes go where no string is left", 'a: "1"\n', set(at("a"), 1), "a: 1\n"],
  ["a string that would be read as something else is quoted", "a: x\n", set(at("a"), "yes"), 'a: "yes"\n'],
  ["the quotes are those of the file", "a: x\nb: 'y'\n", set(at("a"), "8080"), "a: '8080'\nb: 'y'\n"],
  ["what single quotes cannot hold is put in double ones", "a: 'x'\n", set(at("a"), "\u0007\t"), 'a: "\\u0007\\t"\n'],
  ["the same value is no change", "a: 'x'\nb: 0x10\n", set(at("b"), 16), "a: 'x'\nb: 0x10\n"],
  ["the same collection is no change", "a: {b: [1, two]}\n", set(at("a"), { b: [1, "two"] }), "a: {b: [1, two]}\n"],
  ["aligned values", "a:   1\nbcd: 2\n", set(at("a"), 3), "a:   3\nbcd: 2\n"],
  ["a scalar over several lines", "a: x\n  y # c\nb: 1\n", set(at("a"), "z"), "a: z # c\nb: 1\n"],
  ["a value on the line below its key", "a: # c\n  x\nb: 1\n", set(at("a"), "z"), "a: # c\n  z\nb: 1\n"],
  ["an item", "a:\n- x # c\n- y\n", set(at("a", 0), "z"), "a:\n- z # c\n- y\n"],
  ["an empty value", "a: # c\nb: 1\n", set(at("a"), "x"), "a: x # c\nb: 1\n"],
  ["an empty item", "a:\n-\n- y\n", set(at("a", 0), 1), "a:\n- 1\n- y\n"],
  ["the last of duplicate keys", "a: 1\na: 2\n", set(at("a"), 3), "a: 1\na: 3\n"],
  ["below the last of duplicate keys", "a: {b: 1}\na:\n  b: 2\n", set(at("a", "b"), 3), "a: {b: 1}\na:\n  b: 3\n"],
  ["an anchor without aliases stays", "a: &x 1\n", set(at("a"), 2), "a: &x 2\n"],
  ["not what aliases repeat", "a: &x 1\nb: *x\n", set(at("a"), 2), null],
  ["not inside what aliases repeat", "a: &x\n  c: 1\nb: *x\n", set(at("a", "d"), 2), null],
  ["not what holds something that aliases repeat", "a:\n  c: &x 1\nb: *x\n", set(at("a"), 2), null],
  ["what holds an anchor without aliases", "a:\n  c: &x 1\nb: 1\n", set(at("a"), 2), "a: 2\nb: 1\n"],
  ["not below an alias of nothing", "a: &x\nb: *x\n", set(at("b", "c"), 2), null],
  ["not a mapping behind the anchor of an item", "a:\n- &x 1\n", set(at("a", 0), { b: 1 }), null],
  ["not one of several lines", "a:\n- &x 1\n", set(at("a", 0), { b: 1, c: 1 }), null],
  ["not a list", "a:\n- &x 1\n", set(at("a", 0), [1]), null],
  ["a scalar behind it", "a:\n- &x 1\n", set(at("a", 0), "b"), "a:\n- &x b\n"],
  ["an empty mapping behind it", "a:\n- &x 1\n", set(at("a", 0), {}), "a:\n- &x {}\n"],
  ["an alias itself", "a: &x 1\nb: *x # c\n", set(at("b"), 2), "a: &x 1\nb: 2 # c\n"],
  ["not through an alias", "a: &x {c: 1}\nb: *x\n", set(at("b", "c"), 2), null],
  [
    "an own entry over a merged one",
    "a: &x {c: 1}\nb:\n  <<: *x\n",
    set(at("b", "c"), 2),
    "a: &x {c: 1}\nb:\n  <<: *x\n  c: 2\n",
  ],
  ["not below a merged entry", "a: &x {c: {d: 1}}\nb:\n  <<: *x\n", set(at("b", "c", "d"), 2), null],
  ["not a tagged value", "a: !!str 1\n", set(at("a"), 2), null],
  ["not below a scalar", "a: 1\n", set(at("a", "b"), 2), null],
  ["not an item that is not there", "a:\n- 1\n", set(at("a", 1), 2), null],
  ["not below an index that is not there", "a: 1\n", set(at("b", 0, "c"), 2), null],
  ["not the document", "a: 1\n", set(at(), 2), null],
  ["not in a broken document", "a: [1\nb: 1\n", set(at("b"), 2), null],
  ["not a key written with ?", "? a\n: 1\n", set(at("a"), 2), null],
];

const SET_BLOCK_SCALAR: readonly Case[] = [
  ["a block scalar", "a: |\n  x\n  y\nb: 1\n", set(at("a"), "z"), "a: z\nb: 1\n"],
  ["the comment on its header stays", "a: >- # c\n  x\n\nb: 1\n", set(at("a"), 1), "a: 1 # c\n\nb: 1\n"],
  ["the blank lines that it keeps go", "a: |+\n  x\n\nb: 1\n", set(at("a"), "z"), "a: z\nb: 1\n"],
  ["several lines become a block scalar", "a: x # c\nb: 1\n", set(at("a"), "l1\nl2"), "a: |- # c\n  l1\n  l2\nb: 1\n"],
  ["with a final line break", "a: x\nb: 1\n", set(at("a"), "l1\n\nl2\n"), "a: |\n  l1\n\n  l2\nb: 1\n"],
  ["not where it would take in a comment", "a: x\n   # c\nb: 1\n", set(at("a"), "l1\nl2"), 'a: "l1\\nl2"\n   # c\nb: 1\n'],
  ["in a flow mapping they are quoted", "a: {b: x}\n", set(at("a", "b"), "l1\nl2"), 'a: {b: "l1\\nl2"}\n'],
  ["in an item", "a:\n- x\n- y\n", set(at("a", 0), "l1\nl2"), "a:\n- |-\n  l1\n  l2\n- y\n"],
];

const SET_COLLECTION: readonly Case[] = [
  ["a scalar becomes a mapping", "a: x # c\nb: 1\n", set(at("a"), { c: 1, d: {} }), "a: # c\n  c: 1\n  d: {}\nb: 1\n"],
  ["a mapping becomes a scalar", "a: # c\n  x: 1\n  y: |\n    z\nb: 1\n", set(at("a"), 5), "a: 5 # c\nb: 1\n"],
  ["a sequence becomes another", "a:\n- 1\n- 2\nb: 1\n", set(at("a"), [3]), "a:\n- 3\nb: 1\n"],
  ["a sequence becomes empty", "a:\n- 1\nb: 1\n", set(at("a"), []), "a: []\nb: 1\n"],
  ["a flow sequence becomes another", "a: [1]\n", set(at("a"), ["x", "y, z"]), "a:\n  - x\n  - y, z\n"],
  ["inside a flow mapping", "a: {b: [1]}\n", set(at("a", "b"), ["x", "y, z"]), 'a: {b: [x, "y, z"]}\n'],
  ["an item becomes another", "a:\n- b: 1\n  c: 2\n- d\n", set(at("a", 0), { e: 3, f: [4] }), "a:\n- e: 3\n  f:\n  - 4\n- d\n"],
  ["an item becomes a scalar", "a:\n- b: 1\n  c: |\n    x\n- d\n", set(at("a", 0), 3), "a:\n- 3\n- d\n"],
  ["not where a comment would be lost", "a:\n  # c\n  x: 1\nb: 1\n", set(at("a"), 5), null],
  ["not where a comment behind a value would be lost", "a:\n  x: 1 # c\nb: 1\n", set(at("a"), 5), null],
];

const SET_MISSING: readonly Case[] = [
  ["behind the last entry and its comment", "a: 1\nb: 2 # c\n", set(at("d"), 3), "a: 1\nb: 2 # c\nd: 3\n"],
  ["before the comments that follow", "a:\n  b: 1\n  # x\nc: 2\n", set(at("a", "d"), 3), "a:\n  b: 1\n  d: 3\n  # x\nc: 2\n"],
  ["behind the last leaf", "a:\n  b:\n    - c: 1\n\nd: 2\n", set(at("a", "e"), 3), "a:\n  b:\n    - c: 1\n  e: 3\n\nd: 2\n"],
  ["behind a block scalar", "a:\n  b: |\n    x\n\nc: 1\n", set(at("a", "d"), 3), "a:\n  b: |\n    x\n  d: 3\n\nc: 1\n"],
  [
    "behind one that keeps blank lines",
    "a:\n  b: |+\n    x\n\nc: 1\n",
    set(at("a", "d"), 3),
    "a:\n  b: |+\n    x\n\n  d: 3\nc: 1\n",
  ],
  ["behind an empty value", "a:\n  b: # c\nd: 1\n", set(at("a", "e"), 3), "a:\n  b: # c\n  e: 3\nd: 1\n"],
  ["behind a flow mapping over lines", "a: {b: 1,\n  c: 2} # c\n", set(at("d"), 3), "a: {b: 1,\n  c: 2} # c\nd: 3\n"],
  ["with its parents", "a:\n    b: 1\n", set(at("c", "d", "e"), 3), "a:\n    b: 1\nc:\n    d:\n        e: 3\n"],
  ["in an item", "a:\n  - b: 1\n  - c: 2\n", set(at("a", 0, "d"), 3), "a:\n  - b: 1\n    d: 3\n  - c: 2\n"],
  ["with the dashes of the file", "a:\n- 1\n", set(at("b"), [2, [3, 4]]), "a:\n- 1\nb:\n- 2\n- - 3\n  - 4\n"],
  ["with deeper dashes", "a:\n  - 1\n", set(at("b"), [{ c: 1, d: 2 }]), "a:\n  - 1\nb:\n  - c: 1\n    d: 2\n"],
  ["below an empty value", "a: # c\nb: 1\n", set(at("a", "c"), 3), "a: # c\n  c: 3\nb: 1\n"],
  ["below null", "a: ~ # c\nb: 1\n", set(at("a", "c"), 3), "a: # c\n  c: 3\nb: 1\n"],
  ["below an empty item", "a:\n-\n- 1\n", set(at("a", 0, "b", "c"), 3), "a:\n- b:\n    c: 3\n- 1\n"],
  ["a key that must be quoted", "a: 1\n", set(at("yes"), 3), 'a: 1\n"yes": 3\n'],
  ["not a merge key", "a: 1\n", set(at("<<"), 3), null],
  ["in an empty mapping, which becomes a block", "a: {}\n", set(at("a", "b"), 3), "a:\n  b: 3\n"],
  ["in one with a blank and a comment", "a: { } # c\n", set(at("a", "b"), 3), "a: # c\n  b: 3\n"],
  ["in an empty flow mapping in another", "a: {x: {}}\n", set(at("a", "x", "b"), 3), "a: {x: {b: 3}}\n"],
  ["with the blanks of the others", "a: {}\nb: { c: 1 }\n", set(at("a", "b", "c"), 3), "a: { b: { c: 3 } }\nb: { c: 1 }\n"],
  ["in a flow mapping", "a: { b: 1 }\n", set(at("a", "c"), "x, y"), 'a: { b: 1, c: "x, y" }\n'],
  ["behind a comma", "a: {b: 1, }\n", set(at("a", "c"), 3), "a: {b: 1, c: 3, }\n"],
  ["over lines", "a: {\n  b: 1 # x\n}\n", set(at("a", "c"), 3), "a: {\n  b: 1, # x\n  c: 3\n}\n"],
  ["over lines behind a comma", "a: {\n  b: 1, # x\n}\n", set(at("a", "c"), 3), "a: {\n  b: 1, # x\n  c: 3,\n}\n"],
  ["over lines with the brace on the last", "a: {\n  b: 1}\n", set(at("a", "c"), 3), "a: {\n  b: 1,\n  c: 3}\n"],
  ["quoted like its neighbours", 'a: {"b": "x"}\n', set(at("a", "c"), "y"), 'a: {"b": "x", "c": "y"}\n'],
];

const REMOVE: readonly Case[] = [
  ["an entry with its comment", "a: 1\nb: 2 # c\nd: 3\n", remove(at("b")), "a: 1\nd: 3\n"],
  ["a comment above stays", "a: 1\n# c\nb: 2\n# d\nd: 3\n", remove(at("b")), "a: 1\n# c\n# d\nd: 3\n"],
  ["a mapping", "a: 1\nb:\n  c: 1\n\n  d: |\n    x\ne: 3\n", remove(at("b")), "a: 1\ne: 3\n"],
  ["comments inside stay", "a: 1\nb:\n  # c\n  c: 1\n  # d\nd: 3\n", remove(at("b")), "a: 1\n  # c\n  # d\nd: 3\n"],
  ["the first key of an item", "a:\n  - b: 1 # c\n    d: 2\n  - e\n", remove(at("a", 0, "b")), "a:\n  - d: 2\n  - e\n"],
  ["a later key of an item", "a:\n  - b: 1\n    d: 2\n  - e\n", remove(at("a", 0, "d")), "a:\n  - b: 1\n  - e\n"],
  ["not where a comment would change its place", "a:\n  - b: 1\n    # c\n    d: 2\n", remove(at("a", 0, "b")), null],
  ["an item", "a:\n  - b: 1\n    d: 2\n  - e # c\n  - f\n", remove(at("a", 1)), "a:\n  - b: 1\n    d: 2\n  - f\n"],
  ["the first item of a nested sequence", "a:\n- - b\n  - c\n- d\n", remove(at("a", 0, 0)), "a:\n- - c\n- d\n"],
  ["parents that it leaves empty", "a:\n  b:\n    c: 1\nd: 2\n", remove(at("a", "b", "c")), "d: 2\n"],
  ["parents up to an item", "a:\n- b: {c: 1}\n- d: 2\n", remove(at("a", 0, "b", "c")), "a:\n- d: 2\n"],
  ["not the whole document", "a:\n  b: 1\n", remove(at("a", "b")), null],
  ["in a flow mapping: the first", "a: { b: 1, c: 2 }\n", remove(at("a", "b")), "a: { c: 2 }\n"],
  ["in a flow mapping: the last", "a: { b: 1, c: 2 }\n", remove(at("a", "c")), "a: { b: 1 }\n"],
  ["in a flow mapping: before a comma", "a: {b: 1, c: 2,}\n", remove(at("a", "c")), "a: {b: 1,}\n"],
  ["in a flow sequence", "a: [b, c, d]\n", remove(at("a", 1)), "a: [b, d]\n"],
  ["not in a flow mapping with a comment there", "a: {b: 1, # c\n  c: 2}\n", remove(at("a", "c")), null],
  ["both of duplicate keys", "a: 1\nb: 2\na: 3\n", remove(at("a")), "b: 2\n"],
  ["not what a merge brings back", "x: &x {a: 1}\nb:\n  <<: *x\n  a: 2\n  c: 3\n", remove(at("b", "a")), null],
  ["not what a merge brings in", "x: &x {a: 1}\nb:\n  <<: *x\n", remove(at("b", "a")), null],
  ["not through an alias", "x: &x {a: 1, c: 2}\nb: *x\n", remove(at("b", "a")), null],
  ["not what an alias repeats", "x: &x {a: 1}\nb: *x\n", remove(at("x")), null],
  ["an alias", "x: &x {a: 1}\nb: *x\n", remove(at("b")), "x: &x {a: 1}\n"],
  ["what is not there", "a: 1\n", remove(at("b", 0, "c")), "a: 1\n"],
  ["behind a block scalar", "a: |\n  x\nb: 1\n\n# c\nd: 2\n", remove(at("b")), "a: |\n  x\n\n# c\nd: 2\n"],
  ["not where the block scalar would take in a comment", "a: |\n  x\nb: 1\n  # c\nd: 2\n", remove(at("b")), null],
  ["not where the block scalar would keep a blank line", "a: |+\n  x\nb: 1\n\nd: 2\n", remove(at("b")), null],
];

const APPEND: readonly Case[] = [
  ["to a sequence in the key's column", "a:\n- b # c\nd: 1\n", append(at("a"), "x"), "a:\n- b # c\n- x\nd: 1\n"],
  [
    "to a deeper one",
    "a:\n    - b\n",
    append(at("a"), { c: 1, d: { e: 2 } }),
    "a:\n    - b\n    - c: 1\n      d:\n        e: 2\n",
  ],
  ["with wide dashes", "a:\n-   b: 1\n", append(at("a"), { c: 1, d: 2 }), "a:\n-   b: 1\n-   c: 1\n    d: 2\n"],
  [
    "behind a last item that is a mapping",
    "a:\n- b: 1\n  c: |\n    x\n# d\n",
    append(at("a"), 1),
    "a:\n- b: 1\n  c: |\n    x\n- 1\n# d\n",
  ],
  ["to a flow sequence", "a: [b]\n", append(at("a"), "c"), "a: [b, c]\n"],
  ["to one of texts in quotes", `a: ["b", "*"]\n`, append(at("a"), "c"), `a: ["b", "*", "c"]\n`],
  ["to one with quotes here and there", `a: ["b", c]\n`, append(at("a"), "d"), `a: ["b", c, d]\n`],
  ["to a block of texts in quotes", "a:\n- 'b'\n", append(at("a"), "c"), "a:\n- 'b'\n- 'c'\n"],
  ["to an empty one", "a: []\n", append(at("a"), "ALL"), "a: [ALL]\n"],
  ["to one over lines", "a: [\n  b,\n  c\n]\n", append(at("a"), "d"), "a: [\n  b,\n  c,\n  d\n]\n"],
  ["to a missing one", "a:\n  b: 1\n", append(at("a", "c", "drop"), "ALL"), "a:\n  b: 1\n  c:\n    drop:\n      - ALL\n"],
  ["to an empty value", "a:\nb: 1\n", append(at("a"), "x"), "a:\n  - x\nb: 1\n"],
  ["what is in it already", "a: [x]\n", append(at("a"), "x"), "a: [x]\n"],
  ["not to a mapping", "a: {b: 1}\n", append(at("a"), "x"), null],
  ["not to an alias", "a: &x [1]\nb: *x\n", append(at("b"), 2), null],
  ["not to a merged one", "a: &x {c: [1]}\nb:\n  <<: *x\n", append(at("b", "c"), 2), null],
];

const RENAME: readonly Case[] = [
  ["not a key with an anchor", "&x a: 1\n", rename(at("a"), "b"), null],
  ["not a key with a tag", "!!str a: 1\n", rename(at("a"), "b"), null],
  ["the key alone", "a: 1\n b : 2\n".replace(" b ", "b "), rename(at("b"), "c"), "a: 1\nc : 2\n"],
  ["quotes stay", '"a": 1\n', rename(at("a"), "b"), '"b": 1\n'],
  ["to one that must be quoted", "a: 1\n", rename(at("a"), "no"), '"no": 1\n'],
  ["in a flow mapping", "a: {b: 1}\n", rename(at("a", "b"), "c"), "a: {c: 1}\n"],
  ["not to one that is taken", "a: 1\nb: 2\n", rename(at("a"), "b"), null],
  ["not one of duplicates", "a: 1\na: 2\n", rename(at("a"), "b"), null],
  ["what is not there", "a: 1\n", rename(at("b"), "c"), "a: 1\n"],
  ["not an item", "a: [1]\n", rename(at("a", 0), "c"), null],
  ["not to a merge key", "a: {}\n", rename(at("a"), "<<"), null],
];

const JSON_TEXT = '{\n    "a": {\n        "b": "x"\n    },\n    "c": []\n}\n';
const JSON_CASES: readonly Case[] = [
  ["a string", JSON_TEXT, set(at("a", "b"), "y"), JSON_TEXT.replace('"x"', '"y"')],
  ["a missing entry", JSON_TEXT, set(at("a", "d"), true), JSON_TEXT.replace('"x"', '"x",\n        "d": true')],
  ["with its parents", JSON_TEXT, set(at("d", "e"), 1), JSON_TEXT.replace("[]", '[],\n    "d": {\n        "e": 1\n    }')],
  ["an item", JSON_TEXT, append(at("c"), "y"), JSON_TEXT.replace("[]", '[\n        "y"\n    ]')],
  ["on one line", '{"a": {"b": 1}}\n', set(at("a", "c"), { d: ["x"] }), '{"a": {"b": 1, "c": {"d": ["x"]}}}\n'],
  ["a removed entry", JSON_TEXT, remove(at("c")), JSON_TEXT.replace(',\n    "c": []', "")],
  ["a removed parent", JSON_TEXT, remove(at("a", "b")), '{\n    "c": []\n}\n'],
  ["a renamed key", JSON_TEXT, rename(at("c"), "d"), JSON_TEXT.replace('"c"', '"d"')],
];

const LIST: readonly Case[] = [
  [
    "a field of an item",
    "kind: List\nitems:\n- kind: Pod\n  spec:\n    a: 1\n- kind: Pod\n",
    set(at("items", 0, "spec", "b"), true),
    "kind: List\nitems:\n- kind: Pod\n  spec:\n    a: 1\n    b: true\n- kind: Pod\n",
  ],
  ["behind a marker, before the next", "--- # x\na: 1\n...\n", set(at("b"), 2), "--- # x\na: 1\nb: 2\n...\n"],
];

describe.each([
  ["set", SET],
  ["set: block scalars", SET_BLOCK_SCALAR],
  ["set: collections", SET_COLLECTION],
  ["set: what is missing", SET_MISSING],
  ["remove", REMOVE],
  ["append", APPEND],
  ["rename", RENAME],
  ["JSON", JSON_CASES],
  ["documents", LIST],
] as const)("%s", (_, cases) => {
  it.each(cases)("%s", (_name, before, op, after) => {
    expect(edited(before, op)).toBe(after);
  });
  it.each(cases)("%s (CRLF)", (_name, before, op, after) => {
    const crlf = (text: string) => text.replaceAll("\n", "\r\n");
    expect(edited(crlf(before), op)).toBe(after && crlf(after));
  });
  it.each(cases)("%s (no final line break)", (_name, before, op, after) => {
    const result = edited(before.replace(/\n$/, ""), op);
    expect(result).toBe(after?.replace(/\n$/, "") ?? null);
  });
  it.each(cases)("%s (byte order mark)", (_name, before, op, after) => {
    expect(edited(`\uFEFF${before}`, op)).toBe(after && `\uFEFF${after}`);
  });
  it.each(cases)("%s (second document)", (_name, before, op, after) => {
    if (/^(---|\uFEFF)/.test(before)) return;
    const head = "x: {y: 1}\n---\n";
    const text = head + before;
    const edits = render(parse(text, head.length, text.length), op);
    expect(edits ? applyEdits(before, edits) : null).toBe(after);
  });
});

function edited(text: string, op: Op): string | null {
  const edits = render(parse(text), op);
  return edits ? applyEdits(text, edits) : null;
}
