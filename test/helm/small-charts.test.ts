import { describe, expect, it } from "vitest";
import type { HelmAnswer } from "../oracle/helm.ts";
import { recorded } from "../oracle/recording.ts";
import { CHARTS_MADE } from "../oracle/rendering/small-charts.table.ts";
import { chartOf, printChart } from "../support/charts.ts";

/** Of an error of the YAML parser, what is not in its own words. */
const comparable = (error: string | undefined) =>
  error?.replace(/\n\nUse --debug[\s\S]*$/, "").replace(/(error converting YAML to JSON: yaml: (?:line \d+: )?).*/s, "$1");

describe("small charts are rendered as helm renders them", () => {
  const answers = recorded<HelmAnswer>("helm.small-charts");

  it.each(Object.entries(CHARTS_MADE))("%s", (name, { files: texts, options: { values = [], ...others } = {} }) => {
    const files = chartOf(texts);
    const { text, error } = printChart(files, { ...others, values: values.flatMap((path) => files.get(path) ?? []) });
    expect(comparable(error)).toBe(comparable(answers[name]?.error));
    expect(text).toBe(answers[name]?.text);
  });
});
