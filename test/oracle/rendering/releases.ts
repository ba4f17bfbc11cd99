import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Crash } from "../client.ts";
import { type HelmAnswer, helm } from "../helm.ts";
import { RELEASES, REPOSITORY } from "./releases.table.ts";

/** What helm makes of the chart with the arguments that stand for each object. */
export function askHelm(): readonly (HelmAnswer | Crash)[] {
  const folder = mkdtempSync(join(tmpdir(), "plimsoll-releases-"));
  try {
    for (const [path, text] of Object.entries(REPOSITORY)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return helm(
      Object.values(RELEASES).map(({ helm: { values = [], ...others }, chart = "charts/web" }) => {
        return { chart: join(folder, chart), values: values.map((path) => join(folder, path)), ...others };
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
