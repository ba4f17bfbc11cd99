import type { ChartProblem } from "../../helm/chart/chart.ts";
import type { Rendering } from "../../helm/render.ts";
import type { Rendered } from "../../helm/reuse.ts";
import type { SourceFile } from "../../helm/value/place.ts";
import type { Text } from "../../helm/value/text.ts";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import { firstLine, type Span } from "../../text/span.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { type Analysis, analyze, analyzeTree } from "../analysis/analyze.ts";
import { analyzeCustom } from "../analysis/custom.ts";
import { DIALECTS } from "../analysis/dialect.ts";
import type { BuiltFinding } from "../overlay/built-finding.ts";
import type { BuiltObject } from "../overlay/built-object.ts";
import { type Crash, firstOfEachRule } from "../rule/crash.ts";
import { byPlace, type ResourceId } from "../rule/finding.ts";
import type { Rule } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";
import type { ChartHost, ChartWorkspace } from "./chart-host.ts";
import { type ChartKinds, chartKinds, definitionIn, definitionsOf } from "./chart-kinds.ts";
import { problemFinding } from "./chart-problem.ts";
import { type PlacedDocument, placedDocument } from "./placed-document.ts";
import { type PreparedChart, prepareChart } from "./prepared-chart.ts";
import { type Reached, reachedBy } from "./reached.ts";
import type { ValuesSet } from "./values-sets.ts";

/** What the renderings of a chart say about its files, by their names. */
export interface ChartAnalysis {
  readonly findings: ReadonlyMap<string, readonly BuiltFinding[]>;
  /** Where objects begin that are rendered from a file. */
  readonly spans: ReadonlyMap<string, readonly Span[]>;
  /** The objects, for rules over several documents: of those with one name the first. */
  readonly objects: readonly BuiltObject[];
  /** What of a file is written by some rendering. */
  readonly reached: ReadonlyMap<string, Reached>;
  /** What was found in each document, for the next analysis: most documents are the same then. */
  readonly analyses: Analyses;
  /** The names of files that lie elsewhere and were asked for. */
  readonly elsewhere: ReadonlySet<string>;
  /** The files of subcharts that come from elsewhere and are not judged. */
  readonly foreign: ReadonlySet<string>;
  /** What the chart rendered to with each set of values, for the next analysis. */
  readonly rendered: ReadonlyMap<string | undefined, Rendered>;
  /** The files of values, of which a message may quote. */
  readonly values: ReadonlySet<SourceFile>;
  /** Their names. */
  readonly valuesNames: ReadonlySet<string>;
  /** Whether it renders to custom resources, which definitions elsewhere describe. */
  readonly isCustom: boolean;
  /** What its custom resources were judged by, for the last of the sets; `undefined` where there are none. */
  readonly kinds: ChartKinds | undefined;
  /** Errors of ours: the one that ended the analysis, or of each rule that threw the first. */
  readonly crashes: readonly Crash[];
}

/** What was found in a text, and what it depends on beside the text. */
interface Analyzed {
  readonly settings: Settings;
  readonly isTemplate: boolean;
  /** Of a custom resource, what it was judged by. */
  readonly kinds: CustomKinds | undefined;
  readonly analysis: Analysis;
}

type Analyses = ReadonlyMap<string, Analyzed>;

export const NOTHING: ChartAnalysis = {
  findings: new Map(),
  spans: new Map(),
  objects: [],
  reached: new Map(),
  analyses: new Map(),
  elsewhere: new Set(),
  foreign: new Set(),
  rendered: new Map(),
  values: new Set(),
  valuesNames: new Set(),
  isCustom: false,
  kinds: undefined,
  crashes: [],
};

interface Analyzing {
  readonly rules: readonly Rule[];
  readonly host: ChartHost;
  readonly workspace: ChartWorkspace;
  readonly prepared: PreparedChart;
  readonly found: Map<string, Held>;
  readonly spans: Map<string, Span[]>;
  readonly objects: Map<string, BuiltObject>; // by identity
  readonly texts: Text[];
  readonly before: Analyses;
  readonly analyses: Map<string, Analyzed>;
  /** Which files count: it is another text where others do. */
  readonly ownership: string;
  /** The definitions in the `crds/` of the chart. */
  readonly definitions: readonly string[];
  kinds: ChartKinds | undefined;
}

