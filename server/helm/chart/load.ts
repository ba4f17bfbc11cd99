import { satisfies } from "../function/semver.ts";
import type { Place, SourceFile } from "../value/place.ts";
import { type Dict, dict } from "../value/value.ts";
import { readYamlFile } from "../yaml/read.ts";
import { type Chart, type ChartFile, type ChartFiles, type ChartProblem, chartProblem } from "./chart.ts";
import { type IgnoreRules, readIgnoreFile } from "./ignore.ts";
import { type Dependency, type Metadata, readMetadata } from "./metadata.ts";
import { metadataProblems } from "./validate-metadata.ts";

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
  /** Whether this chart, or one below it, needs a chart that is not here. */
  readonly isIncomplete: boolean;
}

const MAX_DEPTH = 20;

/** Loads the chart whose files are given, as `helm template` loads a folder. */
export function loadChart(files: ChartFiles, find: FindChart = () => undefined): Loaded {
  const problems: ChartProblem[] = [];
  const file = files.get(".helmignore");
  const ignore = readIgnoreFile(file?.text ?? "");
  if (ignore.problem !== undefined) problems.push(chartProblem("chart", ignore.problem, file && { file, start: 0, end: 0 }));
  const kept = [...files].filter(([path]) => !isIgnored(ignore, path));
  const loading: Loading = { problems, find, missing: [] };
  const chart = load(loading, new Map(kept), []);
  return { chart, problems, isIncomplete: loading.missing.length > 0 };
}

function isIgnored(ignore: IgnoreRules, path: string): boolean {
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
    if (ignore.ignores(path.slice(0, slash), true)) return true;
  return ignore.ignores(path, false);
}

interface Loading {
  readonly problems: ChartProblem[];
  readonly find: FindChart;
  /** What some chart needs and nobody has. */
  readonly missing: Dependency[];
}

/** The charts around one, from the outermost: its name, and that of the folder in its `charts/`. */
type Around = readonly (readonly [chart: string, folder: string])[];

/** A problem of a chart below others, as Helm words it. */
function inside(around: Around, problem: ChartProblem): ChartProblem {
  const where = around.map(([chart, folder]) => `error unpacking subchart ${folder} in ${chart}: `).join("");
  return { ...problem, message: `${where}${problem.message}` };
}

function load(loading: Loading, files: ChartFiles, around: Around): Chart | undefined {
  const problems = { push: (problem: ChartProblem) => loading.problems.push(inside(around, problem)) };
  const depth = around.length;
  const chartFile = files.get("Chart.yaml");
  if (!chartFile) {
    problems.push(chartProblem("chart", "Chart.yaml file is missing", placeBefore(files)));
    return undefined;
  }
  const metadata = readMetadata(chartFile, files.get("requirements.yaml"));
  const whole = { file: chartFile, start: 0, end: chartFile.text.length };
  if (!metadata) {
    const { error } = readYamlFile(chartFile);
    const reason = error ? error.message : `${NO_MAPPING} chart.Metadata`;
    problems.push(chartProblem("chart", `cannot load Chart.yaml: ${reason}`, whole));
    return undefined;
  }
  for (const message of metadataProblems(metadata))
    problems.push(chartProblem("chart", message, { file: chartFile, start: 0, end: 0 }));
  const { templates, others, crds, below } = sortOut(files);
  const subcharts = [...below]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([folder, inner]) =>
      depth < MAX_DEPTH ? (load(loading, inner, [...around, [metadata.name.text, folder]]) ?? []) : [],
    );
  const missing = addMissing(loading, metadata, subcharts, around);
  loading.missing.push(...missing);
  // Helm looks for what the chart itself needs only.
  if (missing.length > 0 && depth === 0) {
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
    values: loadValues(problems, files.get("values.yaml"), metadata),
    templates,
    files: others,
    crds,
    schema: files.get("values.schema.json"),
  };
}

const NO_MAPPING =
  "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal a value that is no mapping into Go value of type";

function placeBefore(files: ChartFiles): Place | undefined {
  const [file] = files.values();
  return file && { file, start: 0, end: 0 };
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
      if (/^[_.]/.test(name) || /\.(prov|tgz)$/.test(path)) continue;
      // A file there is a chart without files to Helm, and refused.
      const own = below.get(name) ?? new Map<string, SourceFile>();
      if (rest.length > 0) own.set(rest.join("/"), file);
      below.set(name, own);
    } else {
      if (path.startsWith("crds/")) crds.push(one);
      others.push(one);
    }
  }
  return { templates, others, crds, below };
}

/** Adds what can be found elsewhere; gives what cannot. */
function addMissing(loading: Loading, metadata: Metadata, subcharts: Chart[], around: Around): readonly Dependency[] {
  const missing: Dependency[] = [];
  for (const dependency of metadata.dependencies) {
    const { version, repository } = dependency;
    const name = dependency.name.text;
    if (subcharts.some((chart) => chart.name.text === name)) continue;
    const found = around.length < MAX_DEPTH ? loading.find({ name, version, repository }) : undefined;
    const chart = found && load(loading, found, [...around, [metadata.name.text, name]]);
    if (chart) subcharts.push(chart);
    else missing.push(dependency);
  }
  return missing;
}

function loadValues(problems: { push(problem: ChartProblem): void }, file: SourceFile | undefined, { name }: Metadata): Dict {
  if (!file) return dict();
  const { value, error } = readYamlFile(file);
  if (error) {
    const { start, end } = error.problem;
    const message = `cannot load values.yaml: ${error.message}`;
    problems.push({ code: "values", message, reason: error.problem.message, place: { file, start, end } });
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
