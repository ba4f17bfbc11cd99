import type { SourceFile } from "../../helm/value/place.ts";
import { withoutMark } from "../../text/byte-order-mark.ts";
import { NONE } from "../../text/none.ts";
import { baseName, folderOf, isBelow, parentOf } from "../../text/path.ts";
import type { Span } from "../../text/span.ts";
import type { HiddenElsewhere } from "../directive/marker.ts";
import type { BuiltFinding, OverlayFiles } from "../overlay/built-finding.ts";
import type { BuiltObject } from "../overlay/built-object.ts";
import { type Crash, crashOf } from "../rule/crash.ts";
import type { Rule } from "../rule/rule.ts";
import { analyzeChart, type ChartAnalysis, NOTHING, type Wanted } from "./analyze-chart.ts";
import { changedFiles } from "./changed-files.ts";
import type { ChartHost, ChartWorkspace } from "./chart-host.ts";
import { type PreparedChart, prepareChart } from "./prepared-chart.ts";
import { isReached } from "./reached.ts";
import { Releases } from "./set/releases.ts";

const CHART = "Chart.yaml";

/** What is different after some files have changed. */
export interface ChartChanges {
  /** The files about which another thing may be said now. */
  readonly files: ReadonlySet<string>;
  /** The charts that were rendered again, or are gone. */
  readonly folders: ReadonlySet<string>;
}

/** What an update may leave for later. */
export interface Haste {
  /** How many charts that were not rendered before are rendered now; the others wait for the next update. Absent: all. */
  readonly newCharts?: number;
  /**
   * The file, decoded, that somebody types in: its chart is rendered with the values that they see first only. What other sets have said moves with the text
   * until `proceed` has rendered them, and an update without this says so.
   */
  readonly first?: string;
}

/** Of so many charts it is kept what they render to, and what was found in it. */
const MOST_EDITED = 3;

const NO_CHANGES: ChartChanges = { files: new Set(), folders: new Set() };

/** What the charts of a workspace render to, as findings about their files, kept up to date. A chart is rendered again when a file below its folder has changed. */
export class Charts {
  readonly #rules: readonly Rule[];
  readonly #files: ChartWorkspace;
  readonly #host: () => ChartHost | undefined;
  readonly #analyses = new Map<string, ChartAnalysis>(); // by folder
  readonly #waiting = new Set<string>(); // folders that have not been rendered yet
  #edited: string[] = []; // folders, the last one first
  readonly #behind = new Set<string>(); // folders of which some sets have still to be rendered, or have been since the last update
  readonly #releases = new Releases();
  readonly #elsewhere = new Map<string, SourceFile>(); // by name

