import { describe, it } from "vitest";
import { expectFresh } from "../recording.ts";
import { CHARTS_MADE } from "./small-charts.table.ts";
import { askHelm } from "./small-charts.ts";

describe("the recorded renderings", () => {
  it("of small charts are those of helm", () => expectFresh("helm", "helm.small-charts", { ...CHARTS_MADE }, askHelm));
});
