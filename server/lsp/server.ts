import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
  WatchKind,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { rules } from "../../rules/index.ts";
import { errorText } from "../lint/rule/crash.ts";
import { maskError } from "../report/mask/mask.ts";
import { version } from "../report/version.ts";
import { asFolder } from "../text/path.ts";
import { chartHover } from "./chart/hover.ts";
import * as inCharts from "./chart/names.ts";
import { renderedTemplate } from "./chart/rendered-template.ts";
import { codeActions, FIX_ALL_KIND, resolveAction } from "./feature/actions.ts";
import { runCommand } from "./feature/commands.ts";
import { completions } from "./feature/completion.ts";
import { graphsAt } from "./feature/graphs.ts";
import { hoverAt } from "./feature/hover.ts";
import { documentLinks, linkedFile } from "./feature/links.ts";
import { pullDocument, pullWorkspace } from "./feature/pull.ts";
import { statusOf } from "./feature/status.ts";
import { codeLenses } from "./navigation/code-lens.ts";
import { definitions, highlights, prepareRename, references, rename } from "./navigation/names.ts";
import { foldingRanges, selectionRanges } from "./navigation/nesting.ts";
import { documentSymbols } from "./navigation/symbols.ts";
import { workspaceSymbols } from "./navigation/workspace-symbols.ts";
import { GRAPHS_REQUEST, RENDERED_REQUEST, SERVER_COMMANDS, STATUS_REQUEST, type StatusParams } from "./protocol/messages.ts";
import { type Profile, profileOf } from "./protocol/profile.ts";
import { normalized } from "./protocol/uri.ts";
import { EditorSession } from "./session/editor-session.ts";
import { Events } from "./session/events.ts";
import { clientFiles, type Files } from "./session/files.ts";
import { preferenceSource } from "./session/preferences.ts";
import type { Session } from "./session/session.ts";

/**
 * Serves one client until it goes away. `files` is the host's own way to files, used unless the client offers one. No request ends in
 * an error of ours: it is logged, and the answer is null.
 */
export function serve(connection: Connection, files: Files): void {
  new Server(connection, files).listen();
}

class Server {
  readonly #connection: Connection;
  readonly #files: Files;
  #started: { readonly session: EditorSession; readonly events: Events } | undefined; // once the client has introduced itself

  constructor(connection: Connection, files: Files) {
    this.#connection = connection;
    this.#files = files;
  }

  listen(): void {
    this.#connection.onInitialize((params) => this.#initialize(params));
    this.#connection.onInitialized(() => this.#initialized());
    this.#hearOfDocuments();
    this.#answerAboutFindings();
    this.#answerAboutPlaces();
    this.#connection.listen();
  }