  constructor(
    rules: readonly Rule[],
    files: OverlayFiles,
    settings: ChartWorkspace["chartSettings"],
    host: () => ChartHost | undefined,
  ) {
    this.#rules = rules;
    this.#files = {
      ...files,
      chartSettings: settings,
      releasesOf: (folder) => this.#releases.of(folder),
      fileElsewhere: (name) => this.#fileElsewhere(name),
    };
    this.#host = host;
  }

  /** How many charts have not been rendered yet, because `update` was told to stop before. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Brings the charts up to date after these files have changed, come or gone, and perhaps the definitions of custom resources. */
  update(changed: readonly string[], definitionsChanged: boolean, { newCharts, first }: Haste = {}): ChartChanges {
    const host = this.#host();
    if (!host) return NO_CHANGES;
    const folders = new Set(this.#releases.update(changed, this.#files.linted));
    for (const name of changed) {
      if (baseName(name) === CHART) folders.add(folderOf(name));
      for (const [folder, { elsewhere }] of this.#analyses) if (isBelow(folder, name) || elsewhere.has(name)) folders.add(folder);
    }
    if (definitionsChanged) for (const [folder, { isCustom }] of this.#analyses) if (isCustom) folders.add(folder);
    for (const folder of this.#waiting) folders.add(folder);
    const files = new Set<string>();
    let added = 0;
    for (const folder of [...folders]) {
      this.#waiting.delete(folder);
      if (isSubchart(folder, folders, this.#analyses)) continue;
      if (!this.#analyses.has(folder) && ++added > (newCharts ?? Number.POSITIVE_INFINITY)) this.#waiting.add(folder);
      else this.#analyze(host, folder, first === undefined ? "all" : { first }, files);
    }
    for (const folder of this.#behind) {
      if (folders.has(folder) || (first !== undefined && this.#analyses.get(folder)?.isBehind)) continue;
      this.#analyze(host, folder, "rest", files);
      folders.add(folder);
    }
    return { files, folders: new Set([...folders].filter((folder) => !this.#waiting.has(folder))) };
  }

  /** Renders a chart with one of the sets of values that were left. Returns whether more are left. Nothing is said of it before the next update. */
  proceed(): boolean {
    const host = this.#host();
    const isLeft = (folder: string) => this.#analyses.get(folder)?.isBehind;
    const folder = [...this.#behind].find(isLeft);
    if (!host || folder === undefined) return false;
    this.#analyses.set(folder, this.#analyzed(host, folder, this.#analyses.get(folder), "next"));
    return [...this.#behind].some(isLeft);
  }

  /** Whether something has still to be said of a chart that was rendered with a part of its sets. */
  get isBehind(): boolean {
    return this.#behind.size > 0;
  }

  /** The objects that a chart renders to; `undefined` if there is none in the folder. */
  objectsOf(folder: string): readonly BuiltObject[] | undefined {
    return this.#analyses.get(folder)?.objects;
  }

  /** Whether a file is part of a chart. */
  has(file: string): boolean {
    return this.#folderAbove(file) !== undefined;
  }

  /** Whether a file is part of a chart, be it one that has not been looked at yet. */
  isIn(file: string): boolean {
    return this.has(file) || (this.#host() !== undefined && chartAbove(file, this.#files) !== undefined);
  }

  /** The chart that a file is part of, ready to be rendered; `undefined` if it is part of none. */
  prepared(file: string): { readonly chart: PreparedChart; readonly host: ChartHost } | undefined {
    const host = this.#host();
    const folder = host && (this.#folderAbove(file) ?? chartAbove(file, this.#files));
    const chart = folder === undefined ? undefined : prepareChart(host as ChartHost, this.#files, folder);
    return chart && host && { chart, host };
  }

  /** The files about which renderings say something. */
  names(): readonly string[] {
    return [...this.#analyses.values()].flatMap(({ findings }) => [...findings.keys()]);
  }

  findingsIn(file: string): readonly BuiltFinding[] {
    const about = this.#about(file);
    if (about) return about.findings.get(file) ?? NONE;
    return this.#naming(file).flatMap(({ findings }) => findings.get(file) ?? NONE);
  }

  /** Where the objects that are rendered from a file begin in it. */
  objectsIn(file: string): readonly Span[] {
    return this.#about(file)?.spans.get(file) ?? NONE;
  }

  /** Whether some rendering writes what stands at the span. */
  reaches(file: string, span: Span): boolean {
    const reached = this.#about(file)?.reached.get(file);
    return reached !== undefined && isReached(reached, span);
  }

  /** Whether some rendering writes a part of what stands at the span. */
  judges(file: string, span: Span): boolean {
    const reached = this.#about(file)?.reached.get(file);
    return reached?.some(({ start, end }) => start < span.end && span.start < end) ?? false;
  }

  /** The files of values with which the chart is rendered that a file is part of. */
  valuesAbout(file: string): ReadonlySet<SourceFile> | undefined {
    return this.#about(file)?.values ?? this.#naming(file)[0]?.values;
  }

  /** Whether a chart is rendered with the values of a file. */
  isOfValues(file: string): boolean {
    return this.#about(file)?.valuesNames.has(file) ?? this.#naming(file).some(({ valuesNames }) => valuesNames.has(file));
  }

  /** What markers that are rendered from a file hide in other files. */
  hiddenFrom(file: string): readonly HiddenElsewhere[] {
    return [...(this.#about(file)?.findings ?? NONE)].flatMap(([name, findings]) =>
      name === file ? [] : findings.flatMap((finding) => coveredFrom(finding, file)),
    );
  }

  /** Whether a file is part of a subchart that comes from elsewhere, which is not judged. */
  isForeign(file: string): boolean {
    return this.#about(file)?.foreign.has(file) ?? false;
  }

  /** The errors of ours in the analysis of a chart, at the start of its `Chart.yaml`. */
  crashesIn(file: string): readonly Crash[] {
    return baseName(file) === CHART ? (this.#analyses.get(folderOf(file))?.crashes ?? NONE) : NONE;
  }

  #about(file: string): ChartAnalysis | undefined {
    return this.#analyses.get(this.#folderAbove(file) ?? "");
  }

  /** What is known of the charts that read a file beside them: one of values, which several may name, or one with an object that installs them. */
  #naming(file: string): readonly ChartAnalysis[] {
    const all = [...this.#analyses.values()];
    return all.length === 0 ? NONE : all.filter(({ elsewhere }) => elsewhere.has(file));
  }

  #folderAbove(file: string): string | undefined {
    if (this.#analyses.size === 0) return undefined;
    for (let folder: string | undefined = folderOf(file); folder !== undefined; folder = parentOf(folder))
      if (this.#analyses.has(folder)) return folder;
    return undefined;
  }

  #fileElsewhere(name: string): SourceFile | undefined {
    const text = this.#files.read(name);
    if (text === undefined) return undefined;
    const before = this.#elsewhere.get(name);
    const file = before?.text === withoutMark(text) ? before : { path: name, text: withoutMark(text) };
    this.#elsewhere.set(name, file);
    return file;
  }

  #analyze(host: ChartHost, folder: string, wanted: Wanted, files: Set<string>): void {
    const before = this.#analyses.get(folder);
    const now = this.#files.linted(folder + CHART) === undefined ? undefined : this.#analyzed(host, folder, before, wanted);
    if (now) this.#analyses.set(folder, now);
    else this.#analyses.delete(folder);
    if (now?.isBehind) this.#behind.add(folder);
    else this.#behind.delete(folder);
    this.#forgetRendered(folder);
    for (const file of changedFiles(before, now)) files.add(file);
    if (before?.crashes.length || now?.crashes.length) files.add(folder + CHART);
  }

  /** Of the charts that were edited before, everything is let go that is only there to make the next analysis quick. */
  #forgetRendered(folder: string): void {
    this.#edited = [folder, ...this.#edited.filter((one) => one !== folder)];
    for (const one of this.#edited.splice(MOST_EDITED)) {
      const analysis = this.#analyses.get(one);
      if (analysis && !analysis.isBehind) this.#analyses.set(one, { ...analysis, sets: [], files: new Map(), kinds: undefined });
    }
  }

  /** An error of ours ends this analysis and no other: the chart's files are analyzed by themselves. */
  #analyzed(host: ChartHost, folder: string, before: ChartAnalysis | undefined, wanted: Wanted): ChartAnalysis {
    try {
      return analyzeChart(this.#rules, host, this.#files, folder, before, wanted);
    } catch (error) {
      return { ...NOTHING, crashes: [crashOf(undefined, error, { start: 0, end: 0 })] };
    }
  }
}

function coveredFrom({ rule, coveredBy = [] }: BuiltFinding, file: string): readonly HiddenElsewhere[] {
  return coveredBy.flatMap(({ place }) => (place?.file === file ? { marker: place.span.start, rule } : []));
}

/** Files that are part of a chart by their place in it. */
const OF_CHART = /\/templates\/|\/(?:values[^/]*|ci\/[^/]*)\.ya?ml$/;

/** The folder of the chart that a file is part of, by what lies above it: while an editor starts, charts are not known yet. */
function chartAbove(file: string, { exists }: Pick<OverlayFiles, "exists">): string | undefined {
  if (!OF_CHART.test(file)) return undefined;
  let found: string | undefined;
  let path = CHART;
  for (let at: string | undefined = folderOf(file); at !== undefined; at = parentOf(at)) {
    if (exists(file, path)) found = at;
    // A chart in the `charts` of another one is a part of that.
    else if (found !== undefined && !at.endsWith("/charts/")) return found;
    path = `../${path}`;
  }
  return found;
}

/** Whether the folder lies in the `charts` of another chart, which renders it. */
function isSubchart(folder: string, ...others: readonly { has(folder: string): boolean }[]): boolean {
  for (let at = parentOf(folder); at !== undefined; at = parentOf(at)) {
    const above = /(^|\/)charts\/$/.test(at) ? parentOf(at) : undefined;
    if (above !== undefined && others.some((known) => known.has(above))) return true;
  }
  return false;
}
