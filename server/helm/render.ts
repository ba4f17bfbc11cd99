import { baseName } from "../text/path.ts";
import type { Chart, ChartProblem } from "./chart/chart.ts";
import { chartProblem } from "./chart/chart.ts";
import { CoalesceError, coalesceValues, copyOf, mergeValues } from "./chart/coalesce.ts";
import { processDependencies } from "./chart/dependency.ts";
import { isCompatible } from "./chart/load.ts";
import { capabilitiesObject, chartObject, filesObject, releaseObject } from "./chart/objects.ts";
import { type ReadFile, setProblem } from "./chart/set.ts";
import { collectTemplates, type FileTemplate, parseTemplates } from "./chart/templates.ts";
import { execute, type Machine } from "./evaluate/engine.ts";
import { TemplateError } from "./evaluate/error.ts";
import { SharedMaps } from "./evaluate/shared-maps.ts";
import { FUNCTIONS } from "./function/table.ts";
import { type Definition, definitionsIn } from "./manifest/definitions.ts";
import { type Manifest, sortManifests } from "./manifest/manifest.ts";
import {
  areSame,
  type CoalescedValues,
  type Decided,
  decidedAgain,
  inputsOf,
  isCurrent,
  type Rendered,
  type RenderedFile,
  templatesBelow,
} from "./reuse.ts";
import { schemaProblems } from "./schema/chart-schema.ts";
import type { SourceFile } from "./value/place.ts";
import { EMPTY, replaceAll, Text, TooLong } from "./value/text.ts";
import { type Dict, dict, type Value } from "./value/value.ts";
import { readYamlFile } from "./yaml/read.ts";

/** How a chart is rendered; the options of `helm template` by their names. */
export interface RenderOptions {
  readonly releaseName?: string;
  readonly namespace?: string;
  /** Such as `1.32.0`. */
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
  readonly isUpgrade?: boolean;
  /** Values files, of which later ones win. */
  readonly values?: readonly SourceFile[];
  /** Whether the files take the place of the chart's own `values.yaml`. */
  readonly replacesValues?: boolean;
  /** Values that win over those of the files. */
  readonly inline?: Dict;
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setJson?: readonly string[];
  readonly setFile?: readonly string[];
  /** Reads what `setFile` names. */
  readonly readFile?: ReadFile;
  /**
   * Render for somebody who judges: what only a cluster knows is unknown, both branches that depend on it are written, and an action that cannot be
   * evaluated stands for something unknown. Without it everything is as for `helm template`.
   */
  readonly opensUnknown?: boolean;
  /** Whether charts that this one needs are missing: their templates are unknown then. */
  readonly isIncomplete?: boolean;
}

/** What a chart renders to. */
export interface Rendering {
  /** In the order in which Helm prints them: hooks last. */
  readonly manifests: readonly Manifest[];
  /** What is in `crds/` of the chart and of the subcharts that are enabled. */
  readonly definitions: readonly Definition[];
  /** What each file renders to as a whole, by Helm's names. */
  readonly files: ReadonlyMap<string, Text>;
  /** What each file rendered to, for the next rendering; undefined where a file may have changed what others see. */
  readonly rendered?: Rendered | undefined;
  /** In the order in which they were found; `helm template` stops at the first that is no warning. */
  readonly problems: readonly ChartProblem[];
}

const DEFAULT_KUBE_VERSION = "1.32.0";
const STEPS = 500_000;
const SIZE = 16_000_000;

/**
 * Renders a chart as `helm template` does (3.17). Each file is rendered by itself, so that an error in one leaves the others as they are. Never
 * throws for what is wrong with a chart, and stays within bounds of steps and size. `before` is what it was rendered to with the same set of values: files
 * that cannot render to anything else are not rendered again.
 */
