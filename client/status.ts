import { type Disposable, LanguageStatusSeverity, languages, Range, type TextDocument, Uri, window } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { STATUS_REQUEST, type StatusParams, type StatusProblem, type StatusResult } from "../server/lsp/protocol/messages.ts";
import { SELECTOR } from "./options.ts";

const OUTPUT = { title: "Show Output", command: "plimsoll.showOutput" };

const NOT_CHECKED: Readonly<Record<NonNullable<StatusResult["notAdmitted"]>, string>> = {
  off: "not checked: plimsoll.enable is off",
  "too-large": "not checked: larger than plimsoll.maxFileSize",
  ignored: "not checked: ignored by the configuration",
  "no-manifest": "not checked: no Kubernetes manifest",
};

/** A language status item that says what governs the document in front. It turns yellow where the configuration is wrong, red if the server is gone. */
export function showStatus(client: BaseLanguageClient): readonly Disposable[] {
  const item = languages.createLanguageStatusItem("plimsoll.status", SELECTOR);
  item.name = "Plimsoll";
  item.text = "Plimsoll";
  item.command = OUTPUT;
  let document = ours(window.activeTextEditor?.document);

  const update = async (): Promise<void> => {
    if (!document || client.state !== State.Running) return;
    const params: StatusParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
    const status = await client.sendRequest<StatusResult | null>(STATUS_REQUEST, params).catch(() => null);
    if (!status) return;
    const [problem] = status.problems;
    item.text = problem ? "Plimsoll: configuration" : "Plimsoll";
    item.severity = problem ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    item.detail = problem ? problem.message : detailOf(status);
    item.command = problem ? showing(problem) : OUTPUT;
  };

  return [
    item,
    client.onDidChangeState(({ newState }) => {
      item.busy = newState === State.Starting;
      item.severity = newState === State.Stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
      if (newState === State.Stopped) item.detail = "The language server has stopped.";
      void update();
    }),
    window.onDidChangeActiveTextEditor((editor) => {
      // The output is an editor too, and says nothing about the document that one came from.
      document = ours(editor?.document) ?? document;
      void update();
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const shown = document?.uri.toString();
      if (uris.some((uri) => uri.toString() === shown || /\/\.?plimsoll\.(?:ya?ml|json)$/.test(uri.path))) void update();
    }),
  ];
}

function ours(document: TextDocument | undefined): TextDocument | undefined {
  return document && languages.match(SELECTOR, document) > 0 ? document : undefined;
}

/** Opens where a problem stands: a line of a file, or the settings. */
function showing({ uri, line = 0 }: StatusProblem): typeof OUTPUT & { readonly arguments: unknown[] } {
  return uri === undefined
    ? { title: "Open Settings", command: "workbench.action.openSettings", arguments: ["@ext:plimsoll.plimsoll"] }
    : { title: "Show", command: "vscode.open", arguments: [Uri.parse(uri), { selection: new Range(line, 0, line, 0) }] };
}

function detailOf(status: StatusResult): string {
  const { notAdmitted, presets, kubernetesVersion, unchecked, resources, config, version, slow } = status;
  if (notAdmitted) return NOT_CHECKED[notAdmitted];
  if (resources === 0) return "no Kubernetes objects here";
  const [file] = config;
  const parts = [
    version,
    presets.length > 0 ? presets.join(", ") : "recommended",
    `Kubernetes ${kubernetesVersion}`,
    resources === 1 ? "1 object" : `${resources} objects`,
    unchecked.includes("template") ? "template: checked where values are literal" : undefined,
    file && Uri.parse(file).path.split("/").at(-1),
    slow === undefined ? undefined : `took ${slow} ms, more than plimsoll.timeBudget`,
  ];
  return parts.filter(Boolean).join(" · ");
}
