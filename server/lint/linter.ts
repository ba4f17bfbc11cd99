import type { FactSite, ResourceFacts } from "../kube/facts.ts";
import { isKustomization } from "../kube/kustomize/location.ts";
import type { Exists } from "../kube/object-index.ts";
import { type Span, shift } from "../text/span.ts";
import { decoded } from "../text/uri.ts";
import type { Path } from "../yaml/field.ts";
import type { Analysis } from "./analyze.ts";
import type { OverlayFiles } from "./built-finding.ts";
import { dialectOf, type FileRole } from "./dialect.ts";
import { type FileState, looksSame, readFile, type Slice, uncheckedIn } from "./file-state.ts";
import type { Finding } from "./finding.ts";
import { judgeOverlays, NO_OVERLAYS } from "./overlay.ts";
import { judged } from "./overlay-judgement.ts";
import type { FileResult, PlacedFinding } from "./result.ts";
import type { Rule } from "./rule.ts";
import { indexRules, type RuleIndex } from "./rule-names.ts";
import type { Settings } from "./settings.ts";
import { type Suppressors, suppress } from "./suppress.ts";
import { NO_POLICY } from "./suppression-policy.ts";
import { type WorkspaceFinding, workspaceFindings } from "./workspace.ts";
import { indexWorkspace } from "./workspace-index.ts";
import { givesRoles, rolesAmong } from "./workspace-roles.ts";

/** What the linter asks of a configuration. */
export interface LinterConfig {
  settingsFor(uri: string): Settings;
  /** What the file is, where the files that are linted do not tell; its text may make it a template all the same. */
  roleOf?(uri: string): FileRole | undefined;
  /** The set of files that are deployed together with this one. */
  scopeOf(uri: string): string;
  /** Whether there is the file or folder that a file names by a relative path; where absent, nobody can say. */
  exists?: Exists;
  /** The text of a file that is not linted but that a kustomization names (decoded); where absent, there are none. */
  read?(name: string): string | undefined;
  /** What hides findings beside the markers in the text; where absent, nothing does, and no marker expires. */
  suppressorsFor?(uri: string): Suppressors;
}

const NO_SUPPRESSORS: Suppressors = { policy: NO_POLICY, today: "" };

/**
 * The only state in the engine: the files with their slices. A slice whose text did not change keeps what it yielded, so that one
 * keystroke re-parses one document. After any history the results equal those of a fresh linter over the same texts.
 */
export class Linter {
  readonly #rules: readonly Rule[];
  readonly #index: RuleIndex;
  #config: LinterConfig;
  readonly #files = new Map<string, FileState>();
  #workspace: ReadonlyMap<string, readonly WorkspaceFinding[]> = new Map();
  #stale = false;
  #overlays = NO_OVERLAYS;
  #changed = false; // since the overlays were built
  #roles = rolesAmong([]);
  #moved = false; // a file that gives roles to others has changed

  constructor(rules: readonly Rule[], config: LinterConfig) {
    this.#rules = rules;
    this.#index = indexRules(rules);
    this.#config = config;
  }

  /** Sets a file's text. */
  update(uri: string, text: string): void {
    const settings = this.#config.settingsFor(uri);
    const role = this.#roleOf(uri);
    const before = this.#files.get(uri);
    if (before?.text === text && before.settings === settings && before.role === role) return;
    const reusable = before?.settings === settings && before.role === role ? before : undefined;
    this.#put(uri, { text, name: decoded(uri), role, settings, ...readFile(this.#rules, text, role, settings, reusable) });
  }

  /** Takes over what another thread found in a file: `update` without the work. The analyses are those of `analyzeText`. */
  adopt(uri: string, text: string, analyses: readonly Analysis[]): void {
    const role = this.#config.roleOf?.(uri);
    const dialect = dialectOf(text, role);
    const slices = role === "data" ? [] : dialect.cut(text).map((span, i) => ({ ...span, analysis: analyses[i] as Analysis }));
    this.#put(uri, { text, name: decoded(uri), role, dialect, settings: this.#config.settingsFor(uri), slices });
  }

