import type { ChartHost } from "../lint/chart/chart-host.ts";
import { pathOfName } from "./paths.ts";
import type { Disk } from "./probes.ts";

/** What judges charts by their names, which are those of `pathOfName`. */
export function chartsOnDisk(helm: ChartHost["helm"], disk: Disk): ChartHost {
  return {
    helm,
    files(folder) {
      const path = pathOfName(folder);
      return path === undefined ? undefined : disk.chart(path);
    },
    find(folder) {
      const path = pathOfName(folder);
      return (dependency) => (path === undefined ? undefined : disk.chartBeside(path, dependency));
    },
  };
}
