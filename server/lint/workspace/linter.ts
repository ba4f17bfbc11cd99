import type { ResourceFacts } from "../../kube/facts/facts.ts";
import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import type { ObjectIndex } from "../../kube/facts/object-index.ts";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import type { SchemaFiles } from "../../kube/schema/schema-files.ts";
import { NONE } from "../../text/none.ts";
import { decodedUri, isBelow } from "../../text/path.ts";
import { Recent } from "../../text/recent.ts";
import { bySpan, type Span, shift } from "../../text/span.ts";
import type { Analysis } from "../analysis/analyze.ts";
import { DIALECTS, type Dialect, dialectOf, holdsParts } from "../analysis/dialect.ts";
import { documentsIn } from "../analysis/lintable.ts";
import { type FileResult, type PlacedFinding, uncheckedFile } from "../analysis/result.ts";
import type { Unchecked } from "../analysis/unchecked.ts";
import { Charts, type Haste } from "../chart/charts.ts";
import { NO_POLICY } from "../config/suppression-policy.ts";
import { markedSlices } from "../directive/covering.ts";
import type { MarkedSlice } from "../directive/marker.ts";
import { findingsInBuilds } from "../overlay/in-builds.ts";
import { type OverlayChanges, Overlays } from "../overlay/overlays.ts";
import { byPlace } from "../rule/finding.ts";
import { indexRules, type RuleIndex } from "../rule/names.ts";
import { isAboutObject, type Rule } from "../rule/rule.ts";
import { type Suppressors, suppress } from "../suppression/suppress.ts";
import { CustomObjects } from "./custom-objects.ts";
import { type FileState, readFile, summaryOf } from "./file-state.ts";
import { LintedFiles, type PendingFile } from "./linted-files.ts";
import type { LinterConfig } from "./linter-config.ts";
import { OutsideFiles } from "./outside-files.ts";
import { type Placement, placement, sorted } from "./placement.ts";
import { givesRoles, Roles } from "./roles.ts";
import { Workspace } from "./workspace.ts";

const TEMPLATES: ReadonlySet<string> = new Set<Unchecked>(["template", "named-template"]);
const NO_SUPPRESSORS: Suppressors = { policy: NO_POLICY, today: "" };

/** How many files keep their findings placed: those that are being edited, in turns. */
const PLACEMENTS = 8;

/**
 * The only state in the engine: the files with their slices. A slice whose text did not change keeps what was found in it, so that one
 * keystroke re-parses one document. Changes wait until `settle` brings everything that depends on them up to date; until then all that is asked is
 * answered as it was. After any history the results equal those of a fresh linter over the same texts.
 */
export class Linter {
  readonly #rules: readonly Rule[];
  readonly #index: RuleIndex;
  #config: LinterConfig;
  readonly #files = new LintedFiles();
  readonly #outside = new OutsideFiles();
  readonly #asked = new Set<string>(); // names of files outside that may be others now
  readonly #roles = new Roles();
  readonly #overlays: Overlays;
  readonly #charts: Charts;
  readonly #workspace: Workspace;
  readonly #custom: CustomObjects;
  readonly #placements = new Recent<string, Placement>(PLACEMENTS);
  #answered: FileResult | undefined; // the last result, until something changes: a hover asks for it again

  constructor(rules: readonly Rule[], config: LinterConfig) {
    this.#rules = rules;
    this.#index = indexRules(rules);
    this.#config = config;
    const exists = (uri: string, name: string) =>
      this.#outside.exists(uri, name, (from, other) => this.#config.exists?.(from, other));
    const files = {
      linted: (name: string) => this.#files.named(name)?.text,
      read: (name: string) => this.#files.named(name)?.text ?? this.#outside.text(name, (other) => this.#config.read?.(other)),
      exists: (name: string, path: string) => exists(this.#files.uriOf(name), path),
      settingsFor: (name: string) => {
        const uri = this.#files.uriOf(name);
        return this.#config.settingsOfBuilt?.(uri) ?? this.#config.settingsFor(uri);
      },
      kindsFor: (name: string) => this.#custom.kindsFor(this.#files.uriOf(name)),
    };
    this.#overlays = new Overlays(rules, files);
    const chartSettings = (folder: string) => this.#config.chartSettings?.(this.#files.uriOf(`${folder}Chart.yaml`)) ?? {};
    this.#charts = new Charts(rules, files, chartSettings, () => this.#config.charts);
    this.#custom = new CustomObjects(rules, (uri) => this.#config.repositoryOf?.(uri) ?? "");
    const outside = { exists, isWhole: (uri: string) => this.#config.isWhole?.(uri) ?? true };
    this.#workspace = new Workspace(
      rules,
      (uri) => this.#files.get(uri)?.settings ?? this.#config.settingsFor(uri),
      outside,
      (kustomization, message, uri) => this.#overlays.asWritten(kustomization, message, decodedUri(uri)),
    );
  }

  /** Sets a file's text. */
  update(uri: string, text: string): void {
    const settings = this.#config.settingsFor(uri);
    const role = this.#config.roleOf?.(uri) ?? this.#roles.of(decodedUri(uri));
    const before = this.#files.latest(uri);
    if (before?.text === text && before.settings === settings && before.role === role) return;
    const reusable = before?.settings === settings && before.role === role ? before : undefined;
    this.#files.put({
      uri,
      text,
      name: decodedUri(uri),
      role,
      settings,
      ...readFile(this.#rules, text, role, settings, reusable),
    });
  }

