import { join } from "node:path";
import { expect, it } from "vitest";
import { recorded } from "../oracle/recording.ts";
import { CHARTS } from "../oracle/rendering/charts.table.ts";
import { type ChartSum, sumOf } from "../oracle/rendering/charts.ts";
import { chartFiles, printChart } from "../support/charts.ts";
import { corpusRoot, describeCorpus } from "../support/corpus.ts";

describeCorpus("charts of the corpus render as helm renders them", () => {
  const answers = recorded<ChartSum>("helm.charts");

  it.each(CHARTS)("%s", (chart) => {
    const { sum, lines, random, error } = answers[chart] as ChartSum;
    const printed = printChart(chartFiles(join(corpusRoot, "helm", chart)));
    expect(printed.error).toBe(error?.replace(/\n\nUse --debug[\s\S]*$/, ""));
    if (error === undefined) expect(sumOf(printed.text, random)).toEqual({ sum, lines, random });
  });
});
