import { describe, it } from "vitest";
import { expectFresh } from "../recording.ts";
import { RELEASES, REPOSITORY } from "./releases.table.ts";
import { askHelm } from "./releases.ts";

describe("the recorded renderings", () => {
  it("of charts that objects install are those of helm", () =>
    expectFresh(
      "helm",
      "helm.releases",
      Object.fromEntries(Object.entries(RELEASES).map(([name, { helm, chart }]) => [name, { helm, chart, REPOSITORY }])),
      askHelm,
    ));
});