export function renderChart(loaded: Chart, options: RenderOptions = {}, before?: Rendered): Rendering {
  const problems: ChartProblem[] = [];
  try {
    const inputs = options.opensUnknown ? inputsOf(loaded, options) : undefined;
    const known = inputs && before && areSame(inputs, before.inputs) ? before : undefined;
    // A copy of all values takes longer than to render a template.
    const decided = (known && decidedAgain(known, loaded)) ?? decide(loaded, options);
    // What is wrong with the values of the user is among the problems of what they decide.
    const coalesced = known?.values ?? readValues(decided.chart, userValues(options, []));
    problems.push(...decided.problems, ...coalesced.problems);
    return renderTemplates(decided, coalesced, options, problems, inputs, known?.files);
  } catch (error) {
    if (error instanceof CoalesceError) {
      const place = "place" in error.value ? error.value.place : undefined;
      problems.push(chartProblem("values", error.message, place));
    } else if (error instanceof RangeError)
      problems.push(chartProblem("limit", "The chart's values are nested more deeply than can be read here."));
    else throw error;
    return { manifests: [], definitions: [], files: new Map(), problems };
  }
}

/** The chart with the subcharts that the values enable. */
function decide(loaded: Chart, options: RenderOptions): Decided {
  const problems: ChartProblem[] = [];
  const user = userValues(options, problems);
  const own = options.replacesValues ? { ...loaded, values: copyOf(fileValues(options, problems)) } : loaded;
  const chart = processDependencies(own, user, (message) => void problems.push(chartProblem("warning", message)));
  return { chart, problems, below: templatesBelow(loaded) };
}

/** All values of a chart and its subcharts, compared with their schemas. */
function readValues(chart: Chart, user: Dict): CoalescedValues {
  const problems: ChartProblem[] = [];
  const values = coalesceValues(chart, user, false, (message) => void problems.push(chartProblem("warning", message)));
  problems.push(...schemaProblems(chart, values));
  return { values, problems };
}

/** The values of the files. */
function fileValues(options: RenderOptions, problems: ChartProblem[]): Dict {
  let values = dict();
  for (const file of options.values ?? []) {
    const { value, error } = readYamlFile(file);
    if (error) {
      const { start, end } = error.problem;
      const message = `failed to parse ${file.path}: ${error.message}`;
      problems.push({ code: "values", message, reason: error.problem.message, place: { file, start, end } });
    } else if (value?.kind === "dict") values = mergeValues(values, value);
  }
  return values;
}

function userValues(options: RenderOptions, problems: ChartProblem[]): Dict {
  let values = options.replacesValues ? dict() : fileValues(options, problems);
  if (options.inline) values = mergeValues(values, options.inline);
  values = copyOf(values); // what was read of a file stays as it is
  // In the order of Helm: a text wins over a typed value, a file over both.
  const settings = [
    ["--set-json", options.setJson],
    ["--set", options.set],
    ["--set-string", options.setString],
    ["--set-file", options.setFile],
  ] as const;
  for (const [kind, list] of settings)
    for (const argument of list ?? []) {
      const problem = setProblem(values, argument, kind, options.readFile);
      if (problem) problems.push(chartProblem("values", problem));
    }
  return values;
}

function renderTemplates(
  decided: Decided,
  coalesced: CoalescedValues,
  options: RenderOptions,
  problems: ChartProblem[],
  inputs: readonly unknown[] | undefined,
  known: Rendered["files"] | undefined,
): Rendering {
  const { chart } = decided;
  const release = {
    name: options.releaseName ?? "release-name",
    namespace: options.namespace ?? "default",
    kubeVersion: options.kubeVersion ?? DEFAULT_KUBE_VERSION,
    apiVersions: options.apiVersions ?? [],
    isUpgrade: options.isUpgrade ?? false,
  };
  checkChart(chart, release.kubeVersion, problems);
  const objects = { Release: releaseObject(release), Capabilities: capabilitiesObject(release) };
  const templates = collectTemplates(chart, coalesced.values, (one, isRoot, own, subcharts) =>
    dict(
      [
        ["Chart", chartObject(one, isRoot)],
        ["Files", filesObject(one.files)],
        ["Release", objects.Release],
        ["Capabilities", objects.Capabilities],
        ["Values", own],
        ["Subcharts", subcharts],
      ],
      "chartutil.Values",
    ),
  );
  const programs = parseTemplates(templates, FUNCTIONS, problems);
  const budget = { steps: STEPS, size: SIZE };
  const opensUnknown = options.opensUnknown ?? false;
  const shared = inputs && new SharedMaps(new Set(templates.map(({ data }) => data)));
  const isIncomplete = options.isIncomplete ?? false;
  const rendered = renderFiles({ programs, functions: FUNCTIONS, budget, opensUnknown, isIncomplete, shared }, templates, known);
  const files = new Map<string, Text>();
  for (const [name, one] of rendered) {
    problems.push(...one.problems);
    if (one.text) files.set(name, one.text);
  }
  const manifests = sortManifests(files, templates, opensUnknown, problems);
  const isChanged = [...rendered.values()].some(({ changesValues }) => changesValues);
  return {
    manifests,
    definitions: definitionsIn(chart, chart.name.text),
    files,
    problems,
    rendered: inputs && { decided, inputs, values: isChanged ? undefined : coalesced, files: rendered },
  };
}