  /** Takes over what another thread found in a file: `update` without the work. The analyses are those of `analyzeText`. */
  adopt(uri: string, text: string, analyses: readonly Analysis[]): void {
    const role = this.#config.roleOf?.(uri);
    const dialect = dialectOf(text, role);
    const slices = documentsIn(dialect, text, role).map((span, i) => ({ ...span, analysis: analyses[i] as Analysis }));
    this.#files.put({ uri, text, name: decodedUri(uri), role, dialect, settings: this.#config.settingsFor(uri), slices });
  }

  remove(uri: string): void {
    this.#files.remove(uri);
  }

  /** Replaces the configuration. Files whose settings stay the same keep what was found in them. */
  configure(config: LinterConfig): void {
    this.#answered = undefined;
    this.#config = config;
    this.filesChanged();
    for (const uri of this.#files.latestUris()) {
      const file = this.#files.latest(uri);
      if (!file) continue;
      this.update(uri, file.text);
      this.#files.reveal(uri);
    }
  }

  /** Takes the files with schemas of custom resources that the configuration names. They count once it is settled. */
  describe(schemas: SchemaFiles | undefined): void {
    this.#custom.configure(schemas);
  }

  /** Says that files which are not linted have other texts now, or without `uris` that any may have changed, come or gone: they are asked for again. */
  filesChanged(uris?: readonly string[]): void {
    for (const name of uris?.map(decodedUri) ?? this.#outside.forgetAll()) {
      this.#outside.forget(name);
      this.#asked.add(name);
    }
    if (!uris) this.#workspace.filesChanged();
  }

