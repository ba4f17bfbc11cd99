import { describe, it } from "vitest";
import { expectFresh } from "../recording.ts";
import { askHelm, SMALL_CHARTS } from "./small-charts.ts";

describe("the recorded renderings", () => {
  it("of small charts are those of helm", () => expectFresh("helm", "helm.small-charts", { ...SMALL_CHARTS }, askHelm));
});
