import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cut } from "../../server/yaml/parser/slice.ts";
import { corpus, corpusRoot } from "../support/corpus.ts";
import { operated } from "./operators.ts";
import type { Random } from "./random.ts";

/** What is put in: characters that mean something, and the odd ones. */
const BITS = [
  ..." |  |\t|:|-|- |: |#| #|'|\"|[|]|{|}|,|&a |*a|!t |>|? |\\|%|@|`|x|~|<<: |!!int |!!str |-|+|2".split("|"),
  ..."|,|-,|+,|2,>-,>+,---,...,--- ,<<: *a\n,- x\n,# c\n,key: value\n".split(","),
  ...[
    "|",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\n  ",
    "\n    x: y\n",
    "\\\n",
    '\\"',
    "\\/",
    "\\u0041",
    "''",
    '""',
    "{}",
    "[]",
    "\n---\n",
    "\n...\n",
  ],
  ...[
    "é",
    "\u2028",
    "\u0085",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u{1f600}",
    "\u0001",
    "\u007f",
    "{{ x }}",
    "$" + "{x}",
    ".inf",
    "null",
    "yes",
    "0x1F",
    "1e3",
  ],
];

/** Documents to start from: the samples, the collection of real manifests where it is there, and every kind of node in few lines. */
export function seeds(): readonly string[] {
  const texts = [EVERYTHING, EVERYTHING.replaceAll("\n", "\r\n"), ...files("samples")];
  if (existsSync(corpusRoot)) texts.push(...corpus("kustomize", "plain").map(({ text }) => text));
  const documents = texts.flatMap((text) => cut(text).map(({ start, end }) => text.slice(start, end)));
  return [...new Set(documents)].filter(({ length }) => length > 0 && length < 2000);
}

function files(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.ya?ml$/.test(path))
    .sort()
    .map((path) => readFileSync(join(folder, path), "utf8"));
}

/** One of the texts with up to three changes: of characters anywhere, or of pieces of YAML. */
export function mutant(random: Random, texts: readonly string[]): string {
  let text = random.below(8) === 0 ? `${random.of(texts)}---\n${random.of(texts)}` : random.of(texts);
  for (let edits = 1 + random.below(3); edits > 0; edits--) {
    if (random.below(2) === 0) {
      text = operated(text, random);
      continue;
    }
    const at = random.below(text.length + 1);
    const other = random.below(text.length + 1);
    const inserted =
      random.below(4) === 0 ? text.slice(other, other + random.below(30)) : random.below(5) === 0 ? "" : random.of(BITS);
    text = text.slice(0, at) + inserted + text.slice(at + random.of([0, 0, 0, 1, 1, 2, 5, 20]));
  }
  return (text as string & { toWellFormed(): string }).toWellFormed();
}

const EVERYTHING = `a: &x [b, {c: d, "e": 'f'}]
b: !!str |-
    x

   
    y
bb: *x
m: &m {k: 1, l: 2}
n:
  <<: *m
  k: 2
c: >2+
   a
  b


d: "x\\n \\
  y"
e:
- - a: b
    c: d
  - e
- f: g

  # comment
  h: [i: j, k]
"q": {l, m: , n: [o,
  p]} # comment
r: plain text
  on two lines
`;
