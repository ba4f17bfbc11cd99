import { describe, expect, it } from "vitest";
import { parseTemplateFile } from "../../server/helm/template/parse.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";

const parse = (text: string) => parseTemplateFile(text, "t", (name) => name !== "nofunction");
const marked = (text: string) => parse(text).problems.map(({ start, end, message }) => `${text.slice(start, end)} | ${message}`);

describe("a template that is being written", () => {
  it.each([
    ["a: {{ .Values.x\nb: {{ .Values.y }}\n", ["{{"], ["text", "broken", "text", "action", "text"]],
    ["a: {{ nofunction }}\nb: {{ .Values.y }}\n", ["nofunction"], ["text", "broken", "text", "action", "text"]],
    ["{{ if nofunction }}a{{ else }}b{{ end }}{{ .x }}", ["nofunction"], ["if", "action"]],
    ['a: {{ "x }}\nb: {{ .y }}', ['"x }}'], ["text", "broken", "text", "action"]],
    ["{{ if .a }}b", ["{{ if .a }}"], ["if"]],
    ["a{{ end }}b{{ .x }}", ["{{ end }}"], ["text", "text", "action"]],
    ["{{ .a-b }}{{ .x }}", ["-"], ["broken", "action"]],
    ["{{ (.a }}{{ .x }}", ["}}"], ["broken", "action"]],
    ["{{/* a\nb: {{ .x }}", ["/* a"], ["broken", "text", "action"]],
  ] as const)("%j", (text, places, kinds) => {
    const { problems, list } = parse(text);
    expect(list.map(({ kind }) => kind)).toEqual(kinds);
    expect(problems).toHaveLength(places.length);
  });

  it("has its problems at the token", () => {
    expect(marked("{{ if .Values.x }}\n{{ nofunction 1 }}\n{{ end }}\n{{ $y }}")).toEqual([
      'nofunction | function "nofunction" not defined',
      '$y | undefined variable "$y"',
    ]);
    expect(marked("a\n{{ range .x }}b")).toEqual(["{{ range .x }} | unexpected EOF"]);
  });

  it("keeps the body of a define whose name cannot be read out of the way of the others", () => {
    const { definitions, list } = parse('{{ define x }}a{{ end }}{{ define "y" }}b{{ end }}c');
    expect(definitions.map(({ name }) => name)).toEqual(["y"]);
    expect(list.map(({ kind }) => kind)).toEqual(["text"]);
  });

  it("ends however deep it nests", () => {
    for (const [open, close] of [
      ["{{ if . }}", "{{ end }}"],
      ["{{ (", ") }}"],
      ['{{ define "x" }}', "{{ end }}"],
    ] as const) {
      const text = open.repeat(20_000) + close.repeat(20_000);
      expect(parse(text).problems.length).toBeGreaterThan(0);
    }
  });
});

describeCorpus("every prefix of a template", () => {
  it("is parsed, with spans within it", () => {
    for (const { text } of corpus("helm")
      .filter(({ path }) => path.includes("/templates/"))
      .slice(0, 40))
      for (let end = 0; end < text.length; end += 397) {
        const { list, problems, definitions } = parse(text.slice(0, end));
        for (const { start, end: to } of [...list, ...problems, ...definitions]) {
          expect(start).toBeLessThanOrEqual(to);
          expect(to).toBeLessThanOrEqual(end + 1);
        }
      }
  });
});
