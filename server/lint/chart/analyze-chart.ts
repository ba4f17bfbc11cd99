import type { Chart, ChartFiles, ChartProblem } from "../../helm/chart/chart.ts";
import type { Rendering } from "../../helm/render.ts";
import type { SourceFile } from "../../helm/value/place.ts";
import type { Text } from "../../helm/value/text.ts";
import { firstLine, type Span } from "../../text/span.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { type Analysis, analyze, analyzeTree } from "../analysis/analyze.ts";
import { DIALECTS } from "../analysis/dialect.ts";
import type { BuiltFinding, BuiltPlace, OverlayFiles } from "../overlay/built-finding.ts";
import { type Crash, firstOfEachRule } from "../rule/crash.ts";
import type { Finding } from "../rule/finding.ts";
import type { Rule } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";
import type { ChartHost, ChartWorkspace } from "./chart-host.ts";
import { problemFinding } from "./chart-problem.ts";
import { type Reached, reachedBy } from "./reached.ts";
import { foreignSubcharts } from "./subcharts.ts";
import { isValuesFile, valuesSets } from "./values-sets.ts";

/** What the renderings of a chart say about its files, by their names. */
export interface ChartAnalysis {
  readonly findings: ReadonlyMap<string, readonly BuiltFinding[]>;
  /** Where objects begin that are rendered from a file. */
  readonly objects: ReadonlyMap<string, readonly Span[]>;
  /** What of a file is written by some rendering. */
  readonly reached: ReadonlyMap<string, Reached>;
  /** What was found in each document, for the next analysis: most documents are the same then. */
  readonly analyses: Analyses;
  /** The names of files that lie elsewhere and were asked for. */
  readonly elsewhere: ReadonlySet<string>;
  /** The files of subcharts that come from elsewhere and are not judged. */
  readonly foreign: ReadonlySet<string>;
  /** Errors of ours: the one that ended the analysis, or of each rule that threw the first. */
  readonly crashes: readonly Crash[];
}

type Analyses = ReadonlyMap<string, { readonly settings: Settings; readonly analysis: Analysis }>;

export const NOTHING: ChartAnalysis = {
  findings: new Map(),
  objects: new Map(),
  reached: new Map(),
  analyses: new Map(),
  elsewhere: new Set(),
  foreign: new Set(),
  crashes: [],
};

interface Analyzing {
  readonly rules: readonly Rule[];
  readonly host: ChartHost;
  readonly workspace: OverlayFiles;
  readonly folder: string;
  /** The files in which findings may stand, with their names: those of the chart but for what comes from elsewhere, and files of values. */
  readonly own: Map<SourceFile, string>;
  /** Files of values. */
  readonly values: Set<SourceFile>;
  readonly found: Map<string, Held>;
  readonly objects: Map<string, Span[]>;
  readonly texts: Text[];
  readonly before: Analyses;
  readonly analyses: Map<string, { readonly settings: Settings; readonly analysis: Analysis }>;
}

/** A finding with the sets of values with which it holds. */
interface Held {
  readonly finding: BuiltFinding;
  readonly sets: Set<string | undefined>;
}

/**
 * Renders the chart in a folder with each set of values, and runs the rules over what comes out. A finding stands where the text comes from that it
 * is about: in a values file, in a template, in a helper. `before` is the last analysis of the chart.
 */
export function analyzeChart(
  rules: readonly Rule[],
  host: ChartHost,
  workspace: ChartWorkspace,
  folder: string,
  before: ChartAnalysis = NOTHING,
): ChartAnalysis {
  const files = currentFiles(host, workspace, folder);
  const { chart, problems } = host.helm.loadChart(files, host.find(folder));
  if (!chart || chart.metadata.type.toLowerCase() === "library") return NOTHING;
  const settings = workspace.chartSettings(folder);
  const folders = settings.subcharts ? [] : foreignSubcharts(files);
  const own = new Map<SourceFile, string>();
  const foreign = new Set<string>();
  for (const [path, file] of files)
    if (folders.some((one) => path.startsWith(one))) foreign.add(`${folder}${path}`);
    else own.set(file, `${folder}${path}`);
  const values = new Set([...files].filter(([path]) => isValuesFile(path)).map(([, file]) => file));
  const fresh = { found: new Map(), objects: new Map(), texts: [], analyses: new Map() };
  const analyzing: Analyzing = { rules, host, workspace, folder, own, values, before: before.analyses, ...fresh };
  for (const problem of problems) holdProblem(analyzing, problem, undefined);
  if (workspace.settingsFor(`${folder}values.yaml`).rules.has("helm-unused-value"))
    for (const { path, place } of host.helm.unusedValuesOf(chart)) {
      const problem = { code: "unused", message: "", reason: path.join("."), place } as const;
      holdProblem(analyzing, problem, undefined);
    }
  const elsewhere = new Set<string>();
  const read = (name: string): SourceFile | undefined => {
    elsewhere.add(name);
    const file = workspace.fileElsewhere(name);
    if (file) own.set(file, name);
    return file;
  };
  const sets = valuesSets(files, settings, { read }, (path) => holdMissing(analyzing, chart, path));
  const isIncomplete = problems.some(({ code }) => code === "dependency");
  const kubernetes = settings.kubernetes ?? workspace.settingsFor(`${folder}Chart.yaml`).kubernetes;
  for (const { name, options } of sets) {
    for (const file of options.values ?? []) values.add(file);
    const rendering = host.helm.renderChart(chart, {
      ...options,
      kubeVersion: `1.${kubernetes}.0`,
      opensUnknown: true,
      isIncomplete,
    });
    analyzeRendering(analyzing, rendering, name);
  }
  return {
    findings: byFile([...analyzing.found.values()].map((held) => named(held, sets.length))),
    objects: analyzing.objects,
    reached: reachedBy(analyzing.texts, own),
    analyses: analyzing.analyses,
    crashes: firstOfEachRule([...analyzing.analyses.values()].flatMap(({ analysis }) => analysis.crashes)),
    elsewhere,
    foreign,
  };
}

