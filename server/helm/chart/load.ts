import { satisfies } from "../function/semver.ts";
import type { SourceFile } from "../value/place.ts";
import { type Dict, dict } from "../value/value.ts";
import { readYamlFile } from "../yaml/read.ts";
import { type Chart, type ChartFile, type ChartFiles, type ChartProblem, chartProblem } from "./chart.ts";
import { type IgnoreRules, readIgnoreFile } from "./ignore.ts";
import { type Dependency, type Metadata, readMetadata } from "./metadata.ts";

/** Finds a chart that is declared but does not lie in `charts/`: a sibling, or what a `file://` repository names. */
export type FindChart = (dependency: {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
}) => ChartFiles | undefined;

export interface Loaded {
  /** `undefined` if there is no chart in the files. */
  readonly chart: Chart | undefined;
  readonly problems: readonly ChartProblem[];
}

const MAX_DEPTH = 20;

/** Loads the chart whose files are given, as `helm template` loads a folder. */
export function loadChart(files: ChartFiles, find: FindChart = () => undefined): Loaded {
  const problems: ChartProblem[] = [];
  const ignore = readIgnoreFile(files.get(".helmignore")?.text ?? "");
  const kept = [...files].filter(([path]) => !isIgnored(ignore, path));
  const chart = load({ problems, find }, new Map(kept), 0);
  return { chart, problems };
}

function isIgnored(ignore: IgnoreRules, path: string): boolean {
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
    if (ignore.ignores(path.slice(0, slash), true)) return true;
  return ignore.ignores(path, false);
}

interface Loading {
  readonly problems: ChartProblem[];
  readonly find: FindChart;
}

function load(loading: Loading, files: ChartFiles, depth: number): Chart | undefined {
  const { problems } = loading;
  const chartFile = files.get("Chart.yaml");
  if (!chartFile) {
    problems.push(chartProblem("chart", "Chart.yaml file is missing"));
    return undefined;
  }
  const metadata = readMetadata(chartFile, files.get("requirements.yaml"));
  const whole = { file: chartFile, start: 0, end: chartFile.text.length };
  if (!metadata) {
    const { error } = readYamlFile(chartFile);
    const reason = error ? `error converting YAML to JSON: yaml: line ${error.line}: ${error.message}` : "it is no mapping";
    problems.push(chartProblem("chart", `cannot load Chart.yaml: ${reason}`, whole));
    return undefined;
  }
  check(metadata, problems, chartFile);
  const { templates, others, crds, below } = sortOut(files);
  const subcharts = [...below]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, inner]) => (depth < MAX_DEPTH ? (load(loading, inner, depth + 1) ?? []) : []));
  const missing = addMissing(loading, metadata, subcharts, depth);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name.text).join(", ");
    const message = `found in Chart.yaml, but missing in charts/ directory: ${names}`;
    const hint =
      "An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies";
    const place = missing[0]?.name.runs[0]?.place ?? whole;
    problems.push({ code: "dependency", message: `${hint}: ${message}`, reason: message, place });
  }
  return {
    metadata,
    name: metadata.name,
    dependencies: metadata.dependencies,
    subcharts,
    values: loadValues(loading, files.get("values.yaml"), metadata),
    templates,
    files: others,
    crds,
    schema: files.get("values.schema.json"),
  };
}

function check({ name, version, apiVersion, type }: Metadata, problems: ChartProblem[], file: SourceFile): void {
  const say = (message: string) => problems.push(chartProblem("chart", `validation: ${message}`, { file, start: 0, end: 0 }));
  if (name.text === "") say("chart.metadata.name is required");
  else if (/[/\\]/.test(name.text)) say(`chart.metadata.name "${name.text}" is invalid`);
  if (version.text === "") say("chart.metadata.version is required");
  if (apiVersion === "") say("chart.metadata.apiVersion is required");
  if (!/^(application|library)?$/.test(type)) say("chart.metadata.type must be application or library");
}

interface Sorted {
  readonly templates: readonly ChartFile[];
  readonly others: readonly ChartFile[];
  readonly crds: readonly ChartFile[];
  /** The files of each folder in `charts/`. */
  readonly below: ReadonlyMap<string, ChartFiles>;
}

const NO_FILES: ReadonlySet<string> = new Set(["Chart.yaml", "Chart.lock", "values.yaml", "values.schema.json"]);

/** What each file of a chart is (Helm, pkg/chart/loader/load.go). */
function sortOut(files: ChartFiles): Sorted {
  const templates: ChartFile[] = [];
  const others: ChartFile[] = [];
  const crds: ChartFile[] = [];
  const below = new Map<string, Map<string, SourceFile>>();
  for (const [path, file] of files) {
    const one = { path, file };
    if (NO_FILES.has(path)) continue;
    if (path.startsWith("templates/")) templates.push(one);
    else if (path.startsWith("charts/")) {
      const [name, ...rest] = path.slice("charts/".length).split("/") as [string, ...string[]];
      if (rest.length === 0 || /^[_.]/.test(name)) continue;
      const own = below.get(name) ?? new Map<string, SourceFile>();
      own.set(rest.join("/"), file);
      below.set(name, own);
    } else {
      if (path.startsWith("crds/")) crds.push(one);
      others.push(one);
    }
  }
  for (const [name, inner] of below) if (!inner.has("Chart.yaml")) below.delete(name);
  return { templates, others, crds, below };
}

/** Adds what can be found elsewhere; gives what cannot. */
function addMissing(loading: Loading, metadata: Metadata, subcharts: Chart[], depth: number): readonly Dependency[] {
  const missing: Dependency[] = [];
  for (const dependency of metadata.dependencies) {
    const { version, repository } = dependency;
    const name = dependency.name.text;
    if (subcharts.some((chart) => chart.name.text === name)) continue;
    const found = depth < MAX_DEPTH ? loading.find({ name, version, repository }) : undefined;
    const chart = found && load(loading, found, depth + 1);
    if (chart) subcharts.push(chart);
    else missing.push(dependency);
  }
  return missing;
}

function loadValues({ problems }: Loading, file: SourceFile | undefined, { name }: Metadata): Dict {
  if (!file) return dict();
  const { value, error } = readYamlFile(file);
  if (error) {
    const { start, end } = error.problem;
    const message = `cannot load values.yaml: error converting YAML to JSON: yaml: line ${error.line}: ${error.message}`;
    problems.push({ code: "values", message, reason: error.message, place: { file, start, end } });
  } else if (value && value.kind !== "dict" && value.kind !== "nil") {
    const message = `cannot load values.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${value.kind === "list" ? "array" : value.kind} into Go value of type map[string]interface {}`;
    problems.push({
      code: "values",
      message,
      reason: `The values of ${name.text} are no mapping.`,
      place: { file, start: 0, end: 0 },
    });
  }
  return value?.kind === "dict" ? value : dict();
}

/** Whether the version fits the range; what cannot be read does not. */
export function isCompatible(range: string, version: string): boolean {
  return satisfies(range, version) === true;
}