  remove(uri: string): void {
    if (!this.#files.delete(uri)) return;
    this.#stale = true;
    this.#changed = true;
    this.#moved ||= givesRoles(decoded(uri));
  }

  /** Replaces the configuration. Files whose settings stay the same keep what they yielded. */
  configure(config: LinterConfig): void {
    this.#config = config;
    this.#stale = true;
    this.#changed = true;
    for (const [uri, file] of [...this.#files]) this.update(uri, file.text);
  }

  has(uri: string): boolean {
    return this.#files.has(uri);
  }

  uris(): readonly string[] {
    return [...this.#files.keys()];
  }

  text(uri: string): string | undefined {
    return this.#files.get(uri)?.text;
  }

  /** The span of a file's slice in its text. */
  slice(uri: string, index: number): Span | undefined {
    return this.#files.get(uri)?.slices[index];
  }

  /**
   * Brings the findings over several documents up to date if what documents see of each other has changed.
   * Returns the files whose findings of that sort are different now.
   */
  refresh(): readonly string[] {
    return [...new Set([...this.#refreshRoles(), ...this.#refreshOverlays(), ...this.#refreshWorkspace()])];
  }

  /** Everything there is to say about a file, with absolute offsets. An unknown file yields nothing. */
  result(uri: string): FileResult {
    this.refresh();
    const file = this.#files.get(uri);
    if (!file) return { uri, text: "", dialect: "yaml", findings: [], suppressed: [], unchecked: [], resources: 0, crashes: [] };
    const findings: PlacedFinding[] = [];
    const resources = file.slices.reduce((sum, { analysis }) => sum + analysis.facts.length, 0);
    file.slices.forEach((slice, index) => {
      const { findings: own, stray = [] } = slice.analysis;
      for (const finding of resources > 0 ? [...own, ...stray] : own) findings.push(place(uri, index, slice.start, finding));
    });
    for (const found of this.#workspace.get(uri) ?? []) {
      const slice = file.slices[found.slice];
      if (slice) findings.push(this.#placeWorkspace(uri, slice, found));
    }
    const whole = this.#judge(uri, file, findings).sort(
      (a, b) => a.span.start - b.span.start || compare(a.rule, b.rule) || compare(a.message, b.message),
    );
    const slices = file.slices.map(({ start, analysis }) => {
      return { start, directives: analysis.directives, checked: analysis.unchecked === undefined };
    });
    const unsuppressed = { uri, findings: whole, slices, settings: file.settings, rules: this.#index };
    return {
      uri,
      text: file.text,
      dialect: file.dialect.name,
      ...suppress(unsuppressed, this.#config.suppressorsFor?.(uri) ?? NO_SUPPRESSORS),
      unchecked: uncheckedIn(file),
      resources,
      crashes: file.slices.flatMap(({ start, analysis }) =>
        analysis.crashes.map((crash) => ({ ...crash, span: shift(crash.span, start) })),
      ),
    };
  }

  #put(uri: string, file: FileState): void {
    const before = this.#files.get(uri);
    if (!before || !looksSame(before.slices, file.slices)) this.#stale = true;
    this.#changed = true;
    this.#moved ||= givesRoles(file.name);
    this.#files.set(uri, file);
  }

  #roleOf(uri: string): FileRole | undefined {
    return this.#config.roleOf?.(uri) ?? this.#roles(decoded(uri));
  }

  /** Reads those files anew that have another role now. */
  #refreshRoles(): readonly string[] {
    if (!this.#moved) return [];
    this.#moved = false;
    this.#roles = rolesAmong([...this.#files.values()].filter(({ name }) => givesRoles(name)));
    const files = [...this.#files].filter(([uri, { role }]) => this.#roleOf(uri) !== role);
    for (const [uri, { text }] of files) this.update(uri, text);
    this.#moved = false;
    return files.map(([uri]) => uri);
  }

  #refreshWorkspace(): readonly string[] {
    if (!this.#stale) return [];
    this.#stale = false;
    const before = this.#workspace;
    this.#workspace = this.#runWorkspace();
    return differing(before, this.#workspace);
  }

  #refreshOverlays(): readonly string[] {
    if (!this.#changed) return [];
    this.#changed = false;
    const before = this.#overlays;
    if (before === NO_OVERLAYS && !this.uris().some(isKustomization)) return [];
    const uris = new Map([...this.#files].map(([uri, { name }]) => [name, uri]));
    const files: OverlayFiles = {
      names: () => [...uris.keys()],
      read: (name) => this.#files.get(uris.get(name) ?? "")?.text ?? this.#config.read?.(name),
      settingsFor: (name) => this.#config.settingsFor(uris.get(name) ?? name),
    };
    this.#overlays = judgeOverlays(this.#rules, files, before);
    if (this.#overlays === before) return [];
    this.#stale = true;
    const { findings, objects } = this.#overlays;
    const names = [...differing(before.findings, findings), ...differing(before.objects, objects)];
    return names.flatMap((name) => uris.get(name) ?? []);
  }

  /** What is left of a file's findings, and what is added to them, by what is built from it. */
  #judge(uri: string, { name, slices }: FileState, own: readonly PlacedFinding[]): PlacedFinding[] {
    if (this.#overlays === NO_OVERLAYS) return [...own];
    const uriOf = (other: string) => [...this.#files].find(([, file]) => file.name === other)?.[0] ?? other;
    return judged({ uri, name, slices, uriOf }, own, this.#overlays, (id) => isAboutObject(this.#index.get(id)));
  }

  #runWorkspace(): ReadonlyMap<string, readonly WorkspaceFinding[]> {
    const files = this.uris()
      .toSorted(compare)
      .map((uri) => {
        const { name, dialect, slices } = this.#files.get(uri) as FileState;
        return { uri, name, dialect: dialect.name, scope: this.#config.scopeOf(uri), slices };
      });
    const index = indexWorkspace(files, this.#overlays, this.#config.exists);
    return workspaceFindings(this.#rules, index, (uri) => this.#config.settingsFor(uri));
  }

  #placeWorkspace(uri: string, slice: Slice, found: WorkspaceFinding): PlacedFinding {
    const { slice: index, related, ...finding } = found;
    const span = siteAt(slice.analysis.facts, found.path) ?? found.span;
    return {
      ...finding,
      uri,
      slice: index,
      span: shift(span, slice.start),
      related: related.map(({ object, at, message }) => {
        const other = this.#files.get(object.uri)?.slices[object.slice];
        const site = (other && siteAt(other.analysis.facts, at.path)) ?? at.span;
        return { message, uri: object.uri, span: shift(site, other?.start ?? 0) };
      }),
    };
  }
}

function isAboutObject(rule: Rule | undefined): boolean {
  return Boolean(rule && (rule.resource ?? rule.pod ?? rule.container) && !rule.document && !rule.workspace);
}

/** The keys whose values are different now. */
function differing<T>(before: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>): readonly string[] {
  const keys = new Set([...before.keys(), ...now.keys()]);
  return [...keys].filter((key) => JSON.stringify(before.get(key)) !== JSON.stringify(now.get(key)));
}

function place(uri: string, slice: number, start: number, finding: Finding): PlacedFinding {
  const related = finding.related.map((one) => (one.uri ? one : { ...one, span: shift(one.span, start) }));
  return { ...finding, uri, slice, span: shift(finding.span, start), related };
}

/** Where the facts of a slice put a path now. */
function siteAt(facts: readonly ResourceFacts[], path: Path): Span | undefined {
  for (const one of facts)
    for (const site of [one.site, one.selects?.site, ...(one.files ?? []).map((file) => file.site)] as readonly (
      | FactSite
      | undefined
    )[])
      if (site && site.path.length === path.length && site.path.every((segment, i) => segment === path[i])) return site.span;
  return undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
