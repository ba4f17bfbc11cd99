import type { ChartProblem } from "../../helm/chart/chart.ts";
import type { SourceFile } from "../../helm/value/place.ts";
import { changeBetween } from "../../text/change.ts";
import { type Crash, firstOfEachRule } from "../rule/crash.ts";
import type { Rule } from "../rule/rule.ts";
import { type AnalyzingChart, analyzeSet, foundProblem, type SetAnalysis } from "./analyze-set.ts";
import type { ChartHost, ChartWorkspace } from "./chart-host.ts";
import { type ChartKinds, definitionsOf } from "./chart-kinds.ts";
import { type MergedSets, mergedSets } from "./merged-sets.ts";
import { type FileChanges, movedSet, withoutMended } from "./moved-set.ts";
import { type PreparedChart, prepareChart } from "./prepared-chart.ts";
import type { ValuesSet } from "./set/values-sets.ts";

/** What the renderings of a chart say about its files, by their names, and what there is to know for the next analysis. */
export interface ChartAnalysis extends MergedSets {
  /** What each rendering says; empty where it is not kept. */
  readonly sets: readonly SetAnalysis[];
  /** Whether some of them have still to be brought up to date. */
  readonly isBehind: boolean;
  /** The files in which findings may stand, by their names, with the texts that were rendered. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** The names of files that lie elsewhere and were asked for. */
  readonly elsewhere: ReadonlySet<string>;
  /** The files of subcharts that come from elsewhere and are not judged. */
  readonly foreign: ReadonlySet<string>;
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

export const NOTHING: ChartAnalysis = {
  sets: [],
  isBehind: false,
  files: new Map(),
  findings: new Map(),
  spans: new Map(),
  objects: [],
  reached: new Map(),
  elsewhere: new Set(),
  foreign: new Set(),
  values: new Set(),
  valuesNames: new Set(),
  isCustom: false,
  kinds: undefined,
  crashes: [],
};

/**
 * Which sets of values a chart is rendered with now: `all`; the `first` that somebody sees who types in a file; or, of those that were left then, the `next`
 * or `rest`.
 */
export type Wanted = "all" | "next" | "rest" | { readonly first: string };

/**
 * Renders the chart in a folder with each set of values, and runs the rules over what comes out. A finding stands where the text comes from that it
 * is about: in a values file, in a template, in a helper. `before` is the last analysis of the chart; what is not wanted now is taken from there.
 */
export function analyzeChart(
  rules: readonly Rule[],
  host: ChartHost,
  workspace: ChartWorkspace,
  folder: string,
  before: ChartAnalysis = NOTHING,
  wanted: Wanted = "all",
): ChartAnalysis {
  const prepared = prepareChart(host, workspace, folder);
  if (!prepared) return NOTHING;
  const { own, elsewhere, foreign } = prepared;
  const chart: AnalyzingChart = {
    rules,
    host,
    workspace,
    prepared,
    known: before.sets.map(({ analyses }) => analyses),
    ownership: [folder, ...foreign].join("\n"),
    definitions: definitionsOf(prepared, (name) => workspace.linted(name) !== undefined),
    kinds: before.kinds,
  };
  const files = new Map([...own].map(([file, name]) => [name, file]));
  const sets = analyzeSets(chart, before, wanted, changesOf(before.files, files));
  const analyses = sets.flatMap((set) => [...set.analyses.values()]);
  const isCustom = analyses.some(({ kinds }) => kinds);
  const isBehind = sets.some((set) => set.isBehind);
  return {
    // Nobody sees what is said in between.
    ...(wanted === "next" ? before : mergedSets(problemsOf(chart), sets)),
    sets: before === NOTHING ? sets.map((set) => ({ ...set, rendered: undefined })) : sets,
    isBehind,
    files,
    isCustom,
    kinds: isCustom ? chart.kinds : undefined,
    crashes: firstOfEachRule(analyses.flatMap(({ analysis }) => analysis.crashes)),
    elsewhere,
    foreign,
    values: prepared.values,
    valuesNames: new Set([...prepared.values].flatMap((file) => own.get(file) ?? [])),
  };
}

function analyzeSets(chart: AnalyzingChart, before: ChartAnalysis, wanted: Wanted, changes: FileChanges): readonly SetAnalysis[] {
  const { sets } = chart.prepared;
  const areSame = before.sets.length === sets.length && sets.every(({ name }, i) => name === before.sets[i]?.name);
  const now = areSame ? chosen(chart.prepared, before.sets, wanted) : sets;
  const made = new Map<ValuesSet, SetAnalysis>();
  for (const set of now) {
    const last = before.sets.find(({ name }) => name === set.name);
    const one = analyzeSet(chart, set, last?.rendered);
    made.set(set, one);
    chart.known.push(one.analyses);
  }
  return sets.map((set, i) => made.get(set) ?? leftBehind(before.sets[i] as SetAnalysis));

  function leftBehind(set: SetAnalysis): SetAnalysis {
    if (typeof wanted !== "object") return set;
    const moved = movedSet(set, changes);
    const [first] = made;
    const last = first && before.sets.find(({ name }) => name === first[0].name);
    return first && last ? withoutMended(moved, movedSet(last, changes), first[1]) : moved;
  }
}

/** The sets that are rendered now. */
function chosen({ sets, own }: PreparedChart, before: readonly SetAnalysis[], wanted: Wanted): readonly ValuesSet[] {
  if (wanted === "all") return sets;
  const behind = sets.filter((_, i) => before[i]?.isBehind);
  if (wanted === "next") return behind.slice(0, 1);
  if (wanted === "rest") return behind;
  const [first] = sets;
  const read = sets.find(({ options }) => options.values?.some((file) => own.get(file) === wanted.first));
  return read ? [read] : first ? [first] : [];
}

function changesOf(before: ReadonlyMap<string, SourceFile>, now: ReadonlyMap<string, SourceFile>): FileChanges {
  return new Map(
    [...now].flatMap(([name, file]) => {
      const old = before.get(name);
      return old && old !== file && old.text !== file.text ? [[name, changeBetween(old.text, file.text)] as const] : [];
    }),
  );
}

/** What is wrong before anything is rendered, as findings. */
function problemsOf(chart: AnalyzingChart): ReturnType<typeof foundProblem> {
  const { prepared, host, workspace } = chart;
  const place = prepared.chart.name.runs[0]?.place;
  const absent = prepared.missing.map((path): ChartProblem => {
    const reason = `the configuration names the values file "${path}", which cannot be read`;
    return { code: "values", message: reason, reason, place };
  });
  const isWanted = workspace.settingsFor(`${prepared.folder}values.yaml`).rules.has("helm-unused-value");
  const unused = isWanted
    ? host.helm.unusedValuesOf(prepared.chart).map(({ path, place }): ChartProblem => {
        return { code: "unused", message: "", reason: path.join("."), place };
      })
    : [];
  return [...prepared.problems, ...absent, ...unused].flatMap((problem) => foundProblem(chart, problem));
}
