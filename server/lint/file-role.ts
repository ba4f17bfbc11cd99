import { type ChartRole, chartRole } from "../kube/chart.ts";
import type { FileRole } from "./dialect.ts";

const CHART_ROLES: Readonly<Record<ChartRole, FileRole | undefined>> = {
  template: "template",
  helper: "data",
  notes: "data",
  values: "data",
  chart: "data",
  crd: undefined,
  file: undefined,
};

/** What a file is by its place in a chart. `chart` is as for `chartRole`: the folder of the nearest `Chart.yaml` above the file. */
export function roleInChart(path: string, chart: string | undefined): FileRole | undefined {
  const role = chartRole(path, chart);
  return role && CHART_ROLES[role];
}