/** A finding with the sets of values with which it holds. */
interface Held {
  finding: BuiltFinding;
  readonly sets: Set<string | undefined>;
  /** What else it is so of, since one place decides about several objects. */
  readonly others: Map<string, ResourceId>;
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
  const prepared = prepareChart(host, workspace, folder);
  if (!prepared) return NOTHING;
  const { chart, sets, own, elsewhere, foreign } = prepared;
  const fresh = { found: new Map(), spans: new Map(), objects: new Map(), texts: [], analyses: new Map() };
  const definitions = definitionsOf(prepared, (name) => workspace.linted(name) !== undefined);
  const ownership = [folder, ...foreign].join("\n");
  const context = { rules, host, workspace, prepared, before: before.analyses, ownership, definitions, kinds: before.kinds };
  const analyzing: Analyzing = { ...context, ...fresh };
  for (const problem of problemsOf(analyzing)) holdProblem(analyzing, problem, undefined);
  const rendered = new Map<string | undefined, Rendered>();
  for (const set of sets) {
    const { name, options } = set;
    const rendering = host.helm.renderChart(chart, options, before.rendered.get(name));
    // It takes much memory: only for a chart that somebody edits.
    if (rendering.rendered && before !== NOTHING) rendered.set(name, rendering.rendered);
    analyzeRendering(analyzing, rendering, set);
  }
  const isCustom = [...analyzing.analyses.values()].some(({ kinds }) => kinds);
  return {
    findings: byFile([...analyzing.found.values()].map((held) => named(held, sets.length))),
    spans: analyzing.spans,
    objects: [...analyzing.objects.values()],
    reached: reachedBy(analyzing.texts, own),
    analyses: analyzing.analyses,
    isCustom,
    kinds: isCustom ? analyzing.kinds : undefined,
    crashes: firstOfEachRule([...analyzing.analyses.values()].flatMap(({ analysis }) => analysis.crashes)),
    rendered,
    elsewhere,
    foreign,
    values: prepared.values,
    valuesNames: new Set([...prepared.values].flatMap((file) => own.get(file) ?? [])),
  };
}

/** What is wrong before anything is rendered. */
function problemsOf({ prepared, host, workspace }: Analyzing): readonly ChartProblem[] {
  const { chart, problems, missing, folder } = prepared;
  const place = chart.name.runs[0]?.place;
  const absent = missing.map((path): ChartProblem => {
    const reason = `the configuration names the values file "${path}", which cannot be read`;
    return { code: "values", message: reason, reason, place };
  });
  if (!workspace.settingsFor(`${folder}values.yaml`).rules.has("helm-unused-value")) return [...problems, ...absent];
  const unused = host.helm.unusedValuesOf(chart).map(({ path, place }): ChartProblem => {
    return { code: "unused", message: "", reason: path.join("."), place };
  });
  return [...problems, ...absent, ...unused];
}

function analyzeRendering(analyzing: Analyzing, { manifests, problems }: Rendering, { name: set, release }: ValuesSet): void {
  // With values that are not known here all may be well.
  const only = release?.isPartial ? release.file : undefined;
  if (only === undefined) for (const problem of problems) holdProblem(analyzing, problem, set);
  const { host, prepared, workspace, ownership } = analyzing;
  const { helm } = host;
  const { folder } = prepared;
  const documents = manifests.map((manifest) => ({ ...helm.lintableText(manifest.text), file: manifest.template.file }));
  const rendered = documents.map(({ text }) => definitionIn(text, analyzing.kinds?.texts)).filter((text) => text !== undefined);
  const definitions = [...analyzing.definitions, ...rendered];
  analyzing.kinds = chartKinds(definitions, workspace.kindsFor(`${folder}Chart.yaml`), analyzing.kinds);
  for (const { text, isTemplate, file } of documents) {
    analyzing.texts.push(text);
    const settings = workspace.settingsFor(`${folder}${file.path}`);
    const analysis = analysisOf(analyzing, text, isTemplate, settings);
    const document = placedDocument(helm, prepared, text, analysis, ownership, set);
    if (only === undefined) holdObjects(analyzing, document);
    for (const finding of document.findings)
      if ((only === undefined || finding.file === only) && workspace.settingsFor(finding.file).rules.has(finding.rule))
        hold(analyzing, finding, set);
  }
}

