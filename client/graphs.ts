import { commands, type Disposable, type LogOutputChannel, ViewColumn, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { GRAPHS_REQUEST, type GraphsResult } from "../server/lsp/protocol/messages.ts";

/** "Show access and network graph": draws, beside the editor, the rights and the traffic of the object at the cursor. */
export function showGraphs(client: BaseLanguageClient, output: LogOutputChannel): Disposable {
  async function show(): Promise<void> {
    const editor = window.activeTextEditor;
    if (!editor) return;
    const { line, character } = editor.selection.active;
    const params = { uri: editor.document.uri.toString(), position: { line, character } };
    const graphs = await client.sendRequest<GraphsResult>(GRAPHS_REQUEST, params);
    if (graphs.length === 0) {
      void window.showInformationMessage("Put the cursor on a workload, a service account or a binding to see its graph.");
      return;
    }
    const titles = graphs.map(({ title }) => title);
    const picked = titles.length > 1 ? await window.showQuickPick(titles, { title: "Show which graph" }) : titles[0];
    const graph = graphs.find(({ title }) => title === picked);
    if (!graph) return;
    const panel = window.createWebviewPanel("plimsoll.graph", graph.title, {
      viewColumn: ViewColumn.Beside,
      preserveFocus: true,
    });
    panel.webview.html = pageOf(graph.svg);
  }

  return commands.registerCommand("plimsoll.showGraph", () => show().catch((error: unknown) => output.error(String(error))));
}

/** A page with the drawing and nothing that it could load or run. */
function pageOf(svg: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"></head><body style="background: white">${svg.replace(/^<\?xml[^>]*\?>/, "")}</body></html>`;
}
