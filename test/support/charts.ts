import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe } from "vitest";
import type { ChartFiles } from "../../server/helm/chart/chart.ts";
import { loadChart } from "../../server/helm/chart/load.ts";
import { printManifests } from "../../server/helm/manifest/print.ts";
import { type Rendering, type RenderOptions, renderChart } from "../../server/helm/render.ts";
import { textOf } from "../../server/helm/value/bytes.ts";
import type { SourceFile } from "../../server/helm/value/place.ts";

/** Charts with what the released helm prints for them, which stand beside the checkout. They are no part of the project. */
export const casesRoot = fileURLToPath(new URL("../../../shared/design/charts-cases", import.meta.url));

/** `describe` for tests that read these charts: skipped where they are absent, and says so. */
export function describeChartCases(name: string, body: () => void): void {
  const present = existsSync(casesRoot);
  if (!present) process.stderr.write(`skipped: "${name}" needs ../shared/design/charts-cases beside the checkout\n`);
  describe.skipIf(!present)(present ? name : `${name} (skipped: no ../shared/design/charts-cases)`, body);
}

/** The files of a chart's folder. */
export function chartFiles(folder: string): ChartFiles {
  const files = new Map<string, SourceFile>();
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const full = join(folder, path);
    if (!statSync(full, { throwIfNoEntry: false })?.isFile()) continue;
    const name = path.replaceAll("\\", "/");
    files.set(name, { path: name, text: textOf(readFileSync(full)).replace(/^\ufeff/, "") });
  }
  return files;
}

/** The files of a chart by their texts. */
export function chartOf(texts: Readonly<Record<string, string>>): ChartFiles {
  const all = { "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n", ...texts };
  return new Map(Object.entries(all).map(([path, text]) => [path, { path, text }]));
}

/** What `helm template` would print, or its error. */
export interface Printed {
  readonly text: string;
  readonly error: string | undefined;
  readonly rendering: Rendering;
}

export function printChart(
  files: ChartFiles,
  options: RenderOptions & { includeCrds?: boolean; noHooks?: boolean } = {},
): Printed {
  const { chart, problems } = loadChart(files);
  const rendering = chart ? renderChart(chart, options) : { manifests: [], definitions: [], files: new Map(), problems: [] };
  const [error] = [...problems, ...rendering.problems].filter(({ code }) => code !== "warning");
  const printed = { definitions: options.includeCrds ? rendering.definitions : [], noHooks: options.noHooks ?? false };
  return { text: error ? "" : printManifests(rendering.manifests, printed), error: error?.message, rendering };
}
