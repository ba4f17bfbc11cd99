import { type Disposable, LanguageStatusSeverity, languages, Range, type TextDocument, Uri, window } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { STATUS_REQUEST, type StatusParams, type StatusProblem, type StatusResult } from "../server/lsp/protocol/messages.ts";
import { SELECTOR } from "./options.ts";

const OUTPUT = { title: "Show Output", command: "plimsoll.showOutput" };

/** How long diagnostics must stay the same until the status is asked for again. In milliseconds. */
const PAUSE = 200;

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
  let timer: ReturnType<typeof setTimeout> | undefined;

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
    // What is found in other files, such as those of a chart, may say more about this one.
    languages.onDidChangeDiagnostics(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void update(), PAUSE);
    }),
    { dispose: () => clearTimeout(timer) },
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
  const { notAdmitted, presets, kubernetesVersion, unchecked, resources, chart, config, version, slow } = status;
  if (notAdmitted) return NOT_CHECKED[notAdmitted];
  if (resources === 0 && !chart) return "no Kubernetes objects here";
  const [file] = config;
  const parts = [
    version,
    presets.length > 0 ? presets.join(", ") : "recommended",
    `Kubernetes ${kubernetesVersion}`,
    resources === 0 ? undefined : resources === 1 ? "1 object" : `${resources} objects`,
    chart ? "checked as its chart renders" : undefined,
    !chart && unchecked.includes("template") ? "template: checked where values are literal" : undefined,
    file && Uri.parse(file).path.split("/").at(-1),
    slow === undefined ? undefined : `took ${slow} ms, more than plimsoll.timeBudget`,
  ];
  return parts.filter(Boolean).join(" · ");
}
