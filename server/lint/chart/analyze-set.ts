import type { ChartProblem } from "../../helm/chart/chart.ts";
import type { Rendering } from "../../helm/render.ts";
import type { Rendered } from "../../helm/reuse.ts";
import type { Text } from "../../helm/value/text.ts";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import { firstLine } from "../../text/span.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { type Analysis, analyze, analyzeTree } from "../analysis/analyze.ts";
import { analyzeCustom } from "../analysis/custom.ts";
import { DIALECTS } from "../analysis/dialect.ts";
import type { BuiltFinding, BuiltPlace } from "../overlay/built-finding.ts";
import type { BuiltObject } from "../overlay/built-object.ts";
import { byPlace } from "../rule/finding.ts";
import type { Rule } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";
import type { ChartHost, ChartWorkspace } from "./chart-host.ts";
import { type ChartKinds, chartKinds, definitionIn } from "./chart-kinds.ts";
import { problemFinding } from "./chart-problem.ts";
import { type PlacedDocument, placedDocument } from "./placed-document.ts";
import type { PreparedChart } from "./prepared-chart.ts";
import { type Reached, reachedBy } from "./reached.ts";
import type { ValuesSet } from "./set/values-sets.ts";

/** What the rendering of a chart with one set of values says about its files, by their names. */
export interface SetAnalysis {
  /** The set; `undefined` for the chart's own values. */
  readonly name: string | undefined;
  /** Whether something has changed since that it depends on; what it says is moved to where it stands now. */
  readonly isBehind: boolean;
  readonly findings: readonly BuiltFinding[];
  /** Where objects begin that are rendered from files. */
  readonly begins: readonly BuiltPlace[];
  /** The objects, by their identity: of those with one name the first. */
  readonly objects: ReadonlyMap<string, BuiltObject>;
  /** What of a file is written. */
  readonly reached: ReadonlyMap<string, Reached>;
  /** What was found in each document, by its text: most documents are the same the next time, and with another set. */
  readonly analyses: Analyses;
  /** What the files rendered to, for the next rendering. */
  readonly rendered: Rendered | undefined;
}

/** What was found in a text, and what it depends on beside the text. */
export interface Analyzed {
  readonly settings: Settings;
  readonly isTemplate: boolean;
  /** Of a custom resource, what it was judged by. */
  readonly kinds: CustomKinds | undefined;
  readonly analysis: Analysis;
}

type Analyses = ReadonlyMap<string, Analyzed>;

/** What the analyses of all sets of a chart have in common. */
export interface AnalyzingChart {
  readonly rules: readonly Rule[];
  readonly host: ChartHost;
  readonly workspace: ChartWorkspace;
  readonly prepared: PreparedChart;
  /** What is known of documents, by their texts: from each set the last time, and from those that have been analyzed since. */
  readonly known: Analyses[];
  /** Which files count: a document says another thing where others do. */
  readonly ownership: string;
  /** The definitions in the `crds/` of the chart. */
  readonly definitions: readonly string[];
  /** What custom resources were judged by last. */
  kinds: ChartKinds | undefined;
}

interface AnalyzingSet extends AnalyzingChart {
  readonly set: string | undefined;
  readonly findings: BuiltFinding[];
  readonly begins: BuiltPlace[];
  readonly objects: Map<string, BuiltObject>;
  readonly analyses: Map<string, Analyzed>;
}

/** Renders a chart with a set of values, and runs the rules over what comes out. `before` is what it rendered to the last time. */
export function analyzeSet(chart: AnalyzingChart, { name, options, release }: ValuesSet, before?: Rendered): SetAnalysis {
  const { host, prepared } = chart;
  const rendering = host.helm.renderChart(prepared.chart, options, before);
  const analyzing: AnalyzingSet = {
    ...chart,
    set: name,
    findings: [],
    begins: [],
    objects: new Map(),
    analyses: new Map(),
  };
  // With values that are not known here all may be well.
  const texts = analyzeRendering(analyzing, rendering, release?.isPartial ? release.file : undefined);
  chart.kinds = analyzing.kinds;
  const { findings, begins, objects, analyses } = analyzing;
  const reached = reachedBy(texts, prepared.own);
  return { name, isBehind: false, findings, begins, objects, reached, analyses, rendered: rendering.rendered };
}

