import { describe, expect, it } from "vitest";
import type { HelmAnswer } from "../oracle/helm.ts";
import { recorded } from "../oracle/recording.ts";
import { faultsInOrder, SMALL_CHARTS } from "../oracle/rendering/small-charts.ts";
import { chartOf, printChart } from "../support/charts.ts";

/** Without the hint that Helm adds to errors of templates. */
const withoutHint = (error: string | undefined) => error && faultsInOrder(error.replace(/\n\nUse --debug[\s\S]*$/, ""));

describe("small charts are rendered as helm renders them", () => {
  const answers = recorded<HelmAnswer>("helm.small-charts");

  it.each(Object.entries(SMALL_CHARTS))("%s", (name, { files: texts, options: { values = [], ...others } = {} }) => {
    const files = chartOf(texts);
    const { text, error } = printChart(files, { ...others, values: values.flatMap((path) => files.get(path) ?? []) });
    expect(withoutHint(error)).toBe(withoutHint(answers[name]?.error));
    expect(text).toBe(answers[name]?.text);
  });
});
