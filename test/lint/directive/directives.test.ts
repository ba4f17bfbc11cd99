import { describe, expect, it } from "vitest";
import { resourcesOf } from "../../../server/kube/resource.ts";
import type { Directive } from "../../../server/lint/directive/directive.ts";
import { directivesOf } from "../../../server/lint/directive/directives.ts";
import type { Span } from "../../../server/text/span.ts";
import { parse } from "../../../server/yaml/parser/parse.ts";

// How markers are read: what each names, covers, says and takes with it when it is removed, as text. The document stands behind another one, so
// that an offset that is counted from the wrong place is seen.
const BEFORE = "kind: Before\n---\n";

describe("a comment", () => {
  const read = (text: string) => show(text).map(({ span: _, ...rest }) => rest);

  it.each<[string, string, object]>([
    [
      "of one line",
      "a: 1 # plimsoll-disable-line x-y -- why\nb: 2\n",
      {
        form: "disable-line",
        rules: ["x-y"],
        reason: "why",
        covers: "a: 1 # plimsoll-disable-line x-y -- why",
        removal: " # plimsoll-disable-line x-y -- why",
      },
    ],
    [
      "above a line",
      "# plimsoll-disable-next-line x-y\na: 1\nb: 2\n",
      { form: "disable-next-line", rules: ["x-y"], covers: "a: 1", removal: "# plimsoll-disable-next-line x-y\n" },
    ],
    [
      "above a block",
      "# plimsoll-disable-next-line x-y\na:\n  b: 1\nc: 2\n",
      { form: "disable-next-line", rules: ["x-y"], covers: "a:\n  b: 1", removal: "# plimsoll-disable-next-line x-y\n" },
    ],
    [
      "above nothing",
      "a: 1\n# plimsoll-disable-next-line x-y\n",
      {
        form: "disable-next-line",
        rules: ["x-y"],
        problem: "Nothing stands below this marker.",
        removal: "# plimsoll-disable-next-line x-y\n",
      },
    ],
    [
      "at the top",
      "# plimsoll-disable-file x-y\na: 1\n",
      { form: "disable-file", rules: ["x-y"], covers: "file", removal: "# plimsoll-disable-file x-y\n" },
    ],
    [
      "at the top of a document without a key",
      "# plimsoll-disable-file x-y\n",
      { form: "disable-file", rules: ["x-y"], covers: "file", removal: "# plimsoll-disable-file x-y\n" },
    ],
    [
      "for the file, below the first key",
      "a: 1\n# plimsoll-disable-file x-y\n",
      {
        form: "disable-file",
        rules: ["x-y"],
        problem: 'A "plimsoll-disable-file" must stand at the top of the file, above the first key.',
        removal: "# plimsoll-disable-file x-y\n",
      },
    ],
    [
      "from here on",
      "a: 1\n  # plimsoll-disable x-y\n",
      { form: "disable", rules: ["x-y"], covers: "rest", removal: "  # plimsoll-disable x-y\n" },
    ],
    [
      "up to here",
      "a: 1\n# plimsoll-enable x-y\n",
      { form: "enable", rules: ["x-y"], covers: "rest", removal: "# plimsoll-enable x-y\n" },
    ],
    [
      "of every rule",
      "a: 1 # plimsoll-disable-line\n",
      { form: "disable-line", covers: "a: 1 # plimsoll-disable-line", removal: " # plimsoll-disable-line" },
    ],
    [
      "of every rule by a star among ids",
      "a: 1 # plimsoll-disable-line x-y, *\n",
      { form: "disable-line", covers: "a: 1 # plimsoll-disable-line x-y, *", removal: " # plimsoll-disable-line x-y, *" },
    ],
    [
      "of several rules",
      "a: 1 # plimsoll-disable-line x-y, z, u-v\n",
      {
        form: "disable-line",
        rules: ["x-y (x-y, )", "z (, z)", "u-v (, u-v)"],
        covers: "a: 1 # plimsoll-disable-line x-y, z, u-v",
        removal: " # plimsoll-disable-line x-y, z, u-v",
      },
    ],
    [
      "whose reason has no dashes before it",
      "a: 1 # plimsoll-disable-line x-y because, of this\n",
      {
        form: "disable-line",
        rules: ["x-y"],
        reason: "because, of this",
        covers: "a: 1 # plimsoll-disable-line x-y because, of this",
        removal: " # plimsoll-disable-line x-y because, of this",
      },
    ],
    [
      "with a last day among the ids",
      "a: 1 # plimsoll-disable-line expires=2027-06-30 x-y\n",
      {
        form: "disable-line",
        rules: ["x-y"],
        expires: "2027-06-30",
        covers: "a: 1 # plimsoll-disable-line expires=2027-06-30 x-y",
        removal: " # plimsoll-disable-line expires=2027-06-30 x-y",
      },
    ],
    [
      "with a last day in the reason",
      "a: 1 # plimsoll-disable-line x-y -- for now expires=2027-06-30\n",
      {
        form: "disable-line",
        rules: ["x-y"],
        reason: "for now",
        expires: "2027-06-30",
        covers: "a: 1 # plimsoll-disable-line x-y -- for now expires=2027-06-30",
        removal: " # plimsoll-disable-line x-y -- for now expires=2027-06-30",
      },
    ],
    [
      "with a last day before the reason",
      "a: 1 # plimsoll-disable-line x-y -- expires=2027-06-30, for now\n",
      {
        form: "disable-line",
        rules: ["x-y"],
        reason: "for now",
        expires: "2027-06-30",
        covers: "a: 1 # plimsoll-disable-line x-y -- expires=2027-06-30, for now",
        removal: " # plimsoll-disable-line x-y -- expires=2027-06-30, for now",
      },
    ],
    [
      "with a day that is none",
      "a: 1 # plimsoll-disable-line x-y -- expires=soon\n",
      {
        form: "disable-line",
        rules: ["x-y"],
        covers: "a: 1 # plimsoll-disable-line x-y -- expires=soon",
        problem: '"expires=soon" is no day: write expires=2027-06-30.',
        removal: " # plimsoll-disable-line x-y -- expires=soon",
      },
    ],
    [
      "behind another comment",
      "a: 1 # raised # plimsoll-disable-line x-y\n",
      {
        form: "disable-line",
        rules: ["x-y"],
        covers: "a: 1 # raised # plimsoll-disable-line x-y",
        removal: " # plimsoll-disable-line x-y",
      },
    ],
    [
      "with a letter wrong",
      "a: 1 # plimsoll-disable-lin x-y\n",
      {
        form: "disable-line",
        rules: ["x-y"],
        problem: 'There is no marker "plimsoll-disable-lin"; did you mean "plimsoll-disable-line"?',
        removal: " # plimsoll-disable-lin x-y",
      },
    ],
    [
      "with a word of another tool",
      "a: 1 # plimsoll-suppress-everything x-y\n",
      {
        form: "disable-line",
        rules: ["x-y"],
        problem:
          'There is no marker "plimsoll-suppress-everything"; it can be plimsoll-disable-line, plimsoll-disable-next-line, plimsoll-disable-file, plimsoll-disable, plimsoll-enable.',
        removal: " # plimsoll-suppress-everything x-y",
      },
    ],
  ])("%s", (_, text, expected) => expect(read(text)).toEqual([expected]));

  it.each([
    ["prose about a file", "# plimsoll-baseline.json is generated\na: 1\n"],
    ["prose in which the word is not first", "# see plimsoll-disable-line x-y\na: 1\n"],
    ["a value", "a: plimsoll-disable-line x-y\n"],
  ])("is none: %s", (_, text) => expect(read(text)).toEqual([]));

  it("reads two markers of one comment, each up to the next", () => {
    expect(
      show("a: 1 # plimsoll-disable-line x-y -- one # plimsoll-disable-line u-v -- two\n").map(({ span, reason, removal }) => [
        span,
        reason,
        removal,
      ]),
    ).toEqual([
      ["# plimsoll-disable-line x-y -- one", "one", "# plimsoll-disable-line x-y -- one "],
      ["# plimsoll-disable-line u-v -- two", "two", " # plimsoll-disable-line u-v -- two"],
    ]);
  });
});