  #initialize(params: InitializeParams): InitializeResult {
    const connection = this.#connection;
    const profile = profileOf(params);
    const preferences = preferenceSource(connection, profile, params.initializationOptions);
    const files = profile.files ? clientFiles(connection) : this.#files;
    const session = new EditorSession(connection, profile, files, preferences, rules);
    const events = new Events(session, connection);
    this.#started = { session, events };
    connection.onDidChangeConfiguration(({ settings }) => {
      preferences.change(settings);
      events.configured();
    });
    return { capabilities: capabilities(profile), serverInfo: { name: "plimsoll", version } };
  }

  #initialized(): void {
    if (!this.#started) return;
    const { session, events } = this.#started;
    register(this.#connection, session.profile);
    if (session.profile.workspaceFolders)
      this.#connection.workspace.onDidChangeWorkspaceFolders((event: Partial<WorkspaceFoldersChangeEvent> | undefined) => {
        const { added = [], removed = [] } = event ?? {}; // some clients leave a half out
        const gone = new Set(removed.map(({ uri }) => asFolder(normalized(uri))));
        events.refoldered([...session.folders.filter((folder) => !gone.has(folder)), ...added.map(({ uri }) => uri)]);
      });
    this.#connection.console.info(`Plimsoll ${version}`);
    events.started();
  }

  #hearOfDocuments(): void {
    const connection = this.#connection;
    connection.onDidOpenTextDocument((params) => {
      this.#started?.session.documents.open(params);
      this.#started?.events.opened(normalized(params.textDocument.uri));
    });
    connection.onDidChangeTextDocument((params) => {
      this.#started?.session.documents.change(params);
      this.#started?.events.changed(normalized(params.textDocument.uri), params.contentChanges);
    });
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => this.#started?.events.saved(normalized(uri)));
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      this.#started?.session.documents.close(normalized(uri));
      this.#started?.events.closed(normalized(uri));
    });
    connection.onDidChangeWatchedFiles((params) => this.#started?.events.watched(params));
  }

  #answerAboutFindings(): void {
    const connection = this.#connection;
    connection.onCodeAction(this.#answer(codeActions));
    connection.onCodeActionResolve(async (action, token) => (await this.#answer(resolveAction)(action, token)) ?? action);
    connection.onHover(
      this.#answer(
        async ({ textDocument: { uri }, position }, session) =>
          (await hoverAt(uri, position, session)) ?? chartHover(uri, position, session),
      ),
    );
    connection.onExecuteCommand(this.#answer((params, session) => runCommand(params, session, connection)));
    connection.onRequest(
      STATUS_REQUEST,
      this.#answer(({ uri }: StatusParams, session) => statusOf(uri, session)),
    );
    connection.onRequest(RENDERED_REQUEST, this.#answer(renderedTemplate));
    connection.onRequest(GRAPHS_REQUEST, async (params, token) => (await this.#answer(graphsAt)(params, token)) ?? []);
    connection.languages.diagnostics.on(
      async (params, token) => (await this.#answer(pullDocument)(params, token)) ?? { kind: "full", items: [] },
    );
    connection.languages.diagnostics.onWorkspace(
      async (params, token) => (await this.#answer(pullWorkspace)(params, token)) ?? { items: [] },
    );
  }

  #answerAboutPlaces(): void {
    const connection = this.#connection;
    connection.onDocumentLinks(this.#answer(({ textDocument }, session) => documentLinks(textDocument.uri, session)));
    connection.onDocumentSymbol(this.#answer(({ textDocument }, session) => documentSymbols(textDocument.uri, session)));
    connection.onFoldingRanges(this.#answer(({ textDocument }, session) => foldingRanges(textDocument.uri, session)));
    connection.onSelectionRanges(
      this.#answer(({ textDocument, positions }, session) => selectionRanges(textDocument.uri, positions, session)),
    );
    connection.onWorkspaceSymbol(this.#answer(({ query }, session) => workspaceSymbols(query, session)));
    connection.onCompletion(
      this.#answer(({ textDocument, position }, session) => completions(textDocument.uri, position, session)),
    );
    connection.onDefinition(
      this.#answer(
        async ({ textDocument: { uri }, position }, session) =>
          (await inCharts.definitions(uri, position, session)) ??
          (await linkedFile(uri, position, session)) ??
          definitions(uri, position, session),
      ),
    );
    connection.onReferences(
      this.#answer(
        async ({ textDocument: { uri }, position, context: { includeDeclaration: all } }, session) =>
          (await inCharts.references(uri, position, all, session)) ?? references(uri, position, all, session),
      ),
    );
    connection.onCodeLens(this.#answer(({ textDocument }, session) => codeLenses(textDocument.uri, session)));
    connection.onDocumentHighlight(
      this.#answer(({ textDocument, position }, session) => highlights(textDocument.uri, position, session)),
    );
    connection.onPrepareRename(
      this.#answer(
        async ({ textDocument: { uri }, position }, session) =>
          (await inCharts.prepareRename(uri, position, session)) ?? prepareRename(uri, position, session),
      ),
    );
    connection.onRenameRequest(
      this.#answer(
        async ({ textDocument: { uri }, position, newName }, session) =>
          (await inCharts.rename(uri, position, newName, session)) ?? rename(uri, position, newName, session),
      ),
    );
  }

  /** Answers a request by a feature; null where there is no session, the client gave up, or the feature fails. */
  #answer<P, R>(
    feature: (params: P, session: Session) => R | Promise<R>,
  ): (params: P, token?: { readonly isCancellationRequested: boolean }) => Promise<R | null> {
    return async (params, token) => {
      if (!this.#started || token?.isCancellationRequested) return null;
      try {
        return await feature(params, this.#started.session);
      } catch (error) {
        if (error instanceof ResponseError) throw error; // meant for the user
        this.#connection.console.error(maskError(errorText(error)));
        return null;
      }
    };
  }
}

function capabilities(profile: Profile): ServerCapabilities {
  return {
    positionEncoding: profile.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    ...(profile.literalActions
      ? {
          codeActionProvider: {
            codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND],
            resolveProvider: profile.resolveActions,
          },
        }
      : {}),
    hoverProvider: true,
    documentLinkProvider: { resolveProvider: false },
    documentSymbolProvider: { label: "Kubernetes" },
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    completionProvider: { triggerCharacters: [" ", ",", ":", ".", '"'] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    codeLensProvider: { resolveProvider: false },
    renameProvider: profile.prepareRename ? { prepareProvider: true } : true,
    executeCommandProvider: { commands: Object.values(SERVER_COMMANDS) },
    ...(profile.pull
      ? {
          diagnosticProvider: { identifier: "plimsoll", interFileDependencies: true, workspaceDiagnostics: true },
        }
      : {}),
    ...(profile.workspaceFolders ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } } : {}),
  };
}

/** What the protocol lets a server ask for only after the start. A client may refuse although it said that it could. */
function register(connection: Connection, profile: Profile): void {
  const registrations = [
    profile.registerConfiguration && connection.client.register(DidChangeConfigurationNotification.type, { section: "plimsoll" }),
    profile.watch &&
      connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          ...["**/*.{yaml,yml,json}", "**/.{git,plimsoll}ignore"].map((globPattern) => ({ globPattern })),
          // Kustomizations name files of any kind.
          { globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete },
        ],
      }),
  ];
  for (const registration of registrations)
    if (registration) registration.catch((error: unknown) => connection.console.warn(`The client refused: ${String(error)}`));
}
