import type { Connection, Diagnostic, TextDocumentContentChangeEvent } from "vscode-languageserver";
import type { FileResult, PlacedFinding } from "../../lint/analysis/result.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import { Linter } from "../../lint/workspace/linter.ts";
import { fileMask } from "../../report/mask/file-mask.ts";
import { ruleUrl } from "../../report/page/rule-url.ts";
import { NONE } from "../../text/none.ts";
import { toDiagnostic } from "../protocol/convert.ts";
import type { WorkspaceSummary } from "../protocol/messages.ts";
import { type Positions, type PositionsByFile, positionsByFile } from "../protocol/positions.ts";
import type { Profile } from "../protocol/profile.ts";
import { isAdmitted } from "./admission.ts";
import { configDiagnostics, unreadableDiagnostics } from "./config-diagnostics.ts";
import { Debouncer } from "./debouncer.ts";
import { type Documents, openDocuments } from "./documents.ts";
import type { Files } from "./files.ts";
import type { PreferenceSource } from "./preferences.ts";
import { startProgress } from "./progress.ts";
import { isConfigFile, Project } from "./project.ts";
import { Publisher } from "./publisher.ts";
import { renderCharts, scan } from "./scan.ts";
import { Schemas } from "./schemas.ts";
import type { DocumentSnapshot, Session } from "./session.ts";
import { wanted } from "./shown.ts";
import { TimeBudget } from "./time-budget.ts";
import { PAUSE, Typing } from "./typing.ts";
import { WorkspaceFiles } from "./workspace-files.ts";
import { leftOut, worst } from "./worst.ts";