describe("an annotation", () => {
  const object = (annotations: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n${annotations}`;
  const read = (annotations: string) =>
    show(object(annotations)).map(({ form: _, covers, ...rest }) => ({
      ...rest,
      ...(covers?.startsWith("apiVersion") ? {} : { covers }),
    }));

  it.each<[string, string, readonly object[]]>([
    [
      "of one rule",
      "    plimsoll.dev/ignore: x-y\n",
      [{ span: "plimsoll.dev/ignore", rules: ["x-y"], path: "metadata annotations plimsoll.dev/ignore" }],
    ],
    [
      "of every rule",
      '    plimsoll.dev/ignore: "*"\n',
      [{ span: "plimsoll.dev/ignore", path: "metadata annotations plimsoll.dev/ignore" }],
    ],
    [
      "of several, with reasons",
      '    plimsoll.dev/ignore: "x-y = one, or two, u-v=three expires=2027-06-30"\n',
      [
        { span: "plimsoll.dev/ignore", rules: ["x-y"], reason: "one, or two", path: "metadata annotations plimsoll.dev/ignore" },
        {
          span: "plimsoll.dev/ignore",
          rules: ["u-v"],
          reason: "three",
          expires: "2027-06-30",
          path: "metadata annotations plimsoll.dev/ignore",
        },
      ],
    ],
    [
      "whose id stands in a longer word first",
      "    plimsoll.dev/ignore: x-y-z, x-y\n",
      [
        { span: "plimsoll.dev/ignore", rules: ["x-y-z"], path: "metadata annotations plimsoll.dev/ignore" },
        { span: "plimsoll.dev/ignore", rules: ["x-y"], path: "metadata annotations plimsoll.dev/ignore" },
      ],
    ],
    [
      "that names none",
      '    plimsoll.dev/ignore: " , "\n',
      [
        {
          span: "plimsoll.dev/ignore",
          rules: [],
          problem: 'No rule is named; write "*" for every rule.',
          path: "metadata annotations plimsoll.dev/ignore",
        },
      ],
    ],
    [
      "without a value",
      "    plimsoll.dev/ignore:\n",
      [
        {
          span: "plimsoll.dev/ignore",
          rules: [],
          problem: 'No rule is named; write "*" for every rule.',
          path: "metadata annotations plimsoll.dev/ignore",
        },
      ],
    ],
    [
      "with the rule in its key",
      "    plimsoll.dev/ignore.x-y: why\n",
      [{ span: "plimsoll.dev/ignore.x-y", rules: ["x-y"], reason: "why", path: "metadata annotations plimsoll.dev/ignore.x-y" }],
    ],
    [
      "with the rule in its key and a number as the reason",
      "    plimsoll.dev/ignore.x-y: 4711\n",
      [{ span: "plimsoll.dev/ignore.x-y", rules: ["x-y"], reason: "4711", path: "metadata annotations plimsoll.dev/ignore.x-y" }],
    ],
    [
      "for one container",
      "    plimsoll.dev/ignore-container.app: x-y\n",
      [
        {
          span: "plimsoll.dev/ignore-container.app",
          rules: ["x-y"],
          container: "app",
          path: "metadata annotations plimsoll.dev/ignore-container.app",
        },
      ],
    ],
    [
      "of no form",
      "    plimsoll.dev/ignored: x-y\n",
      [
        {
          span: "plimsoll.dev/ignored",
          rules: [],
          problem:
            'There is no annotation "plimsoll.dev/ignored"; it can be plimsoll.dev/ignore, plimsoll.dev/ignore.RULE or plimsoll.dev/ignore-container.NAME.',
          path: "metadata annotations plimsoll.dev/ignored",
        },
      ],
    ],
    ["of somebody else", "    other.dev/note: plimsoll.dev/ignore\n", []],
  ])("%s", (_, annotations, expected) => expect(read(annotations)).toEqual(expected));

  it("that an alias brings in stands at the alias, and is not removed there", () => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata:\n  labels: &more\n    plimsoll.dev/ignore: x-y\n  annotations:\n    <<: *more\n`;
    expect(show(text)).toEqual([{ form: "annotation", span: "<<: *more", rules: ["x-y [<<: *more]"], covers: text.trimEnd() }]);
  });
});

