import type { Connection } from "vscode-languageserver";
import type { Rule } from "../../lint/rule/rule.ts";
import { Linter } from "../../lint/workspace/linter.ts";
import { ruleUrl } from "../../report/page/rule-url.ts";
import { folderOf } from "../../text/uri.ts";
import { toDiagnostic } from "../protocol/convert.ts";
import type { WorkspaceSummary } from "../protocol/messages.ts";
import { positionsByFile } from "../protocol/positions.ts";
import type { Profile } from "../protocol/profile.ts";
import { fileName, normalized } from "../protocol/uri.ts";
import { isAdmitted } from "./admission.ts";
import { configDiagnostics } from "./config-diagnostics.ts";
import { openDocuments } from "./documents.ts";
import type { Files } from "./files.ts";
import type { PreferenceSource } from "./preferences.ts";
import { isConfigFile, openProject } from "./project.ts";
import { type Publisher, publisherTo } from "./publisher.ts";
import { scan } from "./scan.ts";
import type { Events, Session } from "./session.ts";

/** Long enough that a word is typed first, short enough to feel immediate. In milliseconds. */
const DEBOUNCE = 120;

/**
 * Holds the linter and feeds it: open documents with the editor's text, all other files of the workspace with that of the disk. Tells
 * the publisher whose findings may have changed.
 */