/** A line with something else than a comment. */
const HAS_CONTENT = /^[^\S\n]*[^\s#]/m;

/** Long enough that a word is typed first, short enough to feel immediate. In milliseconds. */
const DEBOUNCE = 120;

/**
 * The session of one client. It holds the linter and feeds it: open documents with the editor's text, all other files of the workspace with that of
 * the disk. What has changed by that is the publisher's to send.
 */
export class EditorSession implements Session {
  readonly profile: Profile;
  readonly rules: readonly Rule[];
  readonly files: Files;
  readonly documents: Documents;
  readonly project: Project;
  readonly linter: Linter;
  readonly ruleUrl: (rule: string) => string | null;
  readonly #connection: Connection;
  readonly #workspace: WorkspaceFiles;
  readonly #schemas: Schemas;
  readonly #positions: PositionsByFile;
  readonly #publisher: Publisher;
  readonly #workspaceRules: ReadonlySet<string>;
  readonly #typing: Typing;
  readonly #debouncer = new Debouncer();
  readonly #pauses = new Debouncer();
  readonly #budget = new TimeBudget();
  #scanning: AbortController | undefined;
  #showsAll = false; // asked for by command

  constructor(connection: Connection, profile: Profile, files: Files, preferences: PreferenceSource, rules: readonly Rule[]) {
    this.#connection = connection;
    this.profile = profile;
    this.rules = rules;
    this.files = files;
    this.ruleUrl = ruleUrl(rules);
    this.#positions = positionsByFile(profile.encoding);
    this.documents = openDocuments(this.#positions);
    this.#workspace = new WorkspaceFiles(files, profile.folders);
    this.#schemas = new Schemas(files);
    const languageOf = (uri: string) => this.documents.get(uri)?.languageId;
    this.project = new Project(rules, files, preferences, this.#workspace, languageOf, (message) =>
      connection.console.warn(message),
    );
    this.linter = new Linter(rules, this.project);
    this.#publisher = new Publisher(connection, this);
    this.#typing = new Typing(rules);
    this.#workspaceRules = new Set(rules.filter((rule) => rule.workspace).map((rule) => rule.id));
  }

  get folders(): readonly string[] {
    return this.#workspace.folders;
  }

  get isScanning(): boolean {
    return this.#scanning !== undefined;
  }

  setFolders(folders: readonly string[]): void {
    this.#workspace.setFolders(folders);
  }

  clientUri(uri: string): string {
    return this.documents.get(uri)?.uri ?? uri;
  }

  positions(uri: string): Positions {
    return this.#positions.in(uri, this.linter.text(uri) ?? this.documents.get(uri)?.getText() ?? "");
  }

  snapshot(uri: string): DocumentSnapshot | undefined {
    const document = this.documents.get(uri);
    const text = document?.getText();
    return document && text !== undefined
      ? { text, version: document.version, positions: this.#positions.in(uri, text) }
      : undefined;
  }

  async settled(uri: string): Promise<FileResult | undefined> {
    await this.lint(uri, false);
    return this.documents.get(uri) && this.linter.has(uri) ? this.linter.result(uri) : undefined;
  }

  async current(uri: string): Promise<FileResult | undefined> {
    const waits = (await this.project.load(uri)).preferences.run === "onSave" && this.linter.has(uri);
    return waits && this.linter.text(uri) !== this.documents.get(uri)?.getText() ? undefined : this.settled(uri);
  }

  slow(uri: string): number | undefined {
    return this.#budget.slow(uri);
  }

  shown(result: FileResult): readonly PlacedFinding[] {
    const { uri, text } = result;
    if (this.documents.get(uri) && !HAS_CONTENT.test(text)) return []; // somebody has just begun it, and knows that it is empty
    const findings = wanted(result, (slice) => this.linter.slice(uri, slice), this.project.effective(uri).preferences);
    // Until every file is read, "nothing matches" may only mean "not read yet".
    const certain = this.isScanning ? findings.filter(({ rule }) => !this.#workspaceRules.has(rule)) : findings;
    const positions = this.positions(uri);
    return this.#typing.visible(uri, certain, ({ span }) => positions.range(span).end.line);
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const { preferences } = await this.project.load(uri);
    if (preferences.enable && this.#isConfig(uri)) {
      const text = this.documents.get(uri)?.getText() ?? (await this.project.text(uri));
      return text === undefined ? unreadableDiagnostics(uri, this.project) : configDiagnostics(text, uri, this);
    }
    const result = this.linter.result(uri);
    const mask = fileMask(result);
    const shown = this.shown(result);
    return [...leftOut(shown), ...worst(shown).map((finding) => toDiagnostic(mask.finding(finding), this))];
  }

  visible(uri: string): boolean {
    // What is wrong in the configuration makes findings disappear: it is shown wherever it stands.
    if (this.#showsAll || this.documents.get(uri) || this.project.problems().has(uri)) return true;
    return this.project.effective(uri).preferences.workspaceDiagnostics === "workspace";
  }

  /** Whether a file is configuration, by its name or since another one extends it. */
  #isConfig(uri: string): boolean {
    return isConfigFile(uri) || this.project.problems().has(uri);
  }

  publish(): void {
    this.#publisher.publish();
  }

  #publishAll(): void {
    this.#publisher.publishAll(this.project.problems().keys());
  }

  /** Brings the linter up to the text of an open document, and tells whom that concerns. `again`: also what was sent of this version before. */
  async lint(uri: string, again = true): Promise<void> {
    this.#debouncer.cancel(uri);
    const effective = await this.project.load(uri);
    const document = this.documents.get(uri); // it may have changed or closed meanwhile
    if (!document) return;
    const text = document.getText();
    const began = performance.now();
    if (isAdmitted({ uri, text, languageId: document.languageId }, effective)) this.linter.update(uri, text);
    else this.linter.remove(uri);
    this.#publisher.publish({ others: again || !this.#publisher.hasSent(uri) ? [uri] : NONE, edited: uri });
    const tooSlow = this.#budget.note(uri, performance.now() - began, effective.preferences.timeBudget);
    if (tooSlow) this.#connection.console.warn(tooSlow);
  }

  /** The same a moment later, unless another change comes before. */
  lintSoon(uri: string, failed: (error: unknown) => void): void {
    this.#debouncer.start(uri, DEBOUNCE, () => void this.lint(uri).catch(failed));
  }

  /** Hears of changes that the editor made to an open document: what is not finished yet is not shown before a pause. */
  typed(uri: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    const { profile } = this;
    if (this.project.effective(uri).preferences.typing === "immediate") return;
    if (profile.pull && !profile.refreshDiagnostics) return; // nobody could tell this client, which takes no diagnostics unasked, of the pause
    this.#pauses.cancel(uri);
    if (!this.#typing.changed(uri, changes)) return;
    this.#pauses.start(uri, PAUSE, () => {
      this.#typing.ended(uri);
      this.#publisher.publish({ others: [uri], typed: uri });
    });
  }

  typingEnded(uri: string): void {
    this.#pauses.cancel(uri);
    this.#typing.ended(uri);
  }

  /** Forgets what was kept for a document that is closed; the file on the disk counts from now on. */
  async close(uri: string): Promise<void> {
    this.#debouncer.cancel(uri);
    this.#pauses.cancel(uri);
    this.#typing.forget(uri);
    this.#budget.forget(uri);
    this.#positions.forget();
    await this.reread([uri]);
  }

  /** Takes a file's text from the disk, for files that no editor has open. */
  async reread(uris: readonly string[]): Promise<void> {
    for (const uri of uris) {
      const effective = await this.project.load(uri);
      const text = (await this.#workspace.has(uri)) ? await this.files.read(uri) : undefined;
      if (this.documents.get(uri)) continue;
      if (text !== undefined && isAdmitted({ uri, text }, effective)) this.linter.update(uri, text);
      else this.linter.remove(uri);
    }
    this.#publisher.publish({ others: uris });
  }

  /** What was asked of the file system is asked again: the texts of these files, or everything. */
  filesChanged(uris?: readonly string[]): void {
    this.linter.filesChanged(uris);
    this.#publisher.publish();
  }

  /** Lists the schemas of custom resources again if one of these files may be one. */
  async schemasChanged(uris: readonly string[]): Promise<void> {
    if (!uris.some((uri) => this.#schemas.has(uri))) return;
    await this.#readSchemas();
    this.#publishAll();
  }

  async #readSchemas(): Promise<void> {
    this.linter.describe(await this.#schemas.list(this.project.schemaFolders()));
  }

  /** Configuration is read anew; findings are kept where it turns out the same. */
  async reconfigure(): Promise<void> {
    const { documents, linter, project } = this;
    project.forget();
    for (const uri of [...documents.uris(), ...linter.uris()]) await project.load(uri);
    await this.#readSchemas();
    linter.configure(project);
    for (const uri of linter.uris())
      if (!isAdmitted({ uri, text: linter.text(uri) ?? "" }, project.effective(uri)) && !documents.get(uri)) linter.remove(uri);
    for (const uri of documents.uris()) await this.lint(uri);
    this.#publishAll();
  }

  async rescan(show = false): Promise<WorkspaceSummary> {
    this.#showsAll ||= show;
    this.#scanning?.abort();
    const own = new AbortController();
    this.#scanning = own;
    const progress = startProgress(this.#connection, this.profile);
    const began = performance.now();
    try {
      const found = await this.#workspace.list();
      await scan([...found], this, own.signal, progress.report);
      await this.#readSchemas();
      this.#publisher.publish();
      await renderCharts(this.linter, this.#publisher, own.signal, progress.report);
      if (!own.signal.aborted)
        for (const uri of this.linter.uris()) if (!found.has(uri) && !this.documents.get(uri)) this.linter.remove(uri);
    } finally {
      progress.end();
      if (this.#scanning === own) this.#scanning = undefined;
    }
    this.linter.filesChanged();
    this.#publishAll();
    const summary = this.#summary();
    this.files.scanned?.();
    if (!own.signal.aborted) this.#logScan(summary, performance.now() - began);
    return summary;
  }

  /** Says in the log what was read, by which configuration, and how long it took. */
  #logScan({ files, resources }: WorkspaceSummary, milliseconds: number): void {
    const governing = new Set(this.linter.uris().flatMap((uri) => this.project.effective(uri).files.map((file) => file.uri)));
    const configuration = governing.size > 0 ? [...governing].sort().join(", ") : "none";
    this.#connection.console.info(
      `Read ${files} files with ${resources} objects in ${Math.round(milliseconds)} ms. Folders: ${this.folders.join(", ") || "none"}. Configuration: ${configuration}.`,
    );
  }

  #summary(): WorkspaceSummary {
    const counts = { files: 0, resources: 0, error: 0, warning: 0, info: 0 };
    for (const uri of this.linter.uris()) {
      const { findings, resources } = this.linter.result(uri);
      counts.files++;
      counts.resources += resources;
      for (const { severity } of findings) counts[severity]++;
    }
    return counts;
  }
}
