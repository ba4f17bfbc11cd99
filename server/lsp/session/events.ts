import {
  type Connection,
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { errorText } from "../../lint/rule/crash.ts";
import { maskError } from "../../report/mask/mask.ts";
import { isJson, isYaml } from "../protocol/languages.ts";
import { fileName, normalized } from "../protocol/uri.ts";
import type { EditorSession } from "./editor-session.ts";
import { isConfigFile } from "./project.ts";

/** What happens in the editor, and what the session does then. Whatever fails is logged. URIs are normalized, unless it says otherwise. */
export class Events {
  readonly #session: EditorSession;
  readonly #log: (error: unknown) => void;

  constructor(session: EditorSession, connection: Connection) {
    this.#session = session;
    this.#log = (error) => connection.console.error(maskError(errorText(error)));
  }

  /** The client is ready to be asked. */
  started(): void {
    this.#do(this.#session.rescan());
  }

  opened(uri: string): void {
    this.#do(this.#session.lint(uri));
  }

  /** `changes` as the client sent them. */
  changed(uri: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    if (this.#session.project.effective(uri).preferences.run !== "onType") return;
    this.#session.typed(uri, changes);
    this.#session.lintSoon(uri, this.#log);
  }

  saved(uri: string): void {
    this.#session.typingEnded(uri);
    if (!this.#session.profile.watch) this.#session.filesChanged(); // nobody else will say so
    this.#do(governs(uri) ? this.#session.reconfigure() : this.#session.lint(uri));
    this.#do(this.#session.schemasChanged([uri]));
  }

  closed(uri: string): void {
    this.#do(this.#session.close(uri));
  }

  /** URIs as the client spells them. */
  watched({ changes }: DidChangeWatchedFilesParams): void {
    const { documents, project } = this.#session;
    const uris = changes.map(({ uri }) => normalized(uri));
    this.#session.filesChanged(changes.every(({ type }) => type === FileChangeType.Changed) ? uris : undefined);
    if (uris.some((uri) => /^\.(git|plimsoll)ignore$/.test(fileName(uri)))) this.#do(this.#session.rescan());
    else if (uris.some(governs)) this.#do(this.#session.reconfigure());
    this.#do(this.#session.schemasChanged(uris));
    const manifests = uris.filter(
      (uri) =>
        (isYaml(uri, undefined) || isJson(uri, undefined)) &&
        !governs(uri) &&
        !documents.get(uri) &&
        project.workspaceFolderOf(uri),
    );
    if (manifests.length > 0) this.#do(this.#session.reread(manifests));
  }

  configured(): void {
    this.#do(this.#reconfigureAndScan());
  }

  /** The workspace has these folders now; as the client spells them. */
  refoldered(folders: readonly string[]): void {
    this.#session.setFolders(folders);
    this.#do(this.#reconfigureAndScan());
  }

  async #reconfigureAndScan(): Promise<void> {
    await this.#session.reconfigure();
    await this.#session.rescan();
  }

  #do(work: Promise<unknown>): void {
    work.catch(this.#log);
  }
}

/** Whether other files' findings depend on this one by configuration. */
function governs(uri: string): boolean {
  return isConfigFile(uri) || fileName(uri) === "plimsoll-baseline.json";
}