/** Gives the texts of all documents. `only`: the file about which alone something is certain. */
function analyzeRendering(
  analyzing: AnalyzingSet,
  { manifests, problems }: Rendering,
  only: string | undefined,
): readonly Text[] {
  const { host, prepared, workspace, ownership, findings } = analyzing;
  if (only === undefined) for (const problem of problems) findings.push(...foundProblem(analyzing, problem));
  const { helm } = host;
  const { folder } = prepared;
  const documents = manifests.map((manifest) => ({ ...helm.lintableText(manifest.text), file: manifest.template.file }));
  const rendered = documents.map(({ text }) => definitionIn(text, analyzing.kinds?.texts)).filter((text) => text !== undefined);
  const definitions = [...analyzing.definitions, ...rendered];
  analyzing.kinds = chartKinds(definitions, workspace.kindsFor(`${folder}Chart.yaml`), analyzing.kinds);
  for (const { text, isTemplate, file } of documents) {
    const settings = workspace.settingsFor(`${folder}${file.path}`);
    const analysis = analysisOf(analyzing, text, isTemplate, settings);
    const document = placedDocument(helm, prepared, text, analysis, ownership, analyzing.set);
    if (only === undefined) holdObjects(analyzing, document);
    for (const finding of document.findings)
      if ((only === undefined || finding.file === only) && workspace.settingsFor(finding.file).rules.has(finding.rule))
        findings.push(finding);
  }
  return documents.map(({ text }) => text);
}

/** What the rules find in a document; it depends on nothing but its text, the settings and, for a custom resource, the definitions. */
function analysisOf(analyzing: AnalyzingSet, { text }: Text, isTemplate: boolean, settings: Settings): Analysis {
  const { known, analyses } = analyzing;
  const kinds = analyzing.kinds?.kinds;
  const isCurrent = (one: Analyzed) =>
    one.settings === settings && one.isTemplate === isTemplate && (one.kinds === undefined || one.kinds === kinds);
  const before = [analyses, ...known].map((some) => some.get(text)).find((one) => one && isCurrent(one));
  const found = before ?? { ...analyzed(analyzing.rules, text, isTemplate, settings, kinds), isTemplate };
  analyses.set(text, found);
  return found.analysis;
}

function analyzed(
  rules: readonly Rule[],
  text: string,
  isTemplate: boolean,
  settings: Settings,
  kinds: CustomKinds | undefined,
): Omit<Analyzed, "isTemplate"> {
  const { template } = DIALECTS;
  const analysis = isTemplate
    ? analyze({ rules, settings, dialect: template, text, start: 0, end: text.length })
    : analyzeTree({ rules, settings }, parse(text));
  if (!kinds || analysis.facts.every(({ builtIn }) => builtIn)) return { settings, kinds: undefined, analysis };
  const tree = isTemplate ? template.parse(text, 0, text.length) : parse(text);
  const custom = analyzeCustom({ rules, settings }, tree, kinds);
  const findings = custom.findings.length === 0 ? analysis.findings : [...analysis.findings, ...custom.findings].sort(byPlace);
  return { settings, kinds, analysis: { ...analysis, findings, crashes: [...analysis.crashes, ...custom.crashes] } };
}

function holdObjects({ begins, objects }: AnalyzingSet, document: PlacedDocument): void {
  const { begin, analysis } = document;
  if (!begin) return;
  begins.push(begin);
  for (const one of analysis.facts) {
    const identity = [one.group, one.kind, one.namespace, one.name].join("\n");
    if (!objects.has(identity)) objects.set(identity, document.objectOf(one, begin));
  }
}

/** A problem of a chart as a finding, if it stands in a file of it and a rule is on that says so. */
export function foundProblem({ prepared, workspace }: AnalyzingChart, problem: ChartProblem): readonly BuiltFinding[] {
  const { place } = problem;
  const file = place && prepared.own.get(place.file);
  if (!place || file === undefined) return [];
  const span = firstLine(place.file.text, { start: place.start, end: Math.max(place.end, place.start + 1) });
  const finding = problemFinding(problem, file, span, workspace.settingsFor(file));
  return finding ? [finding] : [];
}
