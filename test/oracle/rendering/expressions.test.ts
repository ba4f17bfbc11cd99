import { describe, it } from "vitest";
import { expectFresh } from "../recording.ts";
import { VALUES } from "./expressions.table.ts";
import { ALL_EXPRESSIONS, askHelm } from "./expressions.ts";

describe("the recorded renderings", () => {
  it("of expressions are those of helm", () =>
    expectFresh("helm", "helm.expressions", { ...Object.fromEntries(ALL_EXPRESSIONS.map((one) => [one, VALUES])) }, askHelm));
});
