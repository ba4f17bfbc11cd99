import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Crash } from "../client.ts";
import { type HelmAnswer, helm } from "../helm.ts";
import { ODD_CHARTS } from "./odd-charts.table.ts";
import { CHARTS_MADE, type SmallChart } from "./small-charts.table.ts";

/** Everything that is asked. */
export const SMALL_CHARTS: Readonly<Record<string, SmallChart>> = { ...CHARTS_MADE, ...ODD_CHARTS };

/** What helm makes of each chart. */
export function askHelm(): readonly (HelmAnswer | Crash)[] {
  const folder = mkdtempSync(join(tmpdir(), "plimsoll-charts-"));
  try {
    const questions = Object.values(SMALL_CHARTS).map(({ files, options: { values = [], ...others } = {} }, i) => {
      const chart = join(folder, String(i));
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(chart, path)), { recursive: true });
        writeFileSync(join(chart, path), text);
      }
      return { chart, values: values.map((path) => join(chart, path)), ...others };
    });
    return helm(questions);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
