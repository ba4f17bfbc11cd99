import { describe, expect, it } from "vitest";
import { chartOf, printChart } from "../support/charts.ts";

const deep = `${"{a: ".repeat(3000)}1${"}".repeat(3000)}`;
const bomb = `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${Array.from(
  { length: 9 },
  (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(", ")}]`,
).join("\n")}\n`;

/** Templates that ask for more than anybody can do; each ends with an error that says which limit was reached. */
const GREEDY: Readonly<Record<string, readonly [string, RegExp]>> = {
  "an include of itself": ['{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }}', /nested|call each other|deep/],
  "a template of itself": ['{{ define "r" }}{{ template "r" . }}{{ end }}{{ template "r" . }}', /call each other|deep/],
  "two that include each other": [
    '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}x{{ include "a" . }}{{ end }}{{ include "a" . }}',
    /nested|call each other|deep/,
  ],
  "tpl of itself": ["{{ tpl .Values.self . }}", /call each other|deep/],
  "a loop over many numbers": ["{{ range until 1000000000 }}x{{ end }}", /longer than can be made/],
  "a loop over an integer": ["{{ range 100000000000 }}{{ end }}", /more steps/],
  "loops in loops": ["{{ range until 3000 }}{{ range until 3000 }}{{ end }}{{ end }}", /more steps/],
  "much output": ['{{ range until 20000 }}{{ repeat 1000 "x" }}{{ end }}', /write more/],
  "a long text": ['{{ repeat 100000000 "x" }}', /write more/],
  "a text doubled": ['{{ $x := "xxxxxxxxxx" }}{{ range until 60 }}{{ $x = printf "%s%s" $x $x }}{{ end }}', /write more/],
  "a text replaced": ['{{ $x := repeat 100000 "x" }}{{ $x | replace "x" $x }}', /write more/],
  "a wide number": ['{{ printf "%099999999d" 1 | len }}', /^$/],
  "a run of blanks": ['{{ printf "%99999999d" 1 }}', /^$/],
  "an indent": ['{{ indent 100000000 "a" }}', /write more/],
  "a list joined": ['{{ $x := repeat 1000 "x" }}{{ range until 100 }}{{ join $x (until 10000) }}{{ end }}', /write more/],
  "a map in itself": ['{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ toYaml $d }}', /nested too deeply|deep/],
  "a map in itself, printed": ['{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ $d }}', /deep/],
  "a map in itself, copied": ['{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ deepCopy $d }}', /deep/],
  "a bad expression": ['{{ regexMatch "(a+)+$" (repeat 5000 "a" | printf "%s!") }}', /^$/],
  "a long expression": ['{{ regexMatch (repeat 50000 "(a|b)?") "ab" }}', /more steps/],
  "an expression in a loop": [
    '{{ $x := repeat 20000 "a," }}{{ range until 500 }}{{ $y := regexSplit "," $x -1 }}{{ end }}',
    /more steps/,
  ],
  "a hash in a loop": ['{{ $x := repeat 1000000 "x" }}{{ range until 2000 }}{{ $y := sha256sum $x }}{{ end }}', /more steps/],
  "a copy in a loop": ["{{ $x := until 20000 }}{{ range $x }}{{ $y := deepCopy $x }}{{ end }}", /more steps/],
  "a list searched in a loop": ['{{ $x := until 20000 }}{{ range $x }}{{ $y := has "z" $x }}{{ end }}', /more steps/],
  "YAML read in a loop": [
    '{{ $x := repeat 20000 "- a\\n" }}{{ range until 500 }}{{ $y := fromYamlArray $x }}{{ end }}',
    /more steps/,
  ],
  "a text wrapped": ['{{ $x := repeat 20000 "a " }}{{ range until 500 }}{{ $y := wrap 1 $x }}{{ end }}', /more steps|write more/],
  "a map that grows": [
    "{{ $d := dict }}{{ range until 200000 }}{{ $_ := set $d (toString .) . }}{{ end }}{{ len $d }}",
    /^$|more steps/,
  ],
  "a list that grows": ["{{ $l := list }}{{ range until 20000 }}{{ $l = append $l . }}{{ end }}{{ len $l }}", /^$|more steps/],
  "a list made unique": ["{{ uniq (until 100000) | len }}", /^$|more steps/],
};

describe("what a chart may ask for", () => {
  it.each(Object.entries(GREEDY))("%s", (_, [template, message]) => {
    const files = chartOf({ "values.yaml": 'self: "{{ tpl .Values.self . }}"\n', "templates/a.yaml": `a: ${template}` });
    expect(printChart(files).error ?? "").toMatch(message);
  });

  it.each([
    ["deep values", deep],
    ["an alias bomb", bomb],
  ])("%s", (_, values) => {
    expect(printChart(chartOf({ "values.yaml": values, "templates/a.yaml": "a: b" })).error).toMatch(
      /deep|larger|nested|aliasing/,
    );
  });

  it("one file that reaches a limit leaves the others", () => {
    const files = chartOf({
      "templates/a.yaml": '{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }}',
      "templates/b.yaml": "kind: B",
    });
    const { rendering } = printChart(files);
    expect(rendering.manifests.map(({ text }) => text.text)).toEqual(["kind: B"]);
    expect(rendering.problems.map(({ code }) => code)).toEqual(["limit"]);
  });
});