/** What the rules find in a document; it depends on nothing but its text, the settings and, for a custom resource, the definitions. */
function analysisOf(analyzing: Analyzing, { text }: Text, isTemplate: boolean, settings: Settings): Analysis {
  const { before, analyses } = analyzing;
  const known = analyses.get(text) ?? before.get(text);
  const kinds = analyzing.kinds?.kinds;
  const isCurrent =
    known?.settings === settings && known.isTemplate === isTemplate && (known.kinds === undefined || known.kinds === kinds);
  const one = isCurrent ? known : { ...analyzed(analyzing.rules, text, isTemplate, settings, kinds), isTemplate };
  analyses.set(text, one);
  return one.analysis;
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

function holdObjects({ spans, objects }: Analyzing, document: PlacedDocument): void {
  const { begin, analysis } = document;
  if (!begin) return;
  const known = spans.get(begin.file);
  if (!known) spans.set(begin.file, [begin.span]);
  else if (!known.some(({ start }) => start === begin.span.start)) known.push(begin.span);
  for (const one of analysis.facts) {
    const identity = [one.group, one.kind, one.namespace, one.name].join("\n");
    if (!objects.has(identity)) objects.set(identity, document.objectOf(one, begin));
  }
}

function holdProblem(analyzing: Analyzing, problem: ChartProblem, set: string | undefined): void {
  const { place } = problem;
  const file = place && analyzing.prepared.own.get(place.file);
  if (!place || file === undefined) return;
  const span = firstLine(place.file.text, { start: place.start, end: Math.max(place.end, place.start + 1) });
  const finding = problemFinding(problem, file, span, analyzing.workspace.settingsFor(file));
  if (finding) hold(analyzing, finding, set);
}

function hold({ found }: Analyzing, finding: BuiltFinding, set: string | undefined): void {
  const { rule, file, span } = finding;
  const key = [rule, file, span.start, span.end].join("\n");
  const known = found.get(key);
  if (!known) return void found.set(key, { finding, sets: new Set([set]), others: new Map() });
  known.sets.add(set);
  // One marker does not hide what is so of other objects too.
  if (known.finding.coveredBy?.length && !finding.coveredBy?.length) known.finding = { ...known.finding, coveredBy: [] };
  const { resource, container } = finding;
  const same = known.finding.resource;
  if (!resource || (resource.kind === same?.kind && resource.name === same.name && container === known.finding.container)) return;
  known.others.set(`${resource.kind} "${resource.name}"${container === undefined ? "" : `, container "${container}"`}`, resource);
}

/** The finding; if neither the chart's own values nor all of several sets bring it about, with those that do. */
function named({ finding, sets, others }: Held, count: number): BuiltFinding {
  const { message, related, span, file } = finding;
  const also = [...others.keys()]
    .slice(0, MOST_OTHERS)
    .map((name) => ({ message: `The same is so of ${name}.`, span, uri: file }));
  const more = others.size - also.length;
  if (more > 0) also.push({ message: `The same is so of ${more} more.`, span, uri: file });
  const whole = also.length > 0 ? { ...finding, related: [...related, ...also] } : finding;
  if (sets.has(undefined) || (sets.size === count && count > 1)) return whole;
  return { ...whole, message: `${message} It is so with ${[...sets].join(", ")}.` };
}

/** How many objects a finding names beside the first. */
const MOST_OTHERS = 5;

function byFile(findings: readonly BuiltFinding[]): ReadonlyMap<string, readonly BuiltFinding[]> {
  const files = new Map<string, BuiltFinding[]>();
  for (const finding of findings) {
    const known = files.get(finding.file);
    if (known) known.push(finding);
    else files.set(finding.file, [finding]);
  }
  return files;
}
