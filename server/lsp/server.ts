import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { rules } from "../../rules/index.ts";
import { version } from "../report/version.ts";
import { codeActions, FIX_ALL_KIND, resolveAction } from "./feature/actions.ts";
import { runCommand } from "./feature/commands.ts";
import { completions } from "./feature/completion.ts";
import { hoverAt } from "./feature/hover.ts";
import { documentLinks } from "./feature/links.ts";
import { definitions, highlights, prepareRename, references, rename } from "./feature/names.ts";
import { pullDocument, pullWorkspace } from "./feature/pull.ts";
import { statusOf } from "./feature/status.ts";
import { documentSymbols } from "./feature/symbols.ts";
import { SERVER_COMMANDS, STATUS_REQUEST, type StatusParams } from "./protocol/messages.ts";
import { type Profile, profileOf } from "./protocol/profile.ts";
import { normalized } from "./protocol/uri.ts";
import { clientFiles, type Files } from "./session/files.ts";
import { preferenceSource } from "./session/preferences.ts";
import type { Events, Session } from "./session/session.ts";
import { startSession } from "./session/start-session.ts";

/**
 * Serves one client until it goes away. `files` is the host's own way to files, used unless the client offers one. No request ends in
 * an error of ours: it is logged, and the answer is null.
 */
export function serve(connection: Connection, files: Files): void {
  let started: { readonly session: Session; readonly events: Events } | undefined;
  let profile: Profile | undefined;

  connection.onInitialize((params): InitializeResult => {
    profile = profileOf(params);
    const preferences = preferenceSource(connection, profile, params.initializationOptions);
    started = startSession(connection, profile, profile.files ? clientFiles(connection) : files, preferences, rules);
    const { events } = started;
    connection.onDidChangeConfiguration(({ settings }) => {
      preferences.change(settings);
      events.configured();
    });
    return { capabilities: capabilities(profile), serverInfo: { name: "plimsoll", version } };
  });

  connection.onInitialized(() => {
    if (!profile || !started) return;
    register(connection, profile);
    const { session, events } = started;
    if (profile.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => normalized(uri)));
        events.refoldered([...session.folders.filter((folder) => !gone.has(folder)), ...added.map(({ uri }) => uri)]);
      });
    events.started();
  });

  connection.onDidOpenTextDocument((params) => {
    started?.session.documents.open(params);
    started?.events.opened(normalized(params.textDocument.uri));
  });
  connection.onDidChangeTextDocument((params) => {
    started?.session.documents.change(params);
    started?.events.changed(normalized(params.textDocument.uri));
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => started?.events.saved(normalized(uri)));
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    started?.session.documents.close(normalized(uri));
    started?.events.closed(normalized(uri));
  });
  connection.onDidChangeWatchedFiles((params) => started?.events.watched(params));

  /** Answers a request by a feature; null where there is no session, the client gave up, or the feature fails. */
  const answer =
    <P, R>(feature: (params: P, session: Session) => R | Promise<R>) =>
    async (params: P, token?: { readonly isCancellationRequested: boolean }): Promise<R | null> => {
      if (!started || token?.isCancellationRequested) return null;
      try {
        return await feature(params, started.session);
      } catch (error) {
        if (error instanceof ResponseError) throw error; // meant for the user
        connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        return null;
      }
    };

  connection.onCodeAction(answer(codeActions));
  connection.onCodeActionResolve(async (action, token) => (await answer(resolveAction)(action, token)) ?? action);
  connection.onHover(answer(({ textDocument, position }, session) => hoverAt(textDocument.uri, position, session)));
  connection.onDocumentLinks(answer(({ textDocument }, session) => documentLinks(textDocument.uri, session)));
  connection.onDocumentSymbol(answer(({ textDocument }, session) => documentSymbols(textDocument.uri, session)));
  connection.onCompletion(answer(({ textDocument, position }, session) => completions(textDocument.uri, position, session)));
  connection.onDefinition(answer(({ textDocument, position }, session) => definitions(textDocument.uri, position, session)));
  connection.onReferences(
    answer(({ textDocument, position, context }, session) =>
      references(textDocument.uri, position, context.includeDeclaration, session),
    ),
  );
  connection.onDocumentHighlight(
    answer(({ textDocument, position }, session) => highlights(textDocument.uri, position, session)),
  );
  connection.onPrepareRename(answer(({ textDocument, position }, session) => prepareRename(textDocument.uri, position, session)));
  connection.onRenameRequest(
    answer(({ textDocument, position, newName }, session) => rename(textDocument.uri, position, newName, session)),
  );
  connection.onExecuteCommand(answer((params, session) => runCommand(params, session, connection)));
  connection.onRequest(
    STATUS_REQUEST,
    answer(({ uri }: StatusParams, session) => statusOf(uri, session)),
  );
  connection.languages.diagnostics.on(
    async (params, token) => (await answer(pullDocument)(params, token)) ?? { kind: "full", items: [] },
  );
  connection.languages.diagnostics.onWorkspace(
    async (params, token) => (await answer(pullWorkspace)(params, token)) ?? { items: [] },
  );
  connection.listen();
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
    completionProvider: { triggerCharacters: [" ", ",", ":"] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
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
        watchers: ["**/*.{yaml,yml,json}", "**/.{git,plimsoll}ignore"].map((globPattern) => ({ globPattern })),
      }),
  ];
  for (const registration of registrations)
    if (registration) registration.catch((error: unknown) => connection.console.warn(`The client refused: ${String(error)}`));
}
