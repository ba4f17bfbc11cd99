import {
  commands,
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  languages,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { RENDERED_REQUEST, type RenderedTemplateResult } from "../server/lsp/protocol/messages.ts";

const SCHEME = "plimsoll-rendered";
/** In milliseconds: as long as the server waits before it looks at what was typed. */
const PAUSE = 150;

/** "Show rendered template": what the template renders to stands beside it, follows what is typed, and shows what the rules find in it. */
export function showRendered(client: BaseLanguageClient, output: LogOutputChannel): readonly Disposable[] {
  const changed = new EventEmitter<Uri>();
  const findings = languages.createDiagnosticCollection("plimsoll-rendered");
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The template is the query of the URI, the set of values its fragment. */
  async function textOf(uri: Uri): Promise<string> {
    const params = { uri: uri.query, ...(uri.fragment ? { set: uri.fragment } : {}) };
    const result = await client.sendRequest<RenderedTemplateResult | null>(RENDERED_REQUEST, params);
    if (!result) return "# This file is part of no Helm chart that can be rendered here.\n";
    findings.set(uri, await client.protocol2CodeConverter.asDiagnostics([...result.diagnostics]));
    return result.text;
  }

  async function show(): Promise<void> {
    const document = window.activeTextEditor?.document;
    if (!document || document.uri.scheme === SCHEME) return;
    const template = document.uri.toString();
    const result = await client.sendRequest<RenderedTemplateResult | null>(RENDERED_REQUEST, { uri: template });
    const own = "values.yaml";
    const picked =
      result && result.sets.length > 0
        ? await window.showQuickPick([own, ...result.sets], { title: "Render with these values" })
        : own;
    if (picked === undefined) return;
    const name = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1);
    const uri = Uri.from({
      scheme: SCHEME,
      path: `/${name}.rendered.yaml`,
      query: template,
      fragment: picked === own ? "" : picked,
    });
    await window.showTextDocument(await workspace.openTextDocument(uri), { viewColumn: ViewColumn.Beside, preserveFocus: true });
  }

  return [
    changed,
    findings,
    workspace.registerTextDocumentContentProvider(SCHEME, { onDidChange: changed.event, provideTextDocumentContent: textOf }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === SCHEME) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        for (const { uri } of workspace.textDocuments) if (uri.scheme === SCHEME) changed.fire(uri);
      }, PAUSE);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => findings.delete(uri)),
    commands.registerCommand("plimsoll.showRenderedTemplate", () =>
      show().catch((error: unknown) => output.error(String(error))),
    ),
  ];
}