export function startSession(
  connection: Connection,
  profile: Profile,
  files: Files,
  preferences: PreferenceSource,
  rules: readonly Rule[],
): { readonly session: Session; readonly events: Events } {
  const positions = positionsByFile(profile.encoding);
  const documents = openDocuments(positions);
  let folders = profile.folders.map(normalized);
  const project = openProject(
    rules,
    files,
    preferences,
    () => folders,
    (uri) => documents.get(uri)?.languageId,
    (message) => connection.console.warn(message),
  );
  const linter = new Linter(rules, project);
  const workspaceRules = new Set(rules.filter((rule) => rule.workspace).map((rule) => rule.id));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let listed = new Set<string>();
  let scanning: AbortController | undefined;
  let everything = false; // asked for by command

  const session: Session = {
    profile,
    rules,
    documents,
    linter,
    project,
    files,
    get folders() {
      return folders;
    },
    ruleUrl: ruleUrl(rules),
    clientUri: (uri) => documents.get(uri)?.uri ?? uri,
    positions(uri) {
      return positions.in(uri, linter.text(uri) ?? documents.get(uri)?.getText() ?? "");
    },
    async settled(uri) {
      await lint(uri);
      return documents.get(uri) && linter.has(uri) ? linter.result(uri) : undefined;
    },
    async current(uri) {
      const waits = (await project.load(uri)).preferences.run === "onSave" && linter.has(uri);
      return waits && linter.text(uri) !== documents.get(uri)?.getText() ? undefined : session.settled(uri);
    },
    reading(uri) {
      const document = documents.get(uri);
      const text = document?.getText();
      return document && text !== undefined ? { text, version: document.version, positions: positions.in(uri, text) } : undefined;
    },
    async diagnostics(uri) {
      const { preferences: own } = await project.load(uri);
      const document = documents.get(uri);
      if (document && own.enable && isConfigFile(uri)) return configDiagnostics(document.getText(), uri, session);
      const { findings } = linter.result(uri);
      // Until every file is read, "nothing matches" may only mean "not read yet".
      const certain = scanning ? findings.filter(({ rule }) => !workspaceRules.has(rule)) : findings;
      return certain.map((finding) => toDiagnostic(finding, session));
    },
    visible: (uri) =>
      everything || documents.get(uri) !== undefined || project.governing(uri).preferences.workspaceDiagnostics === "workspace",
    rescan,
  };
  const publisher: Publisher = publisherTo(connection, session);

  /** Brings the linter up to the text of an open document, and tells whom that concerns. */
  async function lint(uri: string): Promise<void> {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    const governed = await project.load(uri);
    const document = documents.get(uri); // it may have changed or closed meanwhile
    if (!document) return;
    const text = document.getText();
    if (isAdmitted({ uri, text, languageId: document.languageId }, governed)) linter.update(uri, text);
    else linter.remove(uri);
    publisher.changed([uri, ...linter.refresh()], uri);
  }

  function schedule(uri: string, delay: number): void {
    clearTimeout(timers.get(uri));
    timers.set(
      uri,
      setTimeout(() => guarded(lint(uri)), delay),
    );
  }

  /** Takes a file's text from the disk, for files that no editor has open. */
  async function reread(uris: readonly string[]): Promise<void> {
    for (const uri of uris) {
      const governed = await project.load(uri);
      const text = (await isListed(uri)) ? await files.read(uri) : undefined;
      if (documents.get(uri)) continue;
      if (text !== undefined && isAdmitted({ uri, text }, governed)) linter.update(uri, text);
      else linter.remove(uri);
    }
    publisher.changed([...uris, ...linter.refresh()]);
  }

  /** Whether a file belongs to the workspace: it lies in one of its folders, and no `.gitignore` leaves it out. */
  async function isListed(uri: string): Promise<boolean> {
    if (!project.folderOf(uri)) return false;
    if (!listed.has(uri)) for (const one of await files.list(folderOf(uri))) listed.add(normalized(one));
    return listed.has(uri);
  }

  /** Configuration is read anew; findings are kept where it turns out the same. */
  async function reconfigure(): Promise<void> {
    project.forget();
    for (const uri of [...documents.uris(), ...linter.uris()]) await project.load(uri);
    linter.configure(project);
    for (const uri of linter.uris())
      if (!isAdmitted({ uri, text: linter.text(uri) ?? "" }, project.governing(uri)) && !documents.get(uri)) linter.remove(uri);
    linter.refresh();
    for (const uri of documents.uris()) await lint(uri);
    publisher.changed([...documents.uris(), ...linter.uris(), ...publisher.shown()]);
  }

  async function rescan(show = false): Promise<WorkspaceSummary> {
    everything ||= show;
    scanning?.abort();
    const own = new AbortController();
    scanning = own;
    try {
      listed = await scan(session, own.signal);
    } finally {
      if (scanning === own) scanning = undefined;
    }
    linter.refresh();
    publisher.changed([...documents.uris(), ...linter.uris(), ...publisher.shown()]);
    return summary();
  }

  function summary(): WorkspaceSummary {
    const counts = { files: 0, resources: 0, error: 0, warning: 0, info: 0 };
    for (const uri of linter.uris()) {
      const { findings, resources } = linter.result(uri);
      counts.files++;
      counts.resources += resources;
      for (const { severity } of findings) counts[severity]++;
    }
    return counts;
  }

  function guarded(work: Promise<unknown>): void {
    work.catch((error: unknown) =>
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  }

  const events: Events = {
    started: () => guarded(rescan()),
    opened: (uri) => guarded(lint(uri)),
    changed(uri) {
      if (project.governing(uri).preferences.run === "onType") schedule(uri, DEBOUNCE);
    },
    saved(uri) {
      guarded(governs(uri) ? reconfigure() : lint(uri));
    },
    closed(uri) {
      clearTimeout(timers.get(uri));
      timers.delete(uri);
      positions.forget();
      guarded(reread([uri]));
    },
    watched({ changes }) {
      const uris = changes.map(({ uri }) => normalized(uri));
      if (uris.some((uri) => /^\.(git|plimsoll)ignore$/.test(fileName(uri)))) guarded(rescan());
      else if (uris.some(governs)) guarded(reconfigure());
      const manifests = uris.filter((uri) => !governs(uri) && !documents.get(uri) && project.folderOf(uri));
      if (manifests.length > 0) guarded(reread(manifests));
    },
    configured: () => guarded(reconfigure().then(() => rescan())),
    refoldered(now) {
      folders = now.map(normalized);
      guarded(reconfigure().then(() => rescan()));
    },
  };
  return { session, events };
}

/** Whether other files' findings depend on this one by configuration. */
function governs(uri: string): boolean {
  return isConfigFile(uri) || fileName(uri) === "plimsoll-baseline.json";
}
