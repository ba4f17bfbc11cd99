import { describe, it } from "vitest";
import { expectFresh } from "../recording.ts";
import { EXPRESSIONS, VALUES } from "./expressions.table.ts";
import { askHelm } from "./expressions.ts";

describe("the recorded renderings", () => {
  it("of expressions are those of helm", () =>
    expectFresh("helm", "helm.expressions", { ...Object.fromEntries(EXPRESSIONS.map((one) => [one, VALUES])) }, askHelm));
});
