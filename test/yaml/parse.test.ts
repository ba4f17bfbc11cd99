import { describe, expect, it } from "vitest";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import type { Entry, Mapping, Sequence, Tree } from "../../server/yaml/tree/tree.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";
import { jsonOf, nodeAt, valueAt } from "../support/tree.ts";

function keysOf(tree: Tree): readonly string[] {
  return tree.root?.kind === "mapping" ? tree.root.entries.map((entry) => entry.name) : [];
}

/** The problems with the text that each underlines. */
function marks(text: string): readonly (readonly [string, string])[] {
  return parse(text).problems.map(({ start, end, message }) => [text.slice(start, end), message]);
}

it.each(["a: 1\n---\n...", "\n---\n...\n", "a: 1\n---\n# b\n... # x\n"])(
  'a "..." behind an empty document is refused: %j',
  (text) => {
    const last = cut(text).at(-1);
    expect(parse(text, last?.start, last?.end).problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/No document stands before/),
    ]);
  },
);

// The own parser leaves these documents to `yaml`, which sees an entry without a key or a colon in them.
it.each(["<<: *a1.30\n- ", "a: *b.\n- x", "a: *b.\n? \n", "a: *b.\n? &c\n"])(
  "an entry without a colon stands in the text: %j",
  (text) => {
    const { root } = parse(text);
    for (const { key, value } of root?.kind === "mapping" ? root.entries : [])
      for (const at of [key.start, value.start, value.end]) expect(at >= 0 && at <= text.length).toBe(true);
  },
);

