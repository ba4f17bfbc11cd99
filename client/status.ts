import { type Disposable, LanguageStatusSeverity, languages, Uri, window } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { STATUS_REQUEST, type StatusParams, type StatusResult } from "../server/lsp/protocol/messages.ts";
import { SELECTOR } from "./options.ts";

/** A language status item that says what governs the active document. It turns red only if the server is gone. */
export function showStatus(client: BaseLanguageClient): readonly Disposable[] {
  const item = languages.createLanguageStatusItem("plimsoll.status", SELECTOR);
  item.name = "Plimsoll";
  item.text = "Plimsoll";
  item.command = { title: "Show Output", command: "plimsoll.showOutput" };

  const update = async (): Promise<void> => {
    const uri = window.activeTextEditor?.document.uri;
    if (!uri || client.state !== State.Running) return;
    const params: StatusParams = { uri: client.code2ProtocolConverter.asUri(uri) };
    const status = await client.sendRequest<StatusResult | null>(STATUS_REQUEST, params).catch(() => null);
    if (status) item.detail = detailOf(status);
  };

  return [
    item,
    client.onDidChangeState(({ newState }) => {
      item.busy = newState === State.Starting;
      item.severity = newState === State.Stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
      if (newState === State.Stopped) item.detail = "The language server has stopped.";
      void update();
    }),
    window.onDidChangeActiveTextEditor(() => void update()),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) void update();
    }),
  ];
}

function detailOf({ admitted, presets, kubernetesVersion, unchecked, resources, config }: StatusResult): string {
  if (!admitted) return "not checked: switched off, ignored or too large";
  if (resources === 0) return "no Kubernetes objects here";
  const [file] = config;
  const parts = [
    presets.length > 0 ? presets.join(", ") : "recommended",
    `Kubernetes ${kubernetesVersion}`,
    unchecked.includes("template") ? "template: checked where values are literal" : undefined,
    file && Uri.parse(file).path.split("/").at(-1),
  ];
  return parts.filter(Boolean).join(" · ");
}
