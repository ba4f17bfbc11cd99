import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Text } from "../../server/helm/value/text.ts";
import { CHARTS } from "../oracle/rendering/charts.table.ts";
import { ALL_EXPRESSIONS, chartOf as expressionChart } from "../oracle/rendering/expressions.ts";
import { chartFiles, chartOf, printChart } from "../support/charts.ts";
import { corpusRoot, describeCorpus } from "../support/corpus.ts";

/** Laws of the runs of a rendered text. */
function checkRuns({ text, runs }: Text): void {
  let at = 0;
  for (const { length, place, exact } of runs) {
    const piece = text.slice(at, at + length);
    at += length;
    expect(place, `no origin of ${JSON.stringify(piece)}`).toBeDefined();
    if (!place) continue;
    const { file, start, end } = place;
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeLessThanOrEqual(file.text.length);
    expect(start).toBeLessThanOrEqual(end);
    if (exact) expect(file.text.slice(start, end)).toBe(piece);
  }
  expect(at).toBe(text.length);
}

/** The rendered text in pieces, each with the file and the text that it comes from. */
function pieces(texts: Readonly<Record<string, string>>): readonly string[] {
  const { rendering } = printChart(chartOf(texts));
  const text = rendering.files.get("c/templates/a.yaml") as Text;
  let at = 0;
  return text.runs.map(({ length, place }) => {
    const piece = text.text.slice(at, at + length);
    at += length;
    return `${JSON.stringify(piece)} ${place?.file.path} ${JSON.stringify(place?.file.text.slice(place.start, place.end))}`;
  });
}

describe("every rendered character has an origin", () => {
  it.each(ALL_EXPRESSIONS)("%s", (expression) => {
    for (const text of printChart(chartOf(expressionChart(expression))).rendering.files.values()) checkRuns(text);
  });

  it("in the values that functions pass on", () => {
    const values = "name: web\ncount: 3\nlist: [a, b]\nlong: |\n  first\n  second\n";
    const render = (template: string) => pieces({ "values.yaml": values, "templates/a.yaml": template });
    expect(render("{{ .Values.name | upper | trunc 2 }}")).toEqual(['"WE" values.yaml "web"']);
    expect(render("x{{ .Values.count }}")).toEqual(['"x" templates/a.yaml "x"', '"3" values.yaml "3"']);
    expect(render('{{ printf "%s-%d" .Values.name 5 }}')).toEqual([
      '"web" values.yaml "web"',
      '"-" templates/a.yaml "-"',
      '"5" templates/a.yaml "printf \\"%s-%d\\" .Values.name 5"',
    ]);
    expect(render("{{ .Values.list | toYaml }}")).toEqual([
      '"- " templates/a.yaml "toYaml"',
      '"a" values.yaml "a"',
      '"\\n- " templates/a.yaml "toYaml"',
      '"b" values.yaml "b"',
    ]);
    expect(render("{{ .Values.long | indent 1 }}")).toEqual([
      '" " templates/a.yaml "indent 1"',
      '"first\\n" values.yaml "first\\n"',
      '" " templates/a.yaml "indent 1"',
      '"second\\n" values.yaml "second\\n"',
      '" " templates/a.yaml "indent 1"',
    ]);
  });
});

describeCorpus("every character of a chart has an origin", () => {
  it.each(CHARTS)("%s", (chart) => {
    for (const text of printChart(chartFiles(join(corpusRoot, "helm", chart))).rendering.files.values()) checkRuns(text);
  });
});
