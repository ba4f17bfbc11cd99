import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import { corpus, corpusRoot } from "../support/corpus.ts";
import { compareParsers } from "../support/parser.oracle.ts";
import { fc } from "../support/property.ts";

/** A few mutants by default, always the same; `PLIMSOLL_FUZZ=50000 PLIMSOLL_FUZZ_SEED=7 npx vitest run test/yaml/parser.fuzz.test.ts` for others. */
const RUNS = Number(process.env.PLIMSOLL_FUZZ ?? 600);
const seed = Number(process.env.PLIMSOLL_FUZZ_SEED ?? 20261121);

/** Every kind of node in few lines. */
const EVERYTHING = `a: &x [b, {c: d, "e": 'f'}]
b: !!str |-
    x

   
    y
bb: *x
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
`;

const samples = fileURLToPath(new URL("../../samples", import.meta.url));
const sampleFiles = existsSync(samples)
  ? readdirSync(samples, { recursive: true, encoding: "utf8" }).filter((path) => /\.ya?ml$/.test(path))
  : [];
const sources = [
  EVERYTHING,
  EVERYTHING.replaceAll("\n", "\r\n"),
  ...sampleFiles.map((path) => readFileSync(`${samples}/${path}`, "utf8")),
  ...(existsSync(corpusRoot) ? corpus("kustomize", "plain").map(({ text }) => text) : []),
];
const documents = sources
  .flatMap((text) => cut(text).map(({ start, end }) => text.slice(start, end)))
  .filter(({ length }) => length < 3000);

const BITS = [
  ...[
    " ",
    "  ",
    "\n",
    "\t",
    ":",
    "-",
    "- ",
    ": ",
    "#",
    " #",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!t ",
    "|",
    ">",
    "? ",
  ],
  ...[
    "\\",
    "%",
    "@",
    "`",
    "\n\n",
    "\n  ",
    "\n    x: y\n",
    "x",
    "- x\n",
    "---",
    "...",
    "\r\n",
    "<<: ",
    "~",
    "|-",
    "|+",
    "|2",
    ">-",
  ],
  ...["key: value\n", '""', "''", "{}", "[]", " # c\n", "é", "\u2028", "{{ x }}", "*x", "\\\n", "!!int "],
];

type Edit = { readonly at: number; readonly remove: number; readonly insert: string };
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.constantFrom(0, 0, 1, 1, 2, 4),
  insert: fc.oneof(fc.constant(""), fc.constantFrom(...BITS)),
});

function mutate(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, { at, remove, insert }) => {
    const offset = Math.floor(at * before.length);
    return before.slice(0, offset) + insert + before.slice(offset + remove);
  }, text);
}

const mutant = fc
  .tuple(fc.oneof(fc.constantFrom(...documents), fc.constant(EVERYTHING)), fc.array(edit, { minLength: 1, maxLength: 2 }))
  .map(([text, edits]) => mutate(text, edits))
  // Several documents, lone carriage returns and byte order marks inside the text are read differently on purpose.
  .filter((text) => cut(text).length === 1 && !/\r(?!\n)|(?!^)\uFEFF/.test(text));

describe(`mutants (seed ${seed}, ${RUNS} runs, ${documents.length} documents)`, () => {
  it("are read as yaml reads them, or refused by both", () => {
    fc.assert(
      fc.property(mutant, (text) => {
        const { verdict, detail } = compareParsers(text);
        expect([verdict === "differ" || verdict === "disagree", detail]).toEqual([false, expect.anything()]);
      }),
      { numRuns: RUNS, seed },
    );
  });

  it("have problems that lie in one line of the text, sorted and visible", () => {
    fc.assert(
      fc.property(mutant, (text) => {
        const { problems } = parse(text);
        for (const { start, end } of problems) {
          expect([start >= 0, end > start, end <= text.length, /\n/.test(text.slice(start, end))]).toEqual([
            true,
            true,
            true,
            false,
          ]);
        }
        expect(problems.map(({ start }) => start)).toEqual(problems.map(({ start }) => start).sort((a, b) => a - b));
      }),
      { numRuns: RUNS, seed },
    );
  });
});

describe(`a broken entry (seed ${seed})`, () => {
  const BROKEN = [
    ...[
      "b: c: d",
      "b",
      "b c",
      "b:c",
      "b: [c",
      "b: {c: d",
      'b: "c',
      "b: 'c",
      "- b",
      "b: @c",
      "b: - c",
      "  b: c",
      "\tb: c",
      "b: *c",
      "b: |x",
    ],
    ...[
      "b: [c}",
      "b: 'c' d",
      "b: |\n    c\n  d",
      "b:\n    c: d\n  e: f",
      "b:\n  - c\n - d",
      ": c",
      "b: {{ c }}",
      "b: ]",
      "b: c\n  d\n  e: f",
    ],
  ];
  const whole = documents.filter(
    (text) => !/[\t\uFEFF\u0085\u2028\u2029]|^\.\.\.|^['"{[]/m.test(text) && parse(text).problems.length === 0,
  );

  it("leaves every other top-level key of the document in the tree", () => {
    fc.assert(
      fc.property(fc.constantFrom(...whole), fc.constantFrom(...BROKEN), fc.nat(), (text, broken, n) => {
        const tree = parse(text);
        if (tree.root?.kind !== "mapping" || tree.root.style !== "block") return;
        const { entries } = tree.root;
        // Before one of the keys, so that no value is cut in two; what may belong to the broken entry is not counted.
        const entry = entries[n % entries.length];
        const at = text.lastIndexOf("\n", entry?.key.start) + 1;
        if (text.slice(at, entry?.key.start) !== "") return;
        const after = parse(`${text.slice(0, at)}${broken}\n${text.slice(at)}`);
        const names = after.root?.kind === "mapping" ? after.root.entries.map(({ name }) => name) : [];
        expect(entries.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([]);
      }),
      { numRuns: RUNS, seed },
    );
  });
});
