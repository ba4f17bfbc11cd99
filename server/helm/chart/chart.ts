import type { Place, SourceFile } from "../value/place.ts";
import type { Text } from "../value/text.ts";
import type { Dict } from "../value/value.ts";
import type { Dependency, Metadata } from "./metadata.ts";

/** The files of a folder by their paths, with slashes; `text` is decoded when asked for, a byte that is no UTF-8 as a lone surrogate. */
export type ChartFiles = ReadonlyMap<string, SourceFile>;

/** A chart with its subcharts. What is decided about them for one rendering (names, values) is a copy's own. */
export interface Chart {
  readonly metadata: Metadata;
  /** That of Chart.yaml, or the alias. */
  readonly name: Text;
  readonly dependencies: readonly Dependency[];
  readonly subcharts: readonly Chart[];
  readonly values: Dict;
  /** With paths below the chart, such as `templates/deployment.yaml`. */
  readonly templates: readonly ChartFile[];
  /** What `.Files` sees. */
  readonly files: readonly ChartFile[];
  readonly crds: readonly ChartFile[];
  readonly schema: SourceFile | undefined;
}

export interface ChartFile {
  readonly path: string;
  readonly file: SourceFile;
}

export type ChartProblemCode =
  | "chart"
  | "values"
  | "dependency"
  | "template"
  | "yaml"
  | "fail"
  | "required"
  | "limit"
  | "schema"
  | "unused"
  | "warning";

/** What is wrong with a chart. */
export interface ChartProblem {
  readonly code: ChartProblemCode;
  /** What `helm template` prints behind `Error: `. */
  readonly message: string;
  /** The cause alone. */
  readonly reason: string;
  readonly place: Place | undefined;
}

export function chartProblem(code: ChartProblemCode, message: string, place?: Place): ChartProblem {
  return { code, message, reason: message, place };
}