/** The files with the texts that the linter knows. */
function currentFiles(host: ChartHost, workspace: OverlayFiles, folder: string): ChartFiles {
  const files = new Map(host.files(folder));
  for (const [path, file] of files) {
    const text = workspace.linted(`${folder}${path}`);
    if (text !== undefined && text !== file.text) files.set(path, { path, text });
  }
  return files;
}

/** A file of values that the configuration names and that is not there, at the name of the chart. */
function holdMissing(analyzing: Analyzing, { name }: Chart, path: string): void {
  const reason = `the configuration names the values file "${path}", which cannot be read`;
  holdProblem(analyzing, { code: "values", message: reason, reason, place: name.runs[0]?.place }, undefined);
}

function analyzeRendering(analyzing: Analyzing, { manifests, problems }: Rendering, set: string | undefined): void {
  for (const problem of problems) holdProblem(analyzing, problem, set);
  const { helm } = analyzing.host;
  for (const manifest of manifests) {
    const { text, isTemplate } = helm.lintableText(manifest.text);
    analyzing.texts.push(text);
    const settings = analyzing.workspace.settingsFor(`${analyzing.folder}${manifest.template.file.path}`);
    const analysis = analysisOf(analyzing, text.text, isTemplate, settings);
    holdObjects(analyzing, text, analysis);
    for (const finding of analysis.findings) holdFinding(analyzing, text, finding, set);
  }
}

/** What the rules find in a document; it depends on nothing but its text and the settings. */
function analysisOf({ rules, before, analyses }: Analyzing, text: string, isTemplate: boolean, settings: Settings): Analysis {
  const key = `${isTemplate}\n${text}`;
  const known = analyses.get(key) ?? before.get(key);
  const analysis =
    known?.settings === settings
      ? known.analysis
      : isTemplate
        ? analyze({ rules, settings, dialect: DIALECTS.template, text, start: 0, end: text.length })
        : analyzeTree({ rules, settings }, parse(text));
  analyses.set(key, { settings, analysis });
  return analysis;
}

function holdObjects(analyzing: Analyzing, text: Text, { facts }: Analysis): void {
  if (facts.length === 0) return;
  const begin = /[^\s#-][^\n]*$/m.exec(text.text)?.index ?? 0;
  const place = placeOf(analyzing, text, { start: begin, end: begin + 1 });
  if (!place) return;
  const known = analyzing.objects.get(place.file);
  if (!known) analyzing.objects.set(place.file, [place.span]);
  else if (!known.some(({ start }) => start === place.span.start)) known.push(place.span);
}

function placeOf({ host, own, values }: Analyzing, text: Text, { start, end }: Span): BuiltPlace | undefined {
  const place = host.helm.locate(
    text,
    start,
    end,
    (file) => own.has(file),
    (file) => values.has(file),
  );
  const file = place && own.get(place.file);
  return !place || file === undefined ? undefined : { file, span: firstLine(place.file.text, place) };
}

function holdFinding(analyzing: Analyzing, text: Text, finding: Finding, set: string | undefined): void {
  const place = placeOf(analyzing, text, finding.span);
  if (!place || !analyzing.workspace.settingsFor(place.file).rules.has(finding.rule)) return;
  const related = finding.related.flatMap(({ message, span, uri }) => {
    const other = uri === undefined ? placeOf(analyzing, text, span) : undefined;
    return other ? [{ message, uri: other.file, span: other.span }] : [];
  });
  // The fixes of a finding count paths in the rendered object: they are of no use in the file.
  hold(analyzing, { ...finding, ...place, related, fixes: [] }, set);
}

function holdProblem(analyzing: Analyzing, problem: ChartProblem, set: string | undefined): void {
  const { place } = problem;
  const file = place && analyzing.own.get(place.file);
  if (!place || file === undefined) return;
  const span = firstLine(place.file.text, { start: place.start, end: Math.max(place.end, place.start + 1) });
  const finding = problemFinding(problem, file, span, analyzing.workspace.settingsFor(file));
  if (finding) hold(analyzing, finding, set);
}

function hold({ found }: Analyzing, finding: BuiltFinding, set: string | undefined): void {
  const { rule, file, span } = finding;
  const key = [rule, file, span.start, span.end].join("\n");
  const known = found.get(key);
  if (known) known.sets.add(set);
  else found.set(key, { finding, sets: new Set([set]) });
}

/** The finding; if neither the chart's own values nor all of several sets bring it about, with those that do. */
function named({ finding, sets }: Held, count: number): BuiltFinding {
  if (sets.has(undefined) || (sets.size === count && count > 1)) return finding;
  return { ...finding, message: `${finding.message} It is so with ${[...sets].join(", ")}.` };
}

function byFile(findings: readonly BuiltFinding[]): ReadonlyMap<string, readonly BuiltFinding[]> {
  const files = new Map<string, BuiltFinding[]>();
  for (const finding of findings) {
    const known = files.get(finding.file);
    if (known) known.push(finding);
    else files.set(finding.file, [finding]);
  }
  return files;
}