describe("a broken line", () => {
  // What is written, what is underlined, what the message says, and the top-level keys that stay.
  it.each<[string, string, string, RegExp, string]>([
    ["bad indentation", "a:\n    b: 1\n  c: 2\nd: 3\n", "c", /indented by 2 spaces, its neighbours by 4/, "a d"],
    ["a key too far right", "a: 1\n b: 2\nc: 3\n", "b", /indented by 1 space, its neighbours by 0 spaces/, "a b c"],
    ["an item too far left", "a:\n  - b\n - c\nd: 1\n", "-", /item is indented by 1 space, the items above it by 2/, "a d"],
    ["a forgotten space", "a: 1\nb:2\nc: 3\n", ":", /space is missing.*"b: …"/, "a b c"],
    ["a forgotten colon", "a: 1\nrepl\nc: 3\n", "repl", /colon is missing: write "repl:"/, "a repl c"],
    ["a forgotten colon above entries", "a: 1\nspec\n  b: 1\nc: 3\n", "spec", /colon is missing/, "a spec c"],
    ["no key at all", "a: 1\nfoo bar\nc: 3\n", "foo bar", /no "key: value"/, "a c"],
    ["a tab", "a:\n\tb: 1\n\tc: 2\nd: 1\n", "\t", /Tabs cannot indent/, "a d"],
    ["an unclosed quote", 'a: "x\nb: 1\nc: 2\n', '"x', /" is never closed/, "a b c"],
    ["an unclosed quote before others", 'a: "x\nb: "y"\nc: 2\n', '"x', /" is never closed/, "a b c"],
    ["an unclosed single quote", "a: it\nb: 'x\nc: 'y'\n", "'x", /' is never closed/, "a b c"],
    ["an unclosed bracket", "a: [x, y\nb: 1\nc: [z]\n", "[", /"\[" is never closed/, "a b c"],
    ["an unclosed brace", "a: {x: 1\nb: 1\nc: 2\n", "{", /"{" is never closed/, "a b c"],
    ["the wrong bracket", "a: [x}\nb: 1\n", "[", /closed by a "}"/, "a b"],
    ["a missing comma", "a: {x: 1 y: 2}\nb: 1\n", ":", /comma is missing/, "a b"],
    ["a comma too many", "a: [x,,y]\nb: 1\n", ",", /Nothing stands before this comma/, "a b"],
    ["text behind a quote", 'a: "x" y\nb: 1\n', "y", /Unexpected text after the closing quote/, "a b"],
    ["text behind a bracket", "a: [x] y\nb: 1\n", "y", /Unexpected text after the closing bracket/, "a b"],
    ["a second colon", "a: b: c\nd: 1\n", ":", /second colon/, "a d"],
    ["an item among keys", "a: 1\n- b\n- c\nd: 1\n", "- b", /list item cannot be among the keys/, "a d"],
    ["an item behind a key", "a: - b\nc: 1\n", "-", /list cannot begin on this line/, "a c"],
    ["an item cut off from its list", "a:\n- x\nb: 1\n- y\nc: 2\n", "- y", /cut this item off/, "a b c"],
    ["a character that begins no value", "a: @x\nb: 1\n", "@", /cannot begin with "@"/, "a b"],
    ["a template action", "a: {{ x }}\nb: 1\n", "{", /reads "{{"/, "a b"],
    ["an unknown alias", "a: *x\nb: 1\n", "*x", /No anchor of this name/, "a b"],
    ["an alias in its own anchor", "a: &x [*x]\nb: 1\n", "*x", /contain itself/, "a b"],
    ["an escape that is none", 'a: "\\d"\nb: 1\n', "\\d", /\\d is no escape sequence/, "a b"],
    ["a block scalar's header", "a: |x\n  y\nb: 1\n", "x", /Begin the text on the next line/, "a b"],
    [
      "a block scalar that loses its indentation",
      "a: |\n    x\n  y\n  z: 1\nb: 1\n",
      "y",
      /indented less than the text above/,
      "a b",
    ],
    ["a key in a text of several lines", "a: x y\n  z\n  k: v\nb: 1\n", "x", /text of several lines contains a key/, "a b"],
    ["a missing key", ": x\na: 1\n", ":", /key is missing/, "a"],
    ["a list above the keys", "- x\na: 1\nb: 2\n", "- x", /does not belong to the keys that follow/, "a b"],
    ["text below the document", "- x\ny\n", "y", /document has ended above/, ""],
    [
      "a key under a value that cannot hold it",
      "a:\n    b: 1\nc: 2\n    d: 3\n",
      "d",
      /by 4 spaces, its neighbours by 0/,
      "a c d",
    ],
    ["a tab beside two spaces", "a:\n\tb: 1\n  c: 2\nd: 1\n", "\t", /Tabs cannot indent/, "a d"],
    ["a mapping as a key", "a: 1\n{b: 2}: c\nd: 3\n", "{", /A key must be a scalar here/, "a d"],
    ["a list as a key", "a: 1\n[b]: c\nd: 3\n", "[", /A key must be a scalar here/, "a d"],
    ["a quoted text over two lines as a key", 'a: "x\n  y": 1\nb: 1\n', ":", /second colon/, "a b"],
    ["a block scalar that is indented by nothing", "a: |0\n  x\nb: 1\n", "0", /Only "-"/, "a b"],
    ["an empty line further right", "a: |\n   \n  x\nb: 1\n", "x", /empty lines above are indented more/, "a b"],
    ["a text that goes on behind a comment", "a: x\n  y # c\n  z\nb: 1\n", "z", /neither a key nor part/, "a b"],
    ["two anchors", "a: &x &y 1\nb: 1\n", "&", /only one anchor/, "a b"],
  ])("%s", (_name, text, underlined, message, keys) => {
    const found = marks(text);
    expect(found).toEqual([[expect.stringContaining(underlined), expect.stringMatching(message)]]);
    expect(found[0]?.[0]).not.toMatch(/[\r\n]/);
    expect(keysOf(parse(text)).join(" ")).toBe(keys);
    // The same with CRLF, and as the second document of a text.
    const windows = text.replaceAll("\n", "\r\n");
    expect(marks(windows)).toEqual(found);
    const tree = parse(`---\n${text}`, 4);
    expect(tree.problems).toEqual(parse(text).problems);
  });

  it("keeps what can be understood below and beside it", () => {
    const tree = parse(
      "spec:\n  containers:\n    - name: a\n      image nginx\n      ports: [80]\n   x: y\n  replicas: 3\nstatus: {}\n",
    );
    expect(tree.problems).toHaveLength(2);
    expect(jsonOf(nodeAt(tree, "spec", "containers", 0, "ports"))).toEqual([80]);
    expect(valueAt(tree, "spec", "replicas")).toBe(3);
    expect(jsonOf(parse("a:\n- @x\n- z\nb: 1\n").root)).toEqual({ a: ["@x", "z"], b: 1 });
  });

  it.each(["a: |\n  \n  x\nb: 1\n", '{"a"\n: 1}', '{"a": "\\ud83d\\ude00"}\n'])("is none of %j", (text) =>
    expect(marks(text)).toEqual([]),
  );

  it("is not looked for behind the end of the document", () => {
    expect(marks('a: "x\n...\nb: "y"\n')).toEqual([
      ['"x', expect.stringMatching(/never closed/)],
      ['b: "y"', expect.stringMatching(/second document begins here/)],
    ]);
  });

  it("goes on with deep collections that a word was put into", () => {
    const text = "a:\n  b:\n    - c:\n        d: 1\n  wor\n        e: 2\n      f: 3\n    - g\n  h: 4\ni: 5\n";
    expect(parse(text).problems).toHaveLength(1);
    expect(jsonOf(parse(text).root)).toEqual({ a: { b: [{ c: { d: 1, e: 2 }, f: 3 }, "g"], wor: "", h: 4 }, i: 5 });
  });

  it("leaves values unknown that it had to guess", () => {
    for (const text of ["a: b: c\n", "a: @x\n", 'a: "x\n', "a: 1\nb\n"]) {
      const tree = parse(text);
      const last = (tree.root as Mapping).entries.at(-1)?.value;
      expect([text, last?.kind === "scalar" && last.unknown]).toEqual([text, true]);
    }
  });
});

describe("a duplicate key", () => {
  it.each([
    ["a: 1\nb: 2\na: 3\n", "a"],
    ["1: x\n'1': y\n", "'1'"],
    ["yes: x\ntrue: y\n", "true"],
    ["x: {a: 1, a: 2}\n", "a"],
    [`${Array.from({ length: 40 }, (_, i) => `k${i}: 1\n`).join("")}k7: 2\n`, "k7"],
  ])("%j is one problem, at the second", (text, key) => {
    const [problem, ...others] = parse(text).problems;
    expect(others).toEqual([]);
    expect(problem?.code).toBe("duplicate-key");
    expect(text.slice(problem?.start, problem?.end)).toBe(key);
    expect(problem?.start).toBeGreaterThan(problem?.related?.start ?? Number.POSITIVE_INFINITY);
  });

  it("may be <<", () => {
    expect(parse("a: &a {x: 1}\nb: &b {y: 1}\nc:\n  <<: *a\n  <<: *b\n").problems).toEqual([]);
  });
});

describe("parse", () => {
  it("has no root where there is no content", () => {
    for (const text of ["", "\n", "---\n", "# c\n", "--- # c\n...\n", "\uFEFF"])
      expect([text, parse(text).root]).toEqual([text, undefined]);
  });

  it("says so where a second document follows", () => {
    expect(marks("a: 1\n---\nb: 2\n")).toEqual([["---", expect.stringMatching(/second document/)]]);
    expect(marks("a: 1\n...\nb: 2\n")).toEqual([["b: 2", expect.stringMatching(/second document/)]]);
  });

  it("collects comments wherever they stand, and no others", () => {
    const text =
      "# 1\n--- # 2\n# 3\na: # 4\n  # 5\n  - 'x # no' # 6\n  - |  # 7\n    # no\n  # 8\n  - [a, # 9\n    b#no] # 10\n# 11\n... # 12\n# 13";
    expect(parse(text).comments.map((comment) => comment.text)).toEqual(Array.from({ length: 13 }, (_, i) => `# ${i + 1}`));
  });

  it("counts offsets from the beginning of the slice", () => {
    const text = "x: 1\n---\na: [b, &c d]\n# e\n";
    const tree = parse(text, 5);
    const item = nodeAt(tree, "a", 1);
    expect(text.slice(5 + item.start, 5 + item.end)).toBe("d");
    expect(tree.comments[0]).toEqual({ start: 17, end: 20, text: "# e" });
  });

  it("reads what it leaves to the other parser: directives, explicit keys, tag handles", () => {
    expect(jsonOf(parse("%YAML 1.2\n%TAG !e! tag:e.com,2000:\n---\n? a\n: !e!x 1\n").root)).toEqual({ a: "1" });
  });
});

describe("adversarial input", () => {
  it("a document behind one line break comes to an end", () => {
    const text = "\na: 1\n";
    expect(parse(text, 1).problems).toEqual([]);
  });

  const many = (text: string, count: number) => text.repeat(count);
  it.each<[string, string]>([
    ["nested brackets", `a: ${many("[", 10_000)}${many("]", 10_000)}`],
    ["unclosed brackets", many("[", 100_000)],
    ["unclosed braces on lines of their own", many("a: {\n", 20_000)],
    ["unclosed lists below keys", many("a:\n- [\n", 20_000)],
    ["nested braces with keys", many("{a: ", 50_000)],
    ["nested dashes", many("- ", 50_000)],
    ["nested explicit keys", many("? ", 20_000)],
    ["an explicit key above nested brackets", `? a\n: ${many("[", 20_000)}`],
    ["nested indentation", Array.from({ length: 1500 }, (_, i) => `${many(" ", i)}a:`).join("\n")],
  ])("%s are cut off at a depth", (_name, text) => {
    expect(parse(text).problems.length).toBeGreaterThan(0);
  });

  it.each<[string, string]>([
    ["100,000 keys", Array.from({ length: 100_000 }, (_, i) => `key${i}: ${i}\n`).join("")],
    ["100,000 anchors and aliases", Array.from({ length: 100_000 }, (_, i) => `k${i}: &a${i} 1\nl${i}: *a${i}\n`).join("")],
    ["one line of a million characters", `a: ${many("x ", 500_000)}y\n`],
    ["a million blanks in a quoted scalar", `a: "x${many(" ", 1_000_000)}y\n z"\n`],
    ["a million escapes", `a: "${many("\\n", 500_000)}"\n`],
    ["a long list in brackets", `a: [${many("x, ", 300_000)}y]\n`],
    ["a long list over lines", `a: [\n${many("x,\n", 300_000)}y]\n`],
    ["empty lines", `a: |\n  x\n${many("\n", 500_000)}  y\nb: 1\n`],
    ["comments", many("# c\n", 200_000)],
  ])("%s make no trouble", (_name, text) => {
    const tree = parse(text);
    expect(tree.problems).toEqual([]);
    for (const entry of tree.root?.kind === "mapping" ? tree.root.entries : [])
      if (entry.value.kind === "scalar") String(entry.value.value);
  });

  it("aliases of aliases are refused as kubectl refuses them, and then nobody follows them", () => {
    const bomb = Array.from({ length: 2000 }, (_, i) => `b${i}: &b${i} [${many(`*${i ? `b${i - 1}` : "a"}, `, 9)}x]\n`);
    const tree = parse(`a: &a [x]\n${bomb.join("")}`);
    expect(tree.problems.map(({ message }) => message)).toEqual([expect.stringMatching(/excessive aliasing/)]);
    const last = (tree.root as Mapping).entries.at(-1) as Entry;
    expect((last.value as Sequence).items[0]?.value).toMatchObject({ kind: "alias", target: undefined });
  });

  it("unclosed quotes on every line are one problem each", () => {
    expect(parse(many("a: \"x\nb: 'y\n", 5_000)).problems.filter(({ code }) => code === "syntax")).toHaveLength(10_000);
  });
});

describeCorpus("the corpus of broken files", () => {
  const codes = (text: string) => cut(text).flatMap(({ start, end }) => parse(text, start, end).problems.map(({ code }) => code));

  it("has a syntax problem in every file that kubectl refuses, and not many", () => {
    const files = corpus("broken/rejected");
    expect(files.length).toBe(10);
    const counts = files.map(({ path, text }) => [path, codes(text).filter((code) => code === "syntax").length] as const);
    expect(counts.filter(([, count]) => count < 1 || count > 9)).toEqual([]);
  });

  it("has duplicate keys and no syntax problem where a key stands twice", () => {
    for (const { path, text } of corpus("broken/duplicate-keys"))
      expect([path, [...new Set(codes(text))]]).toEqual([path, ["duplicate-key"]]);
  });

  it("takes quoted text that is not indented further than its key", () => {
    const files = corpus("broken/underindented-quotes");
    expect(files.length).toBe(6);
    for (const { path, text } of files)
      expect([path, parse(text).problems.filter((p) => !/second document/.test(p.message))]).toEqual([path, []]);
    const text = files.find(({ path }) => path.endsWith("init-container-error-pod.yaml"))?.text ?? "";
    const note = valueAt(parse(text), "metadata", "annotations", "pod.beta.kubernetes.io/init-containers");
    expect(JSON.parse(String(note))).toHaveLength(1);
  });
});
