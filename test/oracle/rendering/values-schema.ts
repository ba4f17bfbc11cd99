import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Crash } from "../client.ts";
import { type HelmAnswer, helm } from "../helm.ts";
import { SCHEMA_SETS, VALUES_SCHEMA } from "./values-schema.table.ts";

/** The files of the chart whose values are compared with the schema. */
export const SCHEMA_CHART: Readonly<Record<string, string>> = {
  "Chart.yaml": "apiVersion: v2\nname: web\nversion: 0.1.0\n",
  "values.yaml": "",
  "values.schema.json": VALUES_SCHEMA,
  "templates/a.yaml": "kind: A\n",
};

/** What helm says of each of the values. */
export function askHelm(): readonly (HelmAnswer | Crash)[] {
  const chart = mkdtempSync(join(tmpdir(), "plimsoll-schema-"));
  try {
    mkdirSync(join(chart, "templates"));
    for (const [path, text] of Object.entries(SCHEMA_CHART)) writeFileSync(join(chart, path), text);
    return helm(SCHEMA_SETS.map((set) => ({ chart, set: [set] })));
  } finally {
    rmSync(chart, { recursive: true });
  }
}
