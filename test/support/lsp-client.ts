import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

export interface StartOptions {
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Answers `workspace/configuration`, by scope. */
  readonly configuration?: (scope: string | undefined) => unknown;
  /** Answers every request of the server with an error. */
  readonly refuses?: boolean;
}

/** A client that talks to the bundled server over its standard streams. */
export interface LspClient {
  readonly initialized: InitializeResult;
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  /** Everything that was published, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  readonly logs: readonly string[];
  open(uri: string, text: string, languageId?: string): void;
  /** Replaces ranges one after the other, as an editor does. */
  edit(uri: string, changes: readonly { readonly range: Range; readonly text: string }[]): void;
  close(uri: string): void;
  /** The text as the client has it. */
  text(uri: string): string;
  /** The diagnostics that were published last, as soon as they fulfil the condition. */
  until(uri: string, fulfils: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  actions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]>;
  /** Applies an edit to the client's documents and tells the server. */
  apply(edit: WorkspaceEdit | undefined): void;
  request<T>(method: string, params: unknown): Promise<T>;
  notify(method: string, params: unknown): void;
  stop(): Promise<number | null>;
}

/** What most editors declare. */
export const EDITOR: ClientCapabilities = {
  workspace: { workspaceFolders: true, workspaceEdit: { documentChanges: true } },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, isPreferredSupport: true },
    hover: { contentFormat: ["markdown"] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

export async function startClient(dist: string, options: StartOptions = {}): Promise<LspClient> {
  const server = spawn(process.execPath, [join(dist, "server.js"), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const published: PublishDiagnosticsParams[] = [];
  const logs: string[] = [];
  const waiting = new Set<() => void>();
  const documents = new Map<string, TextDocument>();
  const exited = new Promise<number | null>((resolve) => server.on("exit", resolve));
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const check of [...waiting]) check();
  });
  connection.onNotification("window/logMessage", ({ message }: { readonly message: string }) => void logs.push(message));
  const answers = <T>(value: T): T => {
    if (options.refuses) throw new Error("refused");
    return value;
  };
  connection.onRequest("client/registerCapability", () => answers(null));
  connection.onRequest("workspace/diagnostic/refresh", () => answers(null));
  connection.onRequest("workspace/configuration", ({ items }: { readonly items: readonly { readonly scopeUri?: string }[] }) =>
    answers(items.map(({ scopeUri }) => options.configuration?.(scopeUri) ?? null)),
  );
  connection.listen();
  const folders = (options.folders ?? []).map((path) => ({ uri: uriOf(path), name: path }));
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri: folders[0]?.uri ?? null,
    workspaceFolders: folders.length > 0 ? folders : null,
    capabilities: options.capabilities ?? EDITOR,
    ...(options.initializationOptions === undefined ? {} : { initializationOptions: options.initializationOptions }),
  });
  const notify = (method: string, params: unknown) => void connection.sendNotification(method, params);
  notify("initialized", {});
  const document = (uri: string): TextDocument => {
    const found = documents.get(uri);
    if (!found) throw new Error(`${uri} is not open`);
    return found;
  };
  const last = (uri: string) => published.findLast((one) => one.uri === uri)?.diagnostics;

  const client: LspClient = {
    initialized,
    process: server,
    connection,
    published,
    logs,
    open(uri, text, languageId = "yaml") {
      documents.set(uri, TextDocument.create(uri, languageId, 1, text));
      notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
    },
    edit(uri, contentChanges) {
      const before = document(uri);
      const version = before.version + 1;
      let after = before;
      for (const change of contentChanges) after = TextDocument.update(after, [change], version);
      documents.set(uri, after);
      notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    },
    close(uri) {
      documents.delete(uri);
      notify("textDocument/didClose", { textDocument: { uri } });
    },
    text: (uri) => document(uri).getText(),
    until(uri, fulfils) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`${uri} has ${JSON.stringify(last(uri), null, 1)}; log: ${logs.join("\n")}`));
        }, 30_000);
        const check = () => {
          const diagnostics = last(uri);
          if (!diagnostics || !fulfils(diagnostics)) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(diagnostics);
        };
        waiting.add(check);
        check();
      });
    },
    actions: async (uri, range, only) =>
      (await connection.sendRequest<readonly CodeAction[] | null>("textDocument/codeAction", {
        textDocument: { uri },
        range,
        context: { diagnostics: last(uri) ?? [], ...(only ? { only } : {}) },
      })) ?? [],
    apply(edit) {
      const changes: [string, readonly TextEdit[]][] = [
        ...Object.entries(edit?.changes ?? {}),
        ...(edit?.documentChanges ?? []).flatMap((change): [string, readonly TextEdit[]][] => {
          if (!("textDocument" in change)) throw new Error("only edits of documents are expected");
          expectVersion(change.textDocument.version, document(change.textDocument.uri).version);
          return [[change.textDocument.uri, change.edits as readonly TextEdit[]]];
        }),
      ];
      // From the end of the document to its beginning, so that no range moves.
      for (const [uri, edits] of changes)
        client.edit(
          uri,
          [...edits].reverse().map(({ range, newText }) => ({ range, text: newText })),
        );
    },
    request: (method, params) => connection.sendRequest(method, params),
    notify,
    async stop() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      const code = await exited;
      connection.dispose();
      return code;
    },
  };
  return client;
}

function expectVersion(edit: number | null, document: number): void {
  if (edit !== document) throw new Error(`the edit is for version ${edit}, the document has version ${document}`);
}

/** The range of the first occurrence of some words in a text, in UTF-16 columns. */
export function rangeOf(text: string, words: string): Range {
  const document = TextDocument.create("", "", 0, text);
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`"${words}" does not occur`);
  return { start: document.positionAt(start), end: document.positionAt(start + words.length) };
}

/** What a diagnostic underlines. */
export function underlined(text: string, { range }: Diagnostic): string {
  return TextDocument.create("", "", 0, text).getText(range);
}
