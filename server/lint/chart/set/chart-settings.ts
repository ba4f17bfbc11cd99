import type { ReadFile } from "../../../helm/chart/set.ts";

/** How a chart is rendered, by the configuration and the command line. What is not said is left to Plimsoll. */
export interface ChartSettings {
  readonly releaseName?: string;
  readonly namespace?: string;
  /** The N of 1.N; else that of the chart's files. */
  readonly kubernetes?: number;
  /** One rendering for each; absent: the chart's own values, and each file of values that lies beside them. */
  readonly sets?: readonly ChosenSet[];
  /** Arguments of `--set`, for every rendering. */
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setJson?: readonly string[];
  readonly setFile?: readonly string[];
  /** Reads what `setFile` names. */
  readonly readFile?: ReadFile;
  /** Whether subcharts that come from elsewhere are judged too. */
  readonly subcharts?: boolean;
}

/** A set of values by name; without one it is the only set. */
export interface ChosenSet {
  readonly name: string | undefined;
  readonly values: readonly ChosenFile[];
  readonly set?: readonly string[];
}

/** A file of values: in the chart if it is there, else elsewhere. */
export interface ChosenFile {
  /** As the user gives it; relative to the chart. */
  readonly path: string;
  /** URI or path of the file where it is not in the chart. */
  readonly elsewhere: string;
}