/** The markers of a text, with the words that stand at their spans. */
function show(document: string) {
  const text = BEFORE + document;
  const tree = parse(text, BEFORE.length, text.length);
  const wordsAt = ({ start, end }: Span) => document.slice(start, end);
  return directivesOf(tree, resourcesOf(tree)).map((directive) => ({
    form: directive.form,
    span: wordsAt(directive.span),
    ...(directive.rules && { rules: directive.rules.map((rule) => wordsOf(rule, wordsAt)) }),
    ...(directive.reason !== undefined && { reason: directive.reason }),
    ...(directive.expires !== undefined && { expires: directive.expires }),
    ...(directive.container !== undefined && { container: directive.container }),
    ...(directive.problem === undefined
      ? { covers: coverOf(directive, wordsAt) }
      : { problem: directive.problem, ...problemCover(directive, wordsAt) }),
    ...removalOf(directive, wordsAt),
  }));
}

type Words = (span: Span) => string;

/** The id; what stands at its span where that is something else, and what goes with it. */
function wordsOf({ id, span, removal }: NonNullable<Directive["rules"]>[number], wordsAt: Words): string {
  return [id, wordsAt(span) === id ? "" : ` [${wordsAt(span)}]`, removal ? ` (${wordsAt(removal)})` : ""].join("");
}

function coverOf({ covers }: Directive, wordsAt: Words): string {
  return typeof covers === "string" ? covers : wordsAt(covers).trimEnd();
}

/** A marker without effect covers itself: said only where it covers more. */
function problemCover(directive: Directive, wordsAt: Words) {
  const covers = coverOf(directive, wordsAt);
  return directive.kind === "comment" && covers !== wordsAt(directive.span) ? { covers } : {};
}

function removalOf({ removal }: Directive, wordsAt: Words) {
  if (!removal) return {};
  return "path" in removal ? { path: removal.path.join(" ") } : { removal: wordsAt(removal.span) };
}
