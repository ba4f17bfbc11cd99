import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { ChartFiles } from "../helm/chart/chart.ts";
import type { FindChart } from "../helm/chart/load.ts";
import { findBeside, readChart } from "./chart.ts";
import { readText } from "./read.ts";

/** What a run asks of the file system beside the files that it lints. All paths are absolute. */
export interface Disk {
  exists(path: string): boolean;
  /** The text of a file; undefined if it cannot be read as one. */
  read(path: string): string | undefined;
  /** The files of a chart's folder; undefined if there is none. */
  chart(path: string): ChartFiles | undefined;
  /** The files of a chart that the one in the folder needs and that lies elsewhere. */
  chartBeside(path: string, dependency: Parameters<FindChart>[0]): ChartFiles | undefined;
}

export const disk: Disk = {
  exists: existsSync,
  read(path) {
    const content = readText(path);
    return "text" in content ? content.text : undefined;
  },
  chart: (path) => (existsSync(path) ? readChart(path) : undefined),
  chartBeside: (path, dependency) => findBeside(resolve(path))(dependency),
};
