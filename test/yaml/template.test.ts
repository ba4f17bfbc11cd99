// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax of other template languages

import { describe, expect, it } from "vitest";
import { maskTemplate } from "../../server/yaml/template/mask.ts";
import { cutTemplate, parseTemplate } from "../../server/yaml/template/template.ts";
import { Field } from "../../server/yaml/tree/field.ts";
import type { Node } from "../../server/yaml/tree/tree.ts";
import { fc } from "../support/property.ts";

/** `path = value`, `path ?` (unknown), `path -` (absent), `path +` (open), `path .` (closed). */
function holds(root: Field, claim: string): boolean {
  const [, path = "", sign, value] = /^(\S*) ([=?+.-]) ?(.*)$/.exec(claim) ?? [];
  const field = root.at(
    ...path
      .split("/")
      .filter(Boolean)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
  );
  if (sign === "=") return field.state === "known" && String(field.value) === value;
  if (sign === "?") return field.state === "unknown";
  if (sign === "-") return field.state === "absent";
  return field.node?.kind !== "scalar" && field.exists && field.open === (sign === "+");
}

const cases: readonly (readonly [name: string, text: string, ...claims: string[]])[] = [
  ["a value", "a: {{ .x }}\nb: 1\n", "a ?", "b = 1", " ."],
  ["a value within text", "a: x-{{ .x }}:{{ .y }}\nb: 1\n", "a ?", "b = 1"],
  ["a value in quotes", `a: "{{ include "x" . }}"\nb: '{{ .y | quote }}'\nc: 1\n`, "a ?", "b ?", "c = 1"],
  ["a value without a space", "a:{{ .x }}\nb: 1\n", "a ?", "b = 1"],
  ["a value and a comment", "a: {{ .x }} # why\nb: 1\n", "a ?", "b = 1"],
  ["braces in a Go string", 'a: {{ "}}" }}\nb: {{ `}}` }}\nc: 1\n', "a ?", "b ?", "c = 1"],
  ["a value over lines", "a: {{ x\n  y }}\nb: 1\n", "a ?", "b = 1"],
  ["text behind a value over lines", "a: {{ x\n  y }}-z\nb: 1\n", "a ?", "b = 1"],
  ["an action that is not closed yet", "a: {{ .x\nb: 1\n", "a ?", "b = 1"],
  ["entries at a known column", "m:\n  {{- toYaml .x | nindent 2 }}\nb: 1\n", "m ?", "m/x ?", "b = 1", " ."],
  ["entries beside others", 'm:\n{{ include "l" . | indent 2 }}\n  k: 1\nb: 1\n', "m +", "m/k = 1", "m/x ?", "x -", " ."],
  ["entries behind others", "m:\n  k: 1\n  {{- toYaml .x | nindent 2 }}\nb: 1\n", "m +", "m/k = 1", "x -"],
  ["entries of the outer mapping", "m:\n  k: 1\n{{ toYaml .x | indent 0 }}\n", "m .", " +", "m/x -", "x ?"],
  ["entries on the key's line", "m: {{ toYaml .x | nindent 2 }}\n  k: 1\nb: 1\n", "m +", "m/k = 1", " ."],
  ["a mapping as value", 'm: {{- include "l" . | nindent 2 }}\nb: 1\n', "m ?", "m/x ?", " ."],
  ["lines whose column nobody knows", 'm:\n  o:\n    k: 1\n{{ include "x" . }}\nb: 1\n', "m +", "m/o +", " +", "m/o/k = 1"],
  ["items", "s:\n  - a\n  {{- range .x }}\n  - {{ . }}\n  {{- end }}\nb: 1\n", "s +", "s/0 = a", "s/1 ?", "b = 1", " ."],
  ["items at the column of the key", "s:\n- a\n{{ toYaml .x | indent 0 }}\nb: 1\n", "s +", "b = 1"],
  ["an item that goes on", "s:\n  - {{ toYaml .x | nindent 4 }}\n    k: 1\nb: 1\n", "s/0 +", "s/0/k = 1", "b = 1"],
  ["an item that is one action", "s:\n  - {{ .x }}\n  - k: 1\nb: 1\n", "s/0 ?", "s/1/k = 1", "s +"],
  ["a flow sequence", "s: [a, {{ .x }}]\nt: [a]\n", "s +", "s/0 = a", "s/1 ?", "t ."],
  ["a flow mapping", "m: {a: {{ .x }}, b: 1}\nc: 1\n", "m/a ?", "m/b = 1", "m .", "c = 1"],
  ["a key", "m:\n  {{ $k }}: 1\n  k: 2\nb: 1\n", "m +", "m/k = 2", "m/x ?", "b = 1"],
  ["an entry in an if", "{{- if .x }}\na: 1\n{{- end }}\nb: 1\n", "a = 1", "b = 1", " .", "c -"],
  ["branches that differ", "{{- if .x }}\na: 1\n{{- else }}\na: 2\n{{- end }}\nb: 1\n", "a ?", "b = 1"],
  ["branches that agree", "{{- if .x }}\na: 1\n{{- else }}\na: 1\n{{- end }}\n", "a = 1"],
  ["branches that hold mappings", "{{ if .x }}\na:\n  k: 1\n{{ else }}\na:\n  l: 1\n{{ end }}\n", "a ?", "a/k ?", "a/x ?"],
  ["branches of different form", "a:\n{{- if .x }}\n  k: 1\n{{- else }}\n  {}\n{{- end }}\nb: 1\n", "a +", "a/k = 1", "b = 1"],
  ["an if on one line", "a: {{ if .x }}y{{ else }}z{{ end }}\nb: 1\n", "a ?", "b = 1"],
  ["an entry on one line", "m:\n  k: 1\n  {{ if .x }}l: 2{{ end }}\nb: 1\n", "m +", "m/k = 1", "b = 1", " ."],
  ["a with", "{{- with .x }}\nm:\n  {{- toYaml . | nindent 2 }}\n{{- end }}\nb: 1\n", "m ?", "b = 1", "c -"],
  ["a range over entries", "m:\n  {{- range $k, $v := .x }}\n  {{ $k }}: {{ $v }}\n  {{- end }}\nb: 1\n", "m +", "m/x ?", " ."],
  ["a definition", '{{- define "x" }}\nkey: [\n---\n{{ if a }}{{ end }}\n{{- end }}\na: 1\n', "a = 1", " ."],
  ["a comment", "{{/* a: {{ */}}\n{{- /*\n b\n*/ -}}\na: 1\n", "a = 1", " ."],
  ["an assignment", '{{- $x := "y" }}\na: 1\n{{ $x = "z" }}\n', "a = 1", " ."],
  [
    "what goes on with such lines",
    "m:\n  {{- toYaml .x | nindent 2 }}\n    k: 1\n    # no\n  l: 2\nb: 1\n",
    "m +",
    "m/k ?",
    "m/l = 2",
    "b = 1",
    " .",
  ],
  ["an item that such lines end in", 's:\n  {{- include "i" . | nindent 2 }}\n    k: 1\nb: 1\n', "s ?", "b = 1", " ."],
  [
    "branches beside such lines",
    "m:\n  {{- if .x }}\n  {{- toYaml .x | nindent 2 }}\n  {{- else }}\n    k: 1\n  {{- end }}\nb: 1\n",
    "m/k = 1",
    "b = 1",
  ],
  ["a marker for items", "s:\n__ITEMS__\n  - a\n  ${MORE}\nb: 1\nt:\n$REST\n- c\n", "s/0 = a", "b = 1", "t/0 = c", "x ?"],
  ["a marker for entries", "m:\n  k: 1\n  __ENTRIES__\nb: 1\n", "m +", "m/k = 1", "m/x ?", "b = 1"],
  ["a marker within a text", "a: |\n  __A__\nb: >-\n  x\n  $B\nc: {{ .x }}\nd: x\n  ${D}\n", "c ?", " ."],
  ["statements of Jinja", "{% if x %}\na: 1\n{% else %}\na: 2\n{% endif %}\nb: {{ y }}\nc: 1\n", "a ?", "b ?", "c = 1", " ."],
  [
    "a loop of Jinja",
    "m:\n  {%- for k, v in x.items() %}\n  {{ k }}: {{ v }}\n  {%- endfor %}\n  k: 1\nb: 1\n",
    "m +",
    "m/k = 1",
    "b = 1",
    " .",
  ],
  ["a macro of Jinja", "{% macro l(x) %}\nk: 1\n{% endmacro %}\na: 1\n", "a = 1", "k -", " ."],
  ["a comment of Jinja", "{# a: {{ x }}\n b #}\na: 1\n", "a = 1", " ."],
  ["a block of ERB", "m:\n  <%- x.each do |k, v| -%>\n  <%= k %>: <%= v %>\n  <%- end -%>\nb: 1\n", "m +", "b = 1", " ."],
  ["EJS", "<% if (x) { %>\na: 1\n<% } else { %>\na: 2\n<% } %>\nb: 1\n", "a ?", "b = 1", " ."],
  [
    "directives of Terraform",
    "s:\n%{ for p in ports ~}\n- ${p}\n%{ endfor ~}\nb: {c: ${x}, d: 1}\n",
    "s +",
    "b/c ?",
    "b/d = 1",
    " .",
  ],
  ["Go's templates in square brackets", "s:\n[[ range .X ]]\n- [[ . ]]\n[[ end ]]\nb: 1\n", "s +", "b = 1", " ."],
  ["ytt", "a: #@ x\n#@ if y:\nb: 1\n#@ else:\nb: 2\n#@ end\nc: 1\n", "a ?", "b ?", "c = 1", " ."],
  ["tokens that begin no text", "a: %X%\nb: [%Y%, z]\nc: #{Z}#\nd: 1\n", "a ?", "b/0 ?", "b/1 = z", "c ?", "d = 1", " ."],
  ["a block scalar", "a: |\n  x {{ .y }}\n  {{- if z }}\n  w\n  {{- end }}\nb: 1\n", "a ?", "b = 1"],
  [
    "a block scalar that begins with an action",
    "a: |\n{{- if .averylongname }}\n    x\n{{ end }}\n    y\nb: 1\n",
    "a ?",
    "b = 1",
  ],
  ["a block scalar of one action", "a: |-\n{{ .x | indent 2 }}\nb: 1\n", "a ?", "b = 1", " ."],
  ["an action in a block scalar's header", "a: |- {{ .x | nindent 2 }}\nb: 1\n", "a ?", "b = 1"],
  ["a block scalar before an end", "{{ if x }}\na: |\n  x\n{{ end }}\nb: 1\n", "a = x\n", "b = 1"],
  ["a key with an action in a comment", "a: 1 # {{ .x }}\n# {{ if }}\nb: 1\n", "a = 1", "b = 1", " ."],
  ["an alias", "a: &x {{ .y }}\nb: *x\nc: &z 1\nd: *z\n", "a ?", "b ?", "d = 1"],
  ["nothing but an action", '{{ include "all" . }}\n', " ?", "a ?"],
];

