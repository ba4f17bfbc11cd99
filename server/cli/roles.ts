import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FileRole } from "../lint/dialect.ts";
import { roleInChart } from "../lint/file-role.ts";
import { pathOf } from "./paths.ts";

const charts = new Map<string, string | undefined>();

/** What a file is by its place: in a chart, a template or what Helm itself reads. */
export function roleOf(uri: string): FileRole | undefined {
  const path = pathOf(uri);
  return roleInChart(path.replaceAll("\\", "/"), chartAbove(dirname(path))?.replaceAll("\\", "/"));
}

/** The nearest directory at or above this one that holds a `Chart.yaml`. */
function chartAbove(directory: string): string | undefined {
  if (charts.has(directory)) return charts.get(directory);
  const parent = dirname(directory);
  const chart = existsSync(join(directory, "Chart.yaml")) ? directory : parent === directory ? undefined : chartAbove(parent);
  charts.set(directory, chart);
  return chart;
}
