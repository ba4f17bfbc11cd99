import type { ChartFiles } from "../../helm/chart/chart.ts";
import type { FindChart } from "../../helm/chart/load.ts";
import type * as helm from "../../helm/helm.ts";
import type { SourceFile } from "../../helm/value/place.ts";
import type { OverlayFiles } from "../overlay/built-finding.ts";
import type { ChartSettings } from "./set/chart-settings.ts";
import type { PlacedRelease } from "./set/releases.ts";

/** What a host gives so that charts are analyzed as they render. Folders are named as files are: URIs or paths, decoded, with a slash at the end. */
export interface ChartHost {
  /** The layer that renders: it is loaded only where there is a chart. */
  readonly helm: typeof helm;
  /** The files of a chart's folder; `undefined` if it cannot be read. */
  files(folder: string): ChartFiles | undefined;
  /** Finds charts that a chart needs and that are not in its folder. */
  find(folder: string): FindChart;
}

/** The files of a workspace, as charts see them. */
export interface ChartWorkspace extends OverlayFiles {
  /** How the chart in a folder is rendered. */
  chartSettings(folder: string): ChartSettings;
  /** The objects that install the chart in a folder. */
  releasesOf(folder: string): readonly PlacedRelease[];
  /** A file that lies in no chart; the same one as long as its text is the same. */
  fileElsewhere(name: string): SourceFile | undefined;
}
