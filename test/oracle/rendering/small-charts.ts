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
    return helm(questions).map(inOrder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Helm walks through maps in any order: what it logs of their entries is sorted here. */
function inOrder(answer: HelmAnswer | Crash): HelmAnswer | Crash {
  if ("crash" in answer) return answer;
  const { error, log } = answer;
  return { ...answer, ...(error !== undefined && { error: faultsInOrder(error) }), ...(log && { log: [...log].sort() }) };
}

/** An error with the faults that it lists in a row sorted. */
export function faultsInOrder(error: string): string {
  return error.replaceAll(/(?:^- .*\n)+/gm, (faults) => faults.split("\n").filter(Boolean).sort().join("\n").concat("\n"));
}
