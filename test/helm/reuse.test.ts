import { describe, expect, it } from "vitest";
import type { ChartFiles } from "../../server/helm/chart/chart.ts";
import { loadChart } from "../../server/helm/chart/load.ts";
import { printManifests } from "../../server/helm/manifest/print.ts";
import { type Rendering, renderChart } from "../../server/helm/render.ts";
import type { Rendered } from "../../server/helm/reuse.ts";
import { chartOf } from "../support/charts.ts";
import { runs } from "../support/effort.ts";
import { fc } from "../support/property.ts";

type Texts = Readonly<Record<string, string>>;

const OPTIONS = { opensUnknown: true };

function render(files: ChartFiles, before?: Rendered): Rendering {
  const { chart } = loadChart(files);
  if (!chart) throw new Error("no chart");
  return renderChart(chart, OPTIONS, before);
}

/** The files with other texts; those that stay the same stay the same object. */
function changed(files: ChartFiles, texts: Readonly<Record<string, string | undefined>>): ChartFiles {
  const made = new Map(files);
  for (const [path, text] of Object.entries(texts))
    if (text === undefined) made.delete(path);
    else made.set(path, { path, text });
  return made;
}

const said = ({ manifests, problems }: Rendering) => [printManifests(manifests), problems.map(({ message }) => message)];

const BASE: Texts = {
  "values.yaml": "a: 1\n",
  "templates/_h.tpl": '{{ define "h" }}{{ .Values.a }}{{ end }}',
  "templates/a.yaml": 'kind: A\na: {{ include "h" . }}\nb: {{ .Values.none.x }}\n',
  "templates/b.yaml": "kind: B\na: {{ .Values.a }}\n",
};

describe("a chart that is rendered again", () => {
  it.each<readonly [string, Texts, Readonly<Record<string, string | undefined>>, readonly string[]]>([
    ["keeps what other files render to", {}, { "templates/b.yaml": "kind: B\na: 2\n" }, ["a"]],
    ["keeps errors of other files", {}, { "templates/b.yaml": "kind: B\na: {{ .Values.b.c }}\n" }, ["a"]],
    ["renders those that include a helper that changes", {}, { "templates/_h.tpl": '{{ define "h" }}2{{ end }}' }, ["b"]],
    [
      "also through another helper, an action, and a text of values",
      {
        "values.yaml": "a: 1\nt: '{{ include \"h\" . }}'\n",
        "templates/_i.tpl": '{{ define "i" }}{{ template "h" . }}{{ end }}',
        "templates/c.yaml": 'kind: C\na: {{ template "i" . }}\n',
        "templates/d.yaml": "kind: D\na: {{ tpl .Values.t . }}\n",
        "templates/e.yaml": 'kind: E\na: {{ tpl "{{ define \\"h\\" }}own{{ end }}{{ include \\"h\\" . }}" . }}\n',
      },
      { "templates/_h.tpl": '{{ define "h" }}2{{ end }}' },
      ["b", "e"],
    ],
    [
      "renders a file that includes another by its path",
      { "templates/c.yaml": 'kind: C\na: {{ include (print .Template.BasePath "/b.yaml") . | sha256sum }}\n' },
      { "templates/b.yaml": "kind: B\na: 2\n" },
      ["a"],
    ],
    [
      "renders a file whose helper was not there",
      { "templates/c.yaml": 'kind: C\na: {{ include "new" . }}\n' },
      { "templates/_h.tpl": '{{ define "h" }}2{{ end }}{{ define "new" }}3{{ end }}' },
      ["b"],
    ],
    ["renders all where values change", {}, { "values.yaml": "a: 2\n" }, []],
    [
      "renders those that include what a file begins to define",
      { "templates/_a.tpl": "" },
      { "templates/_a.tpl": '{{ define "h" }}3{{ end }}' },
      ["b"],
    ],
    [
      "renders those that include what a file ceases to define",
      { "templates/_a.tpl": '{{ define "h" }}3{{ end }}' },
      { "templates/_a.tpl": "" },
      ["b"],
    ],
    [
      "keeps what a definition has no part in that another one overrules",
      {},
      { "templates/b.yaml": 'kind: B\n{{ define "h" }}3{{ end }}' },
      ["a"],
    ],
    ["renders all where a file goes", {}, { "templates/b.yaml": undefined }, []],
    ["renders all where values are changed by a file", {}, { "templates/b.yaml": 'kind: B\n{{ $_ := set .Values "a" 5 }}' }, []],
    [
      "also through a variable",
      { "templates/z.yaml": '{{ $v := .Values }}{{ $_ := set $v "a" 5 }}' },
      { "templates/z.yaml": "kind: Z\n" },
      [],
    ],
    [
      "also over several lines",
      { "templates/z.yaml": '{{ $_ := merge\n .Values (dict "b" 5) }}' },
      { "templates/z.yaml": "kind: Z\n" },
      [],
    ],
    [
      "not where words and comments only speak of it",
      { "templates/z.yaml": '# set .Values\nkind: Z\nx: {{ "merge $ it" }}{{/* set . */}}\n' },
      { "templates/b.yaml": "kind: B\n" },
      ["a", "z"],
    ],
    [
      "not where a file changes what it made",
      { "templates/z.yaml": '{{ $v := dict }}{{ $_ := set $v "a" 5 }}' },
      { "templates/b.yaml": "kind: B\n" },
      ["a", "z"],
    ],
    [
      "renders a file that changes values again, for those that follow",
      { "templates/z.yaml": 'kind: Z\n{{ $_ := set .Values "a" 5 }}' },
      { "templates/b.yaml": "kind: B\na: {{ .Values.a }}\nb: 1\n" },
      ["a"],
    ],
    [
      "renders those that follow where a file changes values in another way",
      {
        "templates/aa.yaml": 'kind: A\n{{ $_ := set .Values.m "x" 5 }}',
        "values.yaml": "a: 1\nm: { x: 1 }\n",
        "templates/a.yaml": "kind: A\nm: {{ .Values.m.x }}\n",
      },
      { "templates/aa.yaml": 'kind: A\n{{ $_ := set .Values.m "x" 6 }}' },
      ["b"],
    ],
    [
      "knows what was put into the values by another file",
      {
        "templates/z.yaml": 'kind: Z\n{{ $_ := set .Values "made" (dict "x" 1) }}',
        "templates/y.yaml": 'kind: Y\n{{ $_ := merge .Values.made (dict "y" 1) }}',
        "templates/a.yaml": "kind: A\nm: {{ .Values.made.y }}{{ .Values.made.z }}\n",
      },
      { "templates/y.yaml": 'kind: Y\n{{ $_ := merge .Values.made (dict "z" 1) }}' },
      [],
    ],
    [
      "renders what a subchart has now",
      { "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n", "charts/s/templates/x.yaml": "kind: X\n" },
      { "charts/s/templates/x.yaml": "kind: X\na: 1\n" },
      ["a", "b"],
    ],
    [
      "knows maps below a copy that is none of them",
      {
        "values.yaml": "a: 1\nm: { k: { x: 1 } }\n",
        "templates/z.yaml": 'kind: Z\n{{ $c := merge (dict) .Values.m }}{{ $_ := set $c.k "x" 2 }}',
        "templates/a.yaml": "kind: A\nx: {{ .Values.m.k.x }}\n",
      },
      { "templates/z.yaml": "kind: Z\n" },
      [],
    ],
    ["sees files", { "templates/c.yaml": 'kind: C\na: {{ .Files.Get "f.txt" }}\n', "f.txt": "1" }, { "f.txt": "2" }, []],
  ])("%s", (_, more, change, kept) => {
    const files = chartOf({ ...BASE, ...more });
    const before = render(files);
    const now = changed(files, change);
    const again = render(now, before.rendered);
    expect(said(again)).toEqual(said(render(now)));
    const same = [...(again.rendered?.files ?? [])].filter(([name, one]) => before.rendered?.files.get(name) === one);
    expect(same.map(([name]) => name.replace(/.*\/(.*)\.yaml/, "$1")).sort()).toEqual(kept);
  });
});

