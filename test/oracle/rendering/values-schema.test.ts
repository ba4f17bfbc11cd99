import { describe, it } from "vitest";
import { expectFresh } from "../recording.ts";
import { SCHEMA_SETS, VALUES_SCHEMA } from "./values-schema.table.ts";
import { askHelm } from "./values-schema.ts";

describe("the recorded answers", () => {
  it("about values and a schema are those of helm", () =>
    expectFresh("helm", "helm.values-schema", Object.fromEntries(SCHEMA_SETS.map((set) => [set, VALUES_SCHEMA])), askHelm));
});