  /**
   * Brings roles, builds and the findings over several documents up to date with all changes since. Returns the files whose results may be
   * different now, each change once. `haste`: what of charts may be left for the next time, or for `proceed`.
   */
  settle(haste?: Haste): readonly string[] {
    this.#settleRoles();
    const changes = this.#files.settle();
    for (const uri of changes.keys()) this.#outside.forget(decodedUri(uri)); // whatever it was before
    const custom = this.#custom.update([...changes].map(([uri, { file }]) => [uri, file] as const));
    const builds = this.#settleBuilds(changes, custom !== undefined, haste);
    const among = this.#settleWorkspace(changes, builds);
    const changed = [...new Set([...changes.keys(), ...(custom ?? NONE), ...this.#files.urisOf(builds.files), ...among])];
    if (changed.length > 0) this.#answered = undefined;
    return changed;
  }

  /** How many charts have not been rendered yet. */
  get waitingCharts(): number {
    return this.#charts.waiting;
  }

  /** Does a part of what `settle` has left. Returns whether more is left. */
  proceed(): boolean {
    this.#answered = undefined;
    return this.#charts.proceed();
  }

  /** Whether `settle` has left something, of which nobody has heard yet. */
  get isBehind(): boolean {
    return this.#charts.isBehind;
  }

  // What follows is as it was when everything was settled.

  has(uri: string): boolean {
    return this.#files.has(uri);
  }

  uris(): readonly string[] {
    return [...this.#files.all()].map(({ uri }) => uri);
  }

  /** The objects that stand in all files, as they are written. */
  *writtenObjects(): Iterable<{ readonly uri: string; readonly facts: ResourceFacts; readonly span: Span }> {
    for (const { uri, slices, dialect } of this.#files.all())
      if (!holdsParts(dialect))
        for (const { start, analysis } of slices)
          for (const facts of analysis.facts) yield { uri, facts, span: shift(facts.site.span, start) };
  }

  /** The names of files about which renderings of charts say something; they need not be among those that are linted. */
  renderedNames(): readonly string[] {
    return this.#charts.names();
  }

  /** Whether a file is part of a chart. */
  isInChart(uri: string): boolean {
    return this.#charts.isIn(decodedUri(uri));
  }

  /** The URI of a file by its decoded name. */
  uriOf(name: string): string {
    return this.#files.uriOf(name);
  }

  /** The chart that a file is part of, ready to be rendered; `undefined` if it is part of none. */
  chartOf(uri: string): ReturnType<Charts["prepared"]> {
    return this.#charts.prepared(decodedUri(uri));
  }

  /** The kinds of custom resources that are defined for a file. */
  customKinds(uri: string): CustomKinds {
    return this.#custom.kindsFor(uri);
  }

  /** The objects of all files, and those that kustomizations build, as rules over several documents see them. */
  objects(): readonly IndexedObject[] {
    return this.#workspace.objects();
  }

  /** Look-ups over the same. */
  get index(): ObjectIndex {
    return this.#workspace.index;
  }

  /** What kustomizations build. */
  get builds(): Pick<Overlays, "readersOf" | "objectsOf"> {
    return this.#overlays;
  }

  text(uri: string): string | undefined {
    return this.#files.get(uri)?.text;
  }

  /** How a file is read. */
  dialect(uri: string): Dialect {
    return this.#files.get(uri)?.dialect ?? DIALECTS.yaml;
  }

  /** The span of a file's slice in its text. */
  slice(uri: string, index: number): Span | undefined {
    return this.#files.get(uri)?.slices[index];
  }

  /** Everything there is to say about a file, with absolute offsets. About an unknown file there is nothing. */
  result(uri: string): FileResult {
    if (this.#answered?.uri !== uri) this.#answered = this.#answer(uri);
    return this.#answered;
  }

  #answer(uri: string): FileResult {
    const file = this.#files.get(uri);
    if (!file) return { uri, text: "", dialect: "yaml", findings: [], suppressed: [], unchecked: [], resources: 0, crashes: [] };
    if (this.#charts.isForeign(file.name)) return uncheckedFile(uri, "foreign-subchart", file.text);
    const { marked, crashes: own, ...rest } = summaryOf(file);
    const findings = this.#findings(file, rest.resources > 0);
    const slices = this.#marked(file, marked);
    const hidden = slices.length > 0 ? this.#charts.hiddenFrom(file.name) : NONE;
    const unsuppressed = { uri, findings, slices, hidden, settings: file.settings, rules: this.#index };
    const suppressed = suppress(unsuppressed, this.#config.suppressorsFor?.(uri) ?? NO_SUPPRESSORS);
    const built = [...this.#overlays.crashesIn(file.name), ...this.#charts.crashesIn(file.name)];
    const among = this.#workspace.crashes(uri).map(({ slice, span, ...crash }) => {
      return { ...crash, span: shift(span, file.slices[slice]?.start ?? 0) };
    });
    const values = this.#charts.valuesAbout(file.name);
    // What a rendering has judged is no template of which nothing is known.
    const unchecked = rest.unchecked.filter(
      ({ reason, span }) => !TEMPLATES.has(reason) || !this.#charts.judges(file.name, span),
    );
    const undescribed = this.#custom.withoutSchema(file).map((span) => ({ reason: "no-schema" as const, span }));
    return {
      uri,
      text: file.text,
      dialect: file.dialect.name,
      ...(values ? { quoted: [...values] } : {}),
      ...suppressed,
      ...rest,
      unchecked: undescribed.length > 0 ? [...unchecked, ...undescribed].sort(bySpan) : unchecked,
      crashes: [...own, ...this.#custom.crashes(file), ...built, ...among],
    };
  }

  /** The markers of a file: in a chart those of what its renderings write, and in the comments of its values. */
  #marked({ name, text, slices }: FileState, marked: readonly MarkedSlice[]): readonly MarkedSlice[] {
    if (slices.length === 0 && this.#charts.isOfValues(name)) return markedSlices(text, "as rendered");
    return marked.map((one) => {
      const slice = slices[one.slice];
      return one.checked === "not" && slice && this.#charts.judges(name, slice) ? { ...one, checked: "as rendered" } : one;
    });
  }

  /** Reads those files anew that are something else now: a pending file may say so. */
  #settleRoles(): void {
    for (const [uri, { file }] of this.#files.pending()) {
      const name = decodedUri(uri);
      if (!givesRoles(name)) continue;
      const { names, folder } = this.#roles.set(name, file?.text);
      const below = folder === undefined ? NONE : [...this.#files.names()].filter((other) => isBelow(folder, other));
      for (const other of [...names, ...below]) {
        const known = this.#files.latestNamed(other);
        if (known) this.update(known.uri, known.text);
      }
    }
  }

  #settleBuilds(changes: ReadonlyMap<string, PendingFile>, definitionsChanged: boolean, haste?: Haste): OverlayChanges {
    const names = [...changes.keys()].map(decodedUri);
    const asked = [...names, ...this.#asked];
    const builds = this.#overlays.update(asked, definitionsChanged);
    const rendered = this.#charts.update(asked, definitionsChanged, haste);
    this.#asked.clear();
    for (const one of builds.builds) {
      const environment = this.#config.scopeOf(this.#files.uriOf(one));
      const build = { scope: one, environment, partial: this.#overlays.isWhole(one) ? false : "unread" } as const;
      this.#workspace.setBuild(build, this.#overlays.objectsOf(one), (name) => this.#files.named(name));
    }
    for (const folder of rendered.folders) {
      const chart = `${folder}Chart.yaml`;
      const environment = this.#config.scopeOf(this.#files.uriOf(chart));
      const build = { scope: chart, environment, partial: "other values" } as const;
      this.#workspace.setBuild(build, this.#charts.objectsOf(folder), (name) => this.#files.named(name));
    }
    return rendered.files.size === 0 ? builds : { ...builds, files: new Set([...builds.files, ...rendered.files]) };
  }

  #settleWorkspace(changes: ReadonlyMap<string, PendingFile>, { files }: OverlayChanges): readonly string[] {
    const visible = [...changes].filter(([, { isVisible }]) => isVisible).map(([uri]) => uri);
    for (const uri of [...new Set([...visible, ...this.#files.urisOf(files)])].sort()) {
      const file = this.#files.get(uri);
      this.#workspace.setFile(uri, file, this.#config.scopeOf(uri), file ? this.#builtIn(file.name) : NONE);
    }
    return this.#workspace.settle();
  }

  /** Where the objects begin in a file that are built or rendered from it. */
  #builtIn(name: string): readonly Span[] {
    const [built, rendered] = [this.#overlays.objectsIn(name), this.#charts.objectsIn(name)];
    return rendered.length === 0 ? built : built.length === 0 ? rendered : [...built, ...rendered];
  }

  /** The findings of a file, sorted: its own, in the light of what is built from it, and those over several documents. */
  #findings(file: FileState, withNonObjects: boolean): readonly PlacedFinding[] {
    const { uri, name, slices } = file;
    const sliceOf = (other: string, index: number) => this.#files.get(other)?.slices[index];
    const placed = placement(file, withNonObjects, this.#workspace.findings(uri), sliceOf, this.#placements.get(uri));
    this.#placements.set(uri, placed);
    const custom = this.#custom.findings(file);
    const own = custom.length === 0 ? sorted(placed) : [...sorted(placed), ...custom].sort(byPlace);
    const uriOf = (other: string) => this.#files.uriOf(other);
    const rendered = this.#charts.findingsIn(name);
    const objects = this.#charts.objectsIn(name);
    const inBuilds =
      this.#charts.has(name) && (rendered.length > 0 || objects.length > 0)
        ? { uri, slices, uriOf, built: rendered, objects, isBuilt: (span: Span) => this.#charts.reaches(name, span) }
        : {
            uri,
            slices,
            uriOf,
            built: [...this.#overlays.findingsIn(name), ...rendered],
            objects: this.#overlays.objectsIn(name),
          };
    const among = new Set(placed.among.findings);
    const isOfObject = (finding: PlacedFinding) => !among.has(finding) && isAboutObject(this.#index.get(finding.rule));
    const findings = this.#workspace.unanswered(uri, findingsInBuilds(inBuilds, own, isOfObject), isOfObject);
    return findings === own ? own : [...findings].sort(byPlace);
  }
}
