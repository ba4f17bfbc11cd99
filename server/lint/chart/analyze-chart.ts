import type { ChartFiles, ChartProblem } from "../../helm/chart/chart.ts";
import type { Rendering } from "../../helm/render.ts";
import type { SourceFile } from "../../helm/value/place.ts";
import type { Text } from "../../helm/value/text.ts";
import { firstLine, type Span } from "../../text/span.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { type Analysis, analyze, analyzeTree } from "../analysis/analyze.ts";
import { DIALECTS } from "../analysis/dialect.ts";
import type { BuiltFinding, BuiltPlace, OverlayFiles } from "../overlay/built-finding.ts";
import type { Finding } from "../rule/finding.ts";
import type { Rule } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";
import type { ChartHost } from "./chart-host.ts";
import { problemFinding } from "./chart-problem.ts";
import { type Reached, reachedBy } from "./reached.ts";
import { isValuesFile, type ValuesSet, valuesSets } from "./values-sets.ts";

/** What the renderings of a chart say about its files, by their names. */
export interface ChartAnalysis {
  readonly findings: ReadonlyMap<string, readonly BuiltFinding[]>;
  /** Where objects begin that are rendered from a file. */
  readonly objects: ReadonlyMap<string, readonly Span[]>;
  /** What of a file is written by some rendering. */
  readonly reached: ReadonlyMap<string, Reached>;
  /** What was found in each document, for the next analysis: most documents are the same then. */
  readonly analyses: Analyses;
}

type Analyses = ReadonlyMap<string, { readonly settings: Settings; readonly analysis: Analysis }>;

export const NOTHING: ChartAnalysis = { findings: new Map(), objects: new Map(), reached: new Map(), analyses: new Map() };

interface Analyzing {
  readonly rules: readonly Rule[];
  readonly host: ChartHost;
  readonly workspace: OverlayFiles;
  readonly folder: string;
  readonly files: ChartFiles;
  /** The chart's own files; those of charts that it needs are others' matter. */
  readonly own: ReadonlySet<SourceFile>;
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
 * Renders the chart in a folder with its own values and with each set of values that lies beside them, and runs the rules over what comes out. A
 * finding stands where the text comes from that it is about: in a values file, in a template, in a helper. `before` is the last analysis of the chart.
 */
export function analyzeChart(
  rules: readonly Rule[],
  host: ChartHost,
  workspace: OverlayFiles,
  folder: string,
  before: ChartAnalysis = NOTHING,
): ChartAnalysis {
  const files = currentFiles(host, workspace, folder);
  const { chart, problems } = host.helm.loadChart(files, host.find(folder));
  if (chart?.metadata.type.toLowerCase() === "library") return NOTHING;
  const own = new Set([...files].filter(([path]) => !path.startsWith("charts/")).map(([, file]) => file));
  const fresh = { found: new Map(), objects: new Map(), texts: [], analyses: new Map() };
  const analyzing: Analyzing = { rules, host, workspace, folder, files, own, before: before.analyses, ...fresh };
  for (const problem of problems) holdProblem(analyzing, problem, undefined);
  const isIncomplete = problems.some(({ code }) => code === "dependency");
  const kubeVersion = `1.${workspace.settingsFor(`${folder}Chart.yaml`).kubernetes}.0`;
  const sets = chart ? valuesSets(files) : [];
  for (const set of sets) {
    const options = { values: set.values, kubeVersion, opensUnknown: true, isIncomplete };
    if (chart) analyzeRendering(analyzing, host.helm.renderChart(chart, options), set);
  }
  const findings = byFile([...analyzing.found.values()].map(named));
  const nameOf = ({ path }: SourceFile) => `${folder}${path}`;
  return { findings, objects: analyzing.objects, reached: reachedBy(analyzing.texts, own, nameOf), analyses: analyzing.analyses };
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

function analyzeRendering(analyzing: Analyzing, { manifests, problems }: Rendering, set: ValuesSet): void {
  for (const problem of problems) holdProblem(analyzing, problem, set.name);
  const { helm } = analyzing.host;
  for (const manifest of manifests) {
    const { text, isTemplate } = helm.lintableText(manifest.text);
    analyzing.texts.push(text);
    const settings = analyzing.workspace.settingsFor(`${analyzing.folder}${manifest.template.file.path}`);
    const analysis = analysisOf(analyzing, text.text, isTemplate, settings);
    holdObjects(analyzing, text, analysis);
    for (const finding of analysis.findings) holdFinding(analyzing, text, finding, set.name);
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
        ? analyze(rules, DIALECTS.template, text, 0, text.length, settings)
        : analyzeTree(rules, parse(text), settings);
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

function placeOf({ host, folder, own }: Analyzing, text: Text, { start, end }: Span): BuiltPlace | undefined {
  const isOwn = (file: SourceFile) => own.has(file);
  const place = host.helm.locate(text, start, end, isOwn, ({ path }) => isValuesFile(path));
  return place && { file: `${folder}${place.file.path}`, span: firstLine(place.file.text, place) };
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
  if (!place || !analyzing.own.has(place.file)) return;
  const file = `${analyzing.folder}${place.file.path}`;
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

/** The finding; if the chart's own values do not bring it about, with those that do. */
function named({ finding, sets }: Held): BuiltFinding {
  if (sets.has(undefined)) return finding;
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