describe("parseTemplate", () => {
  it.each(cases)("%s", (_, text, ...claims) => {
    for (const dress of [text, text.replaceAll("\n", "\r\n"), text.replace(/\n$/, "")]) {
      const tree = parseTemplate(dress);
      expect(tree.problems).toEqual([]);
      const root = Field.root(tree);
      const wrong = claims.filter((claim) => !holds(root, claim) && !(dress !== text && claim.includes("\n")));
      expect(wrong, JSON.stringify(maskTemplate(dress).text.replaceAll("\uE000", "@"))).toEqual([]);
    }
  });

  it("reports a key that stands twice, but not in two branches or under two names", () => {
    const duplicates = (text: string) => parseTemplate(text).problems.map(({ code, start }) => `${code} ${start}`);
    expect(duplicates("a: 1\na: {{ .x }}\n")).toEqual(["duplicate-key 5"]);
    expect(duplicates("{{ if x }}\na: 1\n{{ end }}\na: 2\n")).toEqual([]);
    expect(duplicates("{{ .x }}: 1\n{{ .y }}: 2\n")).toEqual([]);
    expect(duplicates('a: 1\n{{ print "---" }}\na: 2\n')).toEqual([]);
    expect(duplicates('l:\n{{ include "item" . }}\n  a: 1\n{{ include "item" . }}\n  a: 2\n')).toEqual([]);
    expect(duplicates("x:\n  a: 1\n  b:\n    {{- toYaml .x | nindent 4 }}\n  a: 2\n")).toEqual(["duplicate-key 50"]);
  });

  it("keeps the comments, and directives in template comments", () => {
    const text = "# top {{ .x }}\na: 1 # end\n{{/* plimsoll-disable-file x -- why */}}\n{{- /* other */ -}}\n";
    expect(parseTemplate(text).comments.map(({ start, end, text: own }) => [text.slice(start, end) === own, own])).toEqual([
      [true, "# top {{ .x }}"],
      [true, "# end"],
      [true, "plimsoll-disable-file x -- why"],
    ]);
  });

  it("tells fields that stand only under a condition", () => {
    const text = `{{ if a }}
kind: Pod
spec:
  {{- if b }}
  k1: 1
  {{- else }}
  k2: {k3: 2}
  {{- end }}
  w: 3
  v:
    {{- with c }}
    u: 4
    {{- end }}
{{ end }}`;
    const root = Field.root(parseTemplate(text));
    const conditional = (...path: string[]) => root.at(...path).conditional;
    expect([conditional("kind"), conditional("spec"), conditional("spec", "w"), conditional("spec", "v")]).not.toContain(true);
    const guarded = [
      conditional("spec", "k1"),
      conditional("spec", "k2"),
      conditional("spec", "k2", "k3"),
      conditional("spec", "v", "u"),
    ];
    expect(guarded).not.toContain(false);
    expect(root.at("spec", "k2", "k3").value).toBe(2);
  });

  it("hides keys that an action makes from those who list entries", () => {
    const root = Field.root(parseTemplate("{{ $k }}: 1\nb: 2\n"));
    expect(root.keys()).toEqual(["b"]);
  });

  it("says where the actions stand, relative to the slice", () => {
    const text = "a: 1\n---\nb: {{ x }}\n";
    const [, slice] = cutTemplate(text);
    const tree = parseTemplate(text, slice?.start, slice?.end);
    expect(tree.holes).toEqual([{ start: 7, end: 14 }]);
    expect(Field.root(tree).at("b").site).toMatchObject({ start: 4, end: 5 }); // what an action writes is not underlined
  });
});

