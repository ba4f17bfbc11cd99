import { describe, expect, it } from "vitest";
import type { HelmAnswer } from "../oracle/helm.ts";
import { recorded } from "../oracle/recording.ts";
import { ALL_EXPRESSIONS, chartOf as expressionChart } from "../oracle/rendering/expressions.ts";
import { chartOf, printChart } from "../support/charts.ts";

describe("expressions", () => {
  const answers = recorded<HelmAnswer>("helm.expressions");

  it.each(ALL_EXPRESSIONS)("%s", (expression) => {
    const { text, error } = printChart(chartOf(expressionChart(expression)));
    const wanted = answers[expression];
    expect(text).toBe(wanted?.text);
    // Helm adds a hint to errors of templates.
    expect(error).toBe(wanted?.error?.replace(/\n\nUse --debug[\s\S]*$/, ""));
  });
});