/** What each file of a chart may say. */
const HISTORY: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "values.yaml": ["a: 1\nm: { x: 1 }\n", "a: 2\nm: { x: 2 }\nt: '{{ include \"h\" . }}'\n"],
  "templates/_h.tpl": [
    '{{ define "h" }}{{ .Values.a }}{{ end }}{{ define "i" }}{{ template "h" . }}{{ end }}',
    '{{ define "h" }}{{ .Values.m.x }}{{ end }}',
    '{{/* moved */}}{{ define "h" }}{{ .Values.a }}{{ end }}{{ define "i" }}{{ include "j" . }}{{ end }}',
    undefined,
  ],
  "templates/_j.tpl": [
    '{{ define "j" }}j{{ end }}',
    '{{ define "j" }}{{ include "h" . }}{{ end }}',
    '{{ define "h" }}other{{ end }}',
    undefined,
  ],
  "templates/a.yaml": ['kind: A\na: {{ include "h" . }}\n', 'kind: A\na: {{ include "i" . }}\n', "kind: A\n"],
  "templates/b.yaml": [
    "kind: B\na: {{ .Values.m.x }}\n",
    'kind: B\n{{ $_ := set .Values.m "x" 5 }}',
    'kind: B\nb: {{ include "j" . }}\n{{ define "i" }}from b{{ end }}',
  ],
  "templates/c.yaml": [
    'kind: C\nc: {{ include (print .Template.BasePath "/b.yaml") . | quote }}\n',
    "kind: C\nc: {{ tpl .Values.t . }}\n",
  ],
};

it("renders to what a fresh rendering does, at the same places, after any history", () => {
  const change = fc
    .constantFrom(...Object.keys(HISTORY))
    .chain((path) => fc.tuple(fc.constant(path), fc.constantFrom(...(HISTORY[path] ?? []))));
  const places = ({ manifests }: Rendering) =>
    manifests.map(({ text }) => text.runs.map(({ place, length }) => [length, place?.file.text, place?.start, place?.end]));
  let kept = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      let files = chartOf(Object.fromEntries(Object.entries(HISTORY).map(([path, [text]]) => [path, text as string])));
      let rendering = render(files);
      for (const [path, text] of changes) {
        files = changed(files, { [path]: text });
        const before = rendering.rendered;
        rendering = render(files, before);
        const fresh = render(files);
        expect([said(rendering), places(rendering)]).toEqual([said(fresh), places(fresh)]);
        kept += [...(rendering.rendered?.files ?? [])].filter(([name, one]) => before?.files.get(name) === one).length;
      }
    }),
    { numRuns: runs(200) },
  );
  expect(kept).toBeGreaterThan(0);
});

it("has the values as they were when a file no longer changes them", () => {
  const plain = { "templates/b.yaml": "kind: B\na: {{ .Values.a }}\n" };
  const setting = { "templates/b.yaml": 'kind: B\n{{ $_ := set .Values "a" 5 }}' };
  let files = chartOf(BASE);
  let rendering = render(files);
  for (const texts of [setting, plain, { "templates/a.yaml": "kind: A\na: {{ .Values.a }}\n" }, setting, plain]) {
    files = changed(files, texts);
    rendering = render(files, rendering.rendered);
    expect(said(rendering)).toEqual(said(render(files)));
  }
});
