import type { Exists } from "../../kube/facts/object-index.ts";
import { isKustomization } from "../../kube/kustomize/location.ts";
import { type Span, shift } from "../../text/span.ts";
import { decoded } from "../../text/uri.ts";
import type { Analysis } from "../analysis/analyze.ts";
import { dialectOf, type FileRole } from "../analysis/dialect.ts";
import { documentsIn } from "../analysis/lintable.ts";
import type { FileResult, PlacedFinding } from "../analysis/result.ts";
import { NO_POLICY } from "../config/suppression-policy.ts";
import type { OverlayFiles } from "../overlay/built-finding.ts";
import { judged } from "../overlay/judgement.ts";
import { judgeOverlays, NO_OVERLAYS } from "../overlay/overlay.ts";
import { byPlace } from "../rule/finding.ts";
import { indexRules, type RuleIndex } from "../rule/names.ts";
import type { Rule } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";
import { type Suppressors, suppress } from "../suppression/suppress.ts";
import { type FileState, looksSame, readFile, yieldOf } from "./file-state.ts";
import { type Placement, placement, sorted } from "./placement.ts";
import { givesRoles, rolesAmong } from "./roles.ts";
import { Workspace } from "./workspace.ts";

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
  readonly #uris = new Map<string, string>(); // by name
  readonly #workspace: Workspace;
  readonly #touched = new Set<string>(); // files that look different to others
  #placement: Placement | undefined; // of the file whose result was asked for last: it is likely the one that is being edited
  #stale = false; // the findings over several documents
  #overlays = NO_OVERLAYS;
  #changed = false; // since the overlays were built
  #roles = rolesAmong([]);
  #moved = false; // a file that gives roles to others has changed

  constructor(rules: readonly Rule[], config: LinterConfig) {
    this.#rules = rules;
    this.#index = indexRules(rules);
    this.#config = config;
    this.#workspace = new Workspace(
      rules,
      (uri) => this.#files.get(uri)?.settings ?? this.#config.settingsFor(uri),
      (uri, name) => this.#config.exists?.(uri, name),
    );
  }

  /** Sets a file's text. */
  update(uri: string, text: string): void {
    const settings = this.#config.settingsFor(uri);
    const role = this.#roleOf(uri);
    const before = this.#files.get(uri);
    if (before?.text === text && before.settings === settings && before.role === role) return;
    const reusable = before?.settings === settings && before.role === role ? before : undefined;
    this.#put({ uri, text, name: decoded(uri), role, settings, ...readFile(this.#rules, text, role, settings, reusable) });
  }

  /** Takes over what another thread found in a file: `update` without the work. The analyses are those of `analyzeText`. */
  adopt(uri: string, text: string, analyses: readonly Analysis[]): void {
    const role = this.#config.roleOf?.(uri);
    const dialect = dialectOf(text, role);
    const slices = documentsIn(dialect, text, role).map((span, i) => ({ ...span, analysis: analyses[i] as Analysis }));
    this.#put({ uri, text, name: decoded(uri), role, dialect, settings: this.#config.settingsFor(uri), slices });
  }

  remove(uri: string): void {
    const before = this.#files.get(uri);
    if (!before) return;
    this.#files.delete(uri);
    this.#uris.delete(before.name);
    this.#touched.add(uri);
    this.#stale = true;
    this.#changed = true;
    this.#moved ||= givesRoles(before.name);
  }

  /** Replaces the configuration. Files whose settings stay the same keep what they yielded. */
  configure(config: LinterConfig): void {
    this.#config = config;
    this.#stale = true;
    this.#changed = true;
    for (const [uri, file] of [...this.#files]) {
      this.update(uri, file.text);
      this.#touched.add(uri);
    }
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
    if (!this.#moved && !this.#changed && !this.#stale) return [];
    return [...new Set([...this.#refreshRoles(), ...this.#refreshOverlays(), ...this.#refreshWorkspace()])];
  }

  /** Everything there is to say about a file, with absolute offsets. An unknown file yields nothing. */
  result(uri: string): FileResult {
    this.refresh();
    const file = this.#files.get(uri);
    if (!file) return { uri, text: "", dialect: "yaml", findings: [], suppressed: [], unchecked: [], resources: 0, crashes: [] };
    const { marked, crashes: own, ...rest } = yieldOf(file);
    const findings = this.#place(file, rest.resources > 0);
    const unsuppressed = { uri, findings, slices: marked, settings: file.settings, rules: this.#index };
    const suppressed = suppress(unsuppressed, this.#config.suppressorsFor?.(uri) ?? NO_SUPPRESSORS);
    const among = this.#workspace.crashes(uri).map(({ slice, span, ...crash }) => {
      return { ...crash, span: shift(span, file.slices[slice]?.start ?? 0) };
    });
    return { uri, text: file.text, dialect: file.dialect.name, ...suppressed, ...rest, crashes: [...own, ...among] };
  }

  #put(file: FileState): void {
    const { uri } = file;
    const before = this.#files.get(uri);
    if (!before || !looksSame(before, file)) {
      this.#touched.add(uri);
      this.#stale = true;
    }
    this.#changed = true;
    this.#moved ||= givesRoles(file.name);
    this.#files.set(uri, file);
    this.#uris.set(file.name, uri);
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
    for (const uri of [...this.#touched].sort())
      this.#workspace.setFile(uri, this.#files.get(uri), this.#config.scopeOf(uri), this.#overlays);
    this.#touched.clear();
    return this.#workspace.settle();
  }

  #refreshOverlays(): readonly string[] {
    if (!this.#changed) return [];
    this.#changed = false;
    const before = this.#overlays;
    if (before === NO_OVERLAYS && !this.uris().some(isKustomization)) return [];
    const files: OverlayFiles = {
      names: () => [...this.#uris.keys()],
      read: (name) => this.#named(name)?.text ?? this.#config.read?.(name),
      settingsFor: (name) => this.#config.settingsFor(this.#uris.get(name) ?? name),
    };
    this.#overlays = judgeOverlays(this.#rules, files, before);
    if (this.#overlays === before) return [];
    this.#stale = true;
    const { findings, objects } = this.#overlays;
    this.#workspace.setBuilt(this.#overlays, (name) => this.#named(name));
    const urisOf = (names: readonly string[]) => names.flatMap((name) => this.#uris.get(name) ?? []);
    const moved = urisOf(differing(before.objects, objects));
    for (const uri of moved) this.#touched.add(uri);
    return [...moved, ...urisOf(differing(before.findings, findings))];
  }

  #named(name: string): FileState | undefined {
    return this.#files.get(this.#uris.get(name) ?? "");
  }

  /** The findings of a file, sorted: its own, in the light of what is built from it, and those over several documents. */
  #place(file: FileState, withStray: boolean): readonly PlacedFinding[] {
    const { uri, name, slices } = file;
    const sliceOf = (other: string, index: number) => this.#files.get(other)?.slices[index];
    this.#placement = placement(file, withStray, this.#workspace.findings(uri), sliceOf, this.#placement);
    const own = sorted(this.#placement);
    if (this.#overlays === NO_OVERLAYS) return own;
    const uriOf = (other: string) => this.#uris.get(other) ?? other;
    return judged({ uri, name, slices, uriOf }, own, this.#overlays, (id) => isAboutObject(this.#index.get(id))).sort(byPlace);
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
