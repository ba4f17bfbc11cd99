import type { ChartFiles } from "../../../helm/chart/chart.ts";
import type { RenderOptions } from "../../../helm/render.ts";
import type { SourceFile } from "../../../helm/value/place.ts";
import { decodedUri } from "../../../text/path.ts";
import type { ChartSettings, ChosenFile } from "./chart-settings.ts";

/** One way to render a chart. */
export interface ValuesSet {
  /** What findings call it; `undefined` for the chart's own values, and for the only set. */
  readonly name: string | undefined;
  readonly options: RenderOptions;
  /** Of an object that installs the chart, what there is to know about it. */
  readonly release?: ReleaseOfSet;
}

/** An object that installs a chart. */
export interface ReleaseOfSet {
  /** The file that it stands in. */
  readonly file: string;
  /** Whether it has values that are not known, so that only what it says itself is certain. */
  readonly isPartial: boolean;
}

/** The files that are read for the sake of a chart and lie elsewhere. */
export interface FilesElsewhere {
  /** By its URI or path, decoded; the same file for the same text. `undefined` if it cannot be read. */
  read(name: string): SourceFile | undefined;
}

const SET = /^(?:values[-.][^/]+\.ya?ml|ci\/[^/]*values\.ya?ml)$/;
/** Some charts come with dozens of test values; every rendering takes its time. */
const MOST = 12;

/**
 * The ways to render a chart: those that are chosen, or with its own values and each set of values that lies beside them: `values-prod.yaml`,
 * `values.prod.yaml`, `ci/test-values.yaml`. `missing` is told of files that cannot be read.
 */
export function valuesSets(
  files: ChartFiles,
  settings: ChartSettings,
  elsewhere: FilesElsewhere,
  missing: (path: string) => void,
): readonly ValuesSet[] {
  const { sets, releaseName, namespace, set = [], setString = [], setJson = [], setFile = [] } = settings;
  const shared = {
    ...(releaseName === undefined ? {} : { releaseName }),
    ...(namespace === undefined ? {} : { namespace }),
    setString,
    setJson,
    setFile,
    ...(settings.readFile ? { readFile: settings.readFile } : {}),
  };
  const chosen = ({ path, elsewhere: other }: ChosenFile): readonly SourceFile[] => {
    const file = files.get(path.replace(/^(\.\/)+/, "")) ?? elsewhere.read(decodedUri(other));
    if (!file) missing(path);
    return file ? [file] : [];
  };
  if (sets)
    return sets.map(({ name, values, set: own = [] }) => ({
      name,
      options: { ...shared, values: values.flatMap(chosen), set: [...set, ...own] },
    }));
  const found = [...files].filter(([path]) => SET.test(path)).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    { name: undefined, options: { ...shared, values: [], set } },
    ...found.slice(0, MOST).map(([name, file]) => ({ name, options: { ...shared, values: [file], set } })),
  ];
}

/** Whether a file of a chart holds values by its name. */
export function isValuesFile(path: string): boolean {
  return /^(?:charts\/[^/]+\/)*values[^/]*\.ya?ml$/.test(path) || SET.test(path);
}
