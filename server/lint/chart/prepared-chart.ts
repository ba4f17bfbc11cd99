import type { Chart, ChartFiles, ChartProblem } from "../../helm/chart/chart.ts";
import type { SourceFile } from "../../helm/value/place.ts";
import { isBelow } from "../../text/path.ts";
import type { ChartHost, ChartWorkspace } from "./chart-host.ts";
import { releaseSets } from "./set/release-sets.ts";
import { isValuesFile, type ValuesSet, valuesSets } from "./set/values-sets.ts";
import { foreignSubcharts } from "./subcharts.ts";

/** A chart, ready to be rendered with each of its sets of values. */
export interface PreparedChart {
  readonly folder: string;
  readonly chart: Chart;
  /** What was wrong when it was loaded. */
  readonly problems: readonly ChartProblem[];
  /** The files in which findings may stand, with their names: those of the chart but for what comes from elsewhere, and files of values. */
  readonly own: ReadonlyMap<SourceFile, string>;
  /** Files of values. */
  readonly values: ReadonlySet<SourceFile>;
  /** The files of subcharts that come from elsewhere and are not judged. */
  readonly foreign: ReadonlySet<string>;
  /** The names of files that lie elsewhere and were asked for. */
  readonly elsewhere: ReadonlySet<string>;
  readonly sets: readonly ValuesSet[];
  /** Files of values that are chosen and cannot be read. */
  readonly missing: readonly string[];
}

/** Reads the chart in a folder with the texts that the linter knows; `undefined` if there is none, or a library, which is not rendered. */
export function prepareChart(host: ChartHost, workspace: ChartWorkspace, folder: string): PreparedChart | undefined {
  const files = currentFiles(host, workspace, folder);
  const { chart, problems, isIncomplete } = host.helm.loadChart(files, host.find(folder));
  if (!chart || chart.metadata.type.toLowerCase() === "library") return undefined;
  const settings = workspace.chartSettings(folder);
  const folders = settings.subcharts ? [] : foreignSubcharts(files);
  const own = new Map<SourceFile, string>();
  const foreign = new Set<string>();
  for (const [path, file] of files)
    if (folders.some((one) => path.startsWith(one))) foreign.add(`${folder}${path}`);
    else own.set(file, `${folder}${path}`);
  const elsewhere = new Set<string>();
  const read = (name: string): SourceFile | undefined => {
    elsewhere.add(name);
    const file = workspace.fileElsewhere(name);
    if (file) own.set(file, name);
    return file;
  };
  const inChart = (name: string) => (isBelow(folder, name) ? files.get(name.slice(folder.length)) : undefined);
  const missing: string[] = [];
  const kubernetes = settings.kubernetes ?? workspace.settingsFor(`${folder}Chart.yaml`).kubernetes;
  const rendered = { kubeVersion: `1.${kubernetes}.0`, opensUnknown: true, isIncomplete };
  const found = valuesSets(files, settings, { read }, (path) => missing.push(path));
  const released = settings.sets
    ? []
    : releaseSets(workspace.releasesOf(folder), { read: (name) => inChart(name) ?? read(name) }, host.helm.readYamlAt);
  const sets = [...found, ...released].map((set) => ({ ...set, options: { ...rendered, ...set.options } }));
  const values = new Set([...files].filter(([path]) => isValuesFile(path)).map(([, file]) => file));
  for (const { options, release } of sets) {
    for (const file of options.values ?? []) values.add(file);
    const file = release && (inChart(release.file) ?? workspace.fileElsewhere(release.file));
    if (file) values.add(file);
  }
  return { folder, chart, problems, own, values, foreign, elsewhere, sets, missing };
}

const edited = new Map<string, SourceFile>();
const MOST_EDITED = 200;

/** The files with the texts that the linter knows; the same file as long as its text is the same, so that what is made of it can be kept. */
function currentFiles(host: ChartHost, workspace: ChartWorkspace, folder: string): ChartFiles {
  const files = new Map(host.files(folder));
  for (const [path, file] of files) {
    const name = `${folder}${path}`;
    const text = workspace.linted(name);
    if (text === undefined || text === file.text) continue;
    const before = edited.get(name);
    const current = before?.text === text ? before : { path, text };
    if (edited.size > MOST_EDITED) edited.clear();
    edited.set(name, current);
    files.set(path, current);
  }
  return files;
}
