import { describe, expect, it } from "vitest";
import type { HelmAnswer } from "../oracle/helm.ts";
import { recorded } from "../oracle/recording.ts";
import { SCHEMA_SETS } from "../oracle/rendering/values-schema.table.ts";
import { SCHEMA_CHART } from "../oracle/rendering/values-schema.ts";
import { chartOf, printChart } from "../support/charts.ts";

describe("values that a schema does not allow are refused as helm refuses them", () => {
  const answers = recorded<HelmAnswer>("helm.values-schema");

  it.each(SCHEMA_SETS)("%s", (set) => {
    expect(printChart(chartOf(SCHEMA_CHART), { set: [set] }).error).toBe(answers[set]?.error);
  });

  it("also those of subcharts, and a reference to the schema itself ends", () => {
    const { error } = printChart(
      chartOf({
        "values.yaml": "sub: { p: x }\n",
        "charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 0.1.0\n",
        "charts/sub/values.schema.json":
          '{"$ref":"#/definitions/a","definitions":{"a":{"properties":{"p":{"type":"integer"}},"not":{"$ref":"#/definitions/b"}},"b":{"$ref":"#/definitions/b"}}}',
        "templates/a.yaml": "kind: A\n",
      }),
    );
    expect(error).toContain(
      "sub:\n- (root): Must not validate the schema (not)\n- p: Invalid type. Expected: integer, given: string\n",
    );
  });
});