describe("cutTemplate", () => {
  it.each([
    ["{{- if x }}\n---\na: 1\n---\nb: 1\n{{- end }}\n", 2],
    ['{{ define "x" }}\n---\na: 1\n---\n{{ end }}\nb: 1\n', 2],
    ["{{/*\n---\n*/}}\na: 1\n", 1],
    ["{{ x\n---\ny }}\na: 1\n", 1],
    ["a: 1\n{{- if x }}\n---\n{{- end }}\nb: 1\n", 2],
  ])("%j", (text, documents) => {
    expect(cutTemplate(text)).toHaveLength(documents);
  });
});

describe("generated templates", () => {
  const piece = fc.constantFrom(
    ...[
      "a: 1\n",
      "b:\n",
      "  c: 2\n",
      "  - d\n",
      "- e\n",
      "f: |\n",
      "    text\n",
      "---\n",
      "# g\n",
      "\n",
      "  ",
      " ",
      '"',
      "'",
      "\t",
    ],
    ...["{{ .x }}", "{{- .y | nindent 4 }}", "{{ if x }}", "{{- else }}", "{{- end }}", "{{/* c */}}", '{{ define "d" }}', "{{"],
    ...["{{ range\n x }}", "{{ `\n}}` }}", "}}", "{", "}", "[", "]", ":", ": ", "\r\n", "&a ", "*a", "x\n", "\uFEFF", "é😀"],
  );
  const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(""));

  it("keep their length and lines when they are masked", () => {
    fc.assert(
      fc.property(text, fc.boolean(), (source, firstBranch) => {
        const mask = maskTemplate(source, firstBranch);
        expect(mask.text.length).toBe(source.length);
        expect(breaks(mask.text)).toEqual(breaks(source));
        let end = 0;
        for (const hole of mask.holes) {
          expect(hole.start).toBeGreaterThanOrEqual(end);
          end = hole.end;
        }
        expect(end).toBeLessThanOrEqual(source.length);
      }),
      { numRuns: 3000 },
    );
  });

  it("have no syntax problem, and every scalar without a hole stands as it is in the text", () => {
    fc.assert(
      fc.property(text, (source) => {
        for (const { start, end } of cutTemplate(source)) {
          const tree = parseTemplate(source, start, end);
          expect(tree.problems.filter(({ code }) => code === "syntax")).toEqual([]);
          expectTrueOffsets(tree.root, source.slice(start, end));
        }
      }),
      { numRuns: 3000 },
    );
  });
});

function breaks(text: string): readonly number[] {
  return [...text.matchAll(/\r\n|\n/g)].map(({ index }) => index);
}

/** Every scalar's source is the text at its span. */
function expectTrueOffsets(node: Node | undefined, source: string): void {
  if (node?.kind === "scalar") expect(node.source).toBe(source.slice(node.start, node.end));
  else if (node?.kind === "sequence") for (const { value } of node.items) expectTrueOffsets(value, source);
  else if (node?.kind === "mapping")
    for (const { key, value } of node.entries) {
      expectTrueOffsets(key, source);
      expectTrueOffsets(value, source);
    }
}
