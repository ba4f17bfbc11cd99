import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  Position,
  PublishDiagnosticsParams,
  TextDocumentEdit,
  TextEdit,
} from "vscode-languageserver-protocol";
import type { RenderedTemplateResult } from "../../../server/lsp/protocol/messages.ts";
import { type Client, clientOf } from "./client.ts";
import { FOLDER, WRITE } from "./folder.ts";

export interface EngineSettings {
  readonly preset: string;
  /** Such as `1.31`; empty for the newest. */
  readonly kubernetes: string;
}

/** The changes of a fix, by file. */
export type FixEdits = readonly { readonly name: string; readonly edits: readonly TextEdit[] }[];

/** The language server and its files, which have names below one folder. */
export interface Engine {
  /** A file has this text; it need not have been there. */
  write(name: string, text: string): void;
  remove(name: string): void;
  configure(settings: EngineSettings): void;
  /** What can be done about a finding: fixes first. */
  actions(name: string, diagnostic: Diagnostic): Promise<readonly CodeAction[]>;
  /** All safe fixes of a file; undefined where there is none. */
  fixAll(name: string): Promise<FixEdits | undefined>;
  edits(action: CodeAction): Promise<FixEdits>;
  complete(name: string, position: Position): Promise<readonly CompletionItem[]>;
  hover(name: string, position: Position): Promise<string | undefined>;
  /** What a file of a chart renders to; undefined for other files. */
  rendered(name: string, set?: string): Promise<RenderedTemplateResult | undefined>;
  stop(): void;
}

/** What a client of the playground's kind can do. */
const CAPABILITIES = {
  workspace: { workspaceEdit: { documentChanges: true }, didChangeConfiguration: {}, workspaceFolders: true },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } },
      resolveSupport: { properties: ["edit"] },
      dataSupport: true,
    },
    hover: { contentFormat: ["plaintext"] },
  },
};

/** How long one has not typed before files that depend on the text are judged anew, in milliseconds. */
const PAUSE = 300;

/**
 * Starts the engine. It runs in a worker made from a text, so that the page's policy, which lets nothing out, holds there as well. `found` hears of all
 * findings of a file.
 */
export async function startEngine(
  script: URL,
  files: ReadonlyMap<string, string>,
  settings: EngineSettings,
  found: (name: string, diagnostics: readonly Diagnostic[]) => void,
): Promise<Engine> {
  const loader = URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(script.href)})`], { type: "text/javascript" }));
  const worker = new Worker(loader);
  const client = clientOf(worker);
  client.on<PublishDiagnosticsParams>("textDocument/publishDiagnostics", ({ uri, diagnostics }) =>
    found(nameOf(uri), diagnostics),
  );
  for (const [name, text] of files) client.notify(WRITE, { uri: FOLDER + name, text });
  await client.request("initialize", {
    processId: null,
    rootUri: FOLDER,
    workspaceFolders: [{ uri: FOLDER, name: "playground" }],
    capabilities: CAPABILITIES,
    initializationOptions: preferences(settings),
  });
  client.notify("initialized", {});
  const documents = openDocuments(client);
  for (const [name, text] of files) documents.write(name, text);
  return { ...documents, ...questions(client), configure: (next) => configure(client, next), stop: () => worker.terminate() };
}

function preferences({ preset, kubernetes }: EngineSettings) {
  return { preset, kubernetesVersion: kubernetes, workspaceDiagnostics: "workspace", schemaValidation: "on" };
}

function configure(client: Client, settings: EngineSettings): void {
  client.notify("workspace/didChangeConfiguration", { settings: preferences(settings) });
}

/** Every file is an open document: what is typed counts at once. */
function openDocuments(client: Client): Pick<Engine, "write" | "remove"> {
  const versions = new Map<string, number>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Tells what depends on files rather than on documents: configuration, charts, overlays. */
  const saved = (name: string, type: 1 | 2 | 3) => {
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(name), type }] });
    if (type !== 3) client.notify("textDocument/didSave", { textDocument: { uri: uriOf(name) } });
  };
  return {
    write(name, text) {
      client.notify(WRITE, { uri: FOLDER + name, text });
      const before = versions.get(name);
      const version = (before ?? 0) + 1;
      versions.set(name, version);
      const uri = uriOf(name);
      if (before === undefined) {
        client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version, text } });
        saved(name, 1);
        return;
      }
      client.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] });
      clearTimeout(timers.get(name));
      timers.set(
        name,
        setTimeout(() => saved(name, 2), PAUSE),
      );
    },
    remove(name) {
      clearTimeout(timers.get(name));
      versions.delete(name);
      client.notify(WRITE, { uri: FOLDER + name, text: null });
      client.notify("textDocument/didClose", { textDocument: { uri: uriOf(name) } });
      saved(name, 3);
    },
  };
}

function questions(client: Client): Omit<Engine, "write" | "remove" | "configure" | "stop"> {
  const edits = async (action: CodeAction) => editsOf(action.edit ? action : await client.request("codeAction/resolve", action));
  const actions = (name: string, diagnostics: readonly Diagnostic[], range: Diagnostic["range"], only?: readonly string[]) =>
    client.request<CodeAction[] | null>("textDocument/codeAction", {
      textDocument: { uri: uriOf(name) },
      range,
      context: { diagnostics, ...(only ? { only } : {}) },
    });
  return {
    edits,
    actions: async (name, diagnostic) =>
      // The menu is one for the whole line.
      ((await actions(name, [diagnostic], diagnostic.range)) ?? []).filter(
        ({ command, kind, diagnostics }) =>
          !command && kind?.startsWith("quickfix") && diagnostics?.some(({ code }) => code === diagnostic.code),
      ),
    async fixAll(name) {
      const start = { line: 0, character: 0 };
      const [first] = (await actions(name, [], { start, end: start }, ["source.fixAll"])) ?? [];
      return first && edits(first);
    },
    async complete(name, position) {
      const answer = await client.request<readonly CompletionItem[] | { readonly items: readonly CompletionItem[] } | null>(
        "textDocument/completion",
        { textDocument: { uri: uriOf(name) }, position },
      );
      return answer && "items" in answer ? answer.items : (answer ?? []);
    },
    async hover(name, position) {
      const params = { textDocument: { uri: uriOf(name) }, position };
      const answer = await client.request<{ readonly contents: { readonly value: string } } | null>("textDocument/hover", params);
      return answer?.contents.value;
    },
    async rendered(name, set) {
      const params = { uri: uriOf(name), ...(set === undefined ? {} : { set }) };
      return (await client.request<RenderedTemplateResult | null>("plimsoll/renderedTemplate", params)) ?? undefined;
    },
  };
}

function editsOf({ edit }: CodeAction): FixEdits {
  const changed = (edit?.documentChanges ?? []) as readonly TextDocumentEdit[];
  return [
    ...changed.map(({ textDocument, edits }) => ({ name: nameOf(textDocument.uri), edits: edits as readonly TextEdit[] })),
    ...Object.entries(edit?.changes ?? {}).map(([uri, edits]) => ({ name: nameOf(uri), edits })),
  ];
}

function uriOf(name: string): string {
  return FOLDER + name.split("/").map(encodeURIComponent).join("/");
}

function nameOf(uri: string): string {
  return decodeURIComponent(uri).slice(FOLDER.length);
}
