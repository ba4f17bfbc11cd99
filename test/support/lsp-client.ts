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

/** The same of one that asks for diagnostics, and can be told to ask again. */
export const PULLING: ClientCapabilities = {
  ...EDITOR,
  workspace: { ...EDITOR.workspace, diagnostics: { refreshSupport: true } },
  textDocument: { ...EDITOR.textDocument, diagnostic: {} },
};

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** Starts the bundled server in a process of its own and says hello to it. */
export async function startClient(dist: string, options: StartOptions = {}): Promise<LspClient> {
  const server = spawn(process.execPath, [join(dist, "server.js"), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const diagnostics = new Diagnostics();
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => diagnostics.add(params));
  connection.onNotification(
    "window/logMessage",
    ({ message }: { readonly message: string }) => void diagnostics.logs.push(message),
  );
  answerRequests(connection, options);
  connection.listen();
  const folders = (options.folders ?? []).map((path) => ({ uri: uriOf(path), name: path }));
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri: folders[0]?.uri ?? null,
    workspaceFolders: folders.length > 0 ? folders : null,
    capabilities: options.capabilities ?? EDITOR,
    ...(options.initializationOptions === undefined ? {} : { initializationOptions: options.initializationOptions }),
  });
  const client = new LspClient(server, connection, diagnostics, initialized);
  client.notify("initialized", {});
  return client;
}

/** Answers what the server asks of an editor. */
function answerRequests(connection: ProtocolConnection, options: StartOptions): void {
  const answers = <T>(value: T): T => {
    if (options.refuses) throw new Error("refused");
    return value;
  };
  connection.onRequest("client/registerCapability", () => answers(null));
  connection.onRequest("workspace/diagnostic/refresh", () => answers(null));
  connection.onRequest("workspace/configuration", ({ items }: { readonly items: readonly { readonly scopeUri?: string }[] }) =>
    answers(items.map(({ scopeUri }) => options.configuration?.(scopeUri) ?? null)),
  );
}

/** What the server has published and logged, and who waits for more. */
class Diagnostics {
  /** In order. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logs: string[] = [];
  readonly #waiting = new Set<() => void>();

  add(params: PublishDiagnosticsParams): void {
    this.published.push(params);
    for (const check of [...this.#waiting]) check();
  }

  last(uri: string): readonly Diagnostic[] | undefined {
    return this.published.findLast((one) => one.uri === uri)?.diagnostics;
  }

  until(uri: string, fulfils: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`${uri} has ${JSON.stringify(this.last(uri), null, 1)}; log: ${this.logs.join("\n")}`));
      }, 30_000);
      const check = () => {
        const diagnostics = this.last(uri);
        if (!diagnostics || !fulfils(diagnostics)) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(diagnostics);
      };
      this.#waiting.add(check);
      check();
    });
  }
}

/** A client that talks to the bundled server over its standard streams. */
export class LspClient {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly #diagnostics: Diagnostics;
  readonly #documents = new Map<string, TextDocument>();
  readonly #exited: Promise<number | null>;

  constructor(server: ChildProcess, connection: ProtocolConnection, diagnostics: Diagnostics, initialized: InitializeResult) {
    this.process = server;
    this.connection = connection;
    this.initialized = initialized;
    this.#diagnostics = diagnostics;
    this.#exited = new Promise((resolve) => server.on("exit", resolve));
  }

  /** Everything that was published, in order. */
  get published(): readonly PublishDiagnosticsParams[] {
    return this.#diagnostics.published;
  }

  get logs(): readonly string[] {
    return this.#diagnostics.logs;
  }

  open(uri: string, text: string, languageId = "yaml"): void {
    this.#documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Replaces ranges one after the other, as an editor does. */
  edit(uri: string, contentChanges: readonly { readonly range: Range; readonly text: string }[]): void {
    const before = this.#document(uri);
    const version = before.version + 1;
    let after = before;
    for (const change of contentChanges) after = TextDocument.update(after, [change], version);
    this.#documents.set(uri, after);
    this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): void {
    this.#documents.delete(uri);
    this.notify("textDocument/didClose", { textDocument: { uri } });
  }

  /** The text as the client has it. */
  text(uri: string): string {
    return this.#document(uri).getText();
  }

  /** The diagnostics that were published last, as soon as they fulfil the condition. */
  until(uri: string, fulfils: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    return this.#diagnostics.until(uri, fulfils);
  }

  async actions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const context = { diagnostics: this.#diagnostics.last(uri) ?? [], ...(only ? { only } : {}) };
    return (await this.request("textDocument/codeAction", { textDocument: { uri }, range, context })) ?? [];
  }

  /** Applies an edit to the client's documents and tells the server. */
  apply(edit: WorkspaceEdit | undefined): void {
    const changes: [string, readonly TextEdit[]][] = [
      ...Object.entries(edit?.changes ?? {}),
      ...(edit?.documentChanges ?? []).flatMap((change): [string, readonly TextEdit[]][] => {
        if (!("textDocument" in change)) throw new Error("only edits of documents are expected");
        expectVersion(change.textDocument.version, this.#document(change.textDocument.uri).version);
        return [[change.textDocument.uri, change.edits as readonly TextEdit[]]];
      }),
    ];
    // From the end of the document to its beginning, so that no range moves.
    for (const [uri, edits] of changes)
      this.edit(
        uri,
        [...edits].reverse().map(({ range, newText }) => ({ range, text: newText })),
      );
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest(method, params);
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const code = await this.#exited;
    this.connection.dispose();
    return code;
  }

  #document(uri: string): TextDocument {
    const found = this.#documents.get(uri);
    if (!found) throw new Error(`${uri} is not open`);
    return found;
  }
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
