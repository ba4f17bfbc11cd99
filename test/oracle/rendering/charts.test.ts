import { it } from "vitest";
import { describeCorpus } from "../../support/corpus.ts";
import { expectFresh } from "../recording.ts";
import { CHARTS } from "./charts.table.ts";
import { askHelm } from "./charts.ts";

describeCorpus("the recorded sums", () => {
  it("of charts are those of helm", () =>
    expectFresh("helm", "helm.charts", Object.fromEntries(CHARTS.map((chart) => [chart, ""])), askHelm));
});