/** What each file renders to; `known` is what they rendered to before, with the same to look at. */
function renderFiles(
  machine: Machine,
  templates: readonly FileTemplate[],
  known: Rendered["files"] | undefined,
): ReadonlyMap<string, RenderedFile> {
  const { shared, opensUnknown } = machine;
  const rendered = new Map<string, RenderedFile>();
  let isOtherState = false;
  for (const template of templates) {
    if (baseName(template.name).startsWith("_")) continue;
    const before = known?.get(template.name);
    const isSame = before !== undefined && isCurrent(before, template.file, machine.programs);
    if (before && isSame && !before.changesValues && !isOtherState) {
      rendered.set(template.name, before);
      continue;
    }
    const problems: ChartProblem[] = [];
    const recover = opensUnknown ? (error: TemplateError) => void problems.push(templateProblem(error)) : undefined;
    if (shared) shared.changed = false;
    const used = new Map<string, SourceFile | undefined>();
    const text = renderFile({ ...machine, recover, used }, template, problems);
    const changesValues = shared?.changed ?? false;
    // Those that follow see what it has changed.
    isOtherState ||= !isSame && (changesValues || before?.changesValues === true);
    rendered.set(template.name, { file: template.file, text, problems, used, changesValues });
  }
  return rendered;
}

function checkChart({ metadata, name }: Chart, kubeVersion: string, problems: ChartProblem[]): void {
  const place = name.runs[0]?.place;
  if (metadata.type.toLowerCase() === "library")
    problems.push(chartProblem("chart", "library charts are not installable", place));
  const { kubeVersion: wanted } = metadata;
  if (wanted !== "" && !isCompatible(wanted, kubeVersion)) {
    const message = `chart requires kubeVersion: ${wanted} which is incompatible with Kubernetes v${kubeVersion.replace(/^v/, "")}`;
    problems.push(chartProblem("chart", message, place));
  }
}

function renderFile(machine: Machine, template: FileTemplate, problems: ChartProblem[]): Text | undefined {
  const program = machine.programs.get(template.name);
  if (!program) return undefined;
  const about = dict([
    ["Name", new Text(template.name)],
    ["BasePath", new Text(template.basePath)],
  ]);
  const key = new Text("Template");
  template.data.entries.set("Template", { key, value: { ...about, type: "chartutil.Values" } satisfies Value });
  try {
    return replaceAll(execute(machine, program, template.data), "<no value>", EMPTY);
  } catch (error) {
    if (error instanceof RangeError) {
      const place = { file: template.file, start: 0, end: 0 };
      problems.push(
        chartProblem(
          "limit",
          `${template.name}: ${error instanceof TooLong ? error.message : "templates or values are nested more deeply than can be done here"}`,
          place,
        ),
      );
    } else if (error instanceof TemplateError) problems.push(templateProblem(error));
    else throw error;
    return undefined;
  }
}

/** An error as Helm shows it: of `fail` and `required` only the message is left, with the place of the outermost call. */
function templateProblem({ message, place, reason, code }: TemplateError): ChartProblem {
  if (code !== "fail" && code !== "required") return { code, message, reason, place };
  const [, location] = message.split(": ");
  return { code, message: `execution error at (${location}): ${reason}`, reason, place };
}
