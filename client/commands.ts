import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Disposable,
  type LogOutputChannel,
  Range,
  Uri,
  type WorkspaceFolder,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient, Location, Position, WorkspaceEdit } from "vscode-languageclient";
import {
  SERVER_COMMANDS,
  SHOW_REFERENCES_COMMAND,
  SUPPRESS_COMMAND,
  type SuppressionChoice,
  type WorkspaceSummary,
} from "../server/lsp/protocol/messages.ts";
import type { RulePages } from "./rule-pages.ts";

/** Runs a command of the server. */
type Ask = <T>(command: string, ...args: readonly unknown[]) => Promise<T>;

/** Registers the extension's commands. */
export function registerCommands(client: BaseLanguageClient, output: LogOutputChannel, pages: RulePages): readonly Disposable[] {
  const ask: Ask = (command, ...args) => client.sendRequest("workspace/executeCommand", { command, arguments: args });
  const run = (work: () => Promise<void>) => async () => {
    try {
      await work();
    } catch (error) {
      output.error(String(error));
      output.show(true);
    }
  };

  return [
    commands.registerCommand("plimsoll.fixAll", run(fixAll)),
    commands.registerCommand(
      "plimsoll.lintWorkspace",
      run(async () => {
        const found = await ask<WorkspaceSummary>(SERVER_COMMANDS.lintWorkspace);
        output.info(
          `${found.files} files, ${found.resources} objects: ${found.error} errors, ${found.warning} warnings, ${found.info} infos.`,
        );
        await commands.executeCommand("workbench.actions.view.problems");
      }),
    ),
    commands.registerCommand(
      "plimsoll.createConfig",
      run(() => create("plimsoll.yaml", output, () => ask(SERVER_COMMANDS.starterConfig))),
    ),
    commands.registerCommand(
      "plimsoll.createBaseline",
      run(() => create("plimsoll-baseline.json", output, ({ uri }) => ask(SERVER_COMMANDS.baseline, uri.toString()))),
    ),
    commands.registerCommand("plimsoll.explainRule", (rule?: unknown) => pages.show(typeof rule === "string" ? rule : undefined)),
    commands.registerCommand(SHOW_REFERENCES_COMMAND, (uri: string, position: Position, locations: Location[]) => {
      const { protocol2CodeConverter: convert } = client;
      const places = locations.map((location) => convert.asLocation(location));
      return commands.executeCommand("editor.action.showReferences", Uri.parse(uri), convert.asPosition(position), places);
    }),
    commands.registerCommand(SUPPRESS_COMMAND, (...places: readonly unknown[][]) => run(() => suppress(client, ask, places))()),
    commands.registerCommand("plimsoll.showOutput", () => output.show()),
    commands.registerCommand(
      "plimsoll.restart",
      run(async () => {
        await client.stop();
        await client.start();
      }),
    ),
  ];
}

/** Writes a file into a workspace folder of the user's choice, unless it is there already, and opens it. */
async function create(name: string, output: LogOutputChannel, text: (folder: WorkspaceFolder) => Promise<string>): Promise<void> {
  const folder = await chooseFolder();
  if (!folder) return output.warn(`${name} was not written: no folder is open.`);
  const uri = Uri.joinPath(folder.uri, name);
  if (!(await exists(uri))) await workspace.fs.writeFile(uri, new TextEncoder().encode(await text(folder)));
  await window.showTextDocument(uri);
}

/** Asks which of some findings to suppress, for what and why, and writes it. Leaving either question changes nothing. */
async function suppress(client: BaseLanguageClient, ask: Ask, places: readonly (readonly unknown[])[]): Promise<void> {
  const choices: { readonly label: string; readonly form: string; readonly place: readonly unknown[] }[] = [];
  for (const place of places)
    for (const { form, title } of (await ask<readonly SuppressionChoice[] | null>(SERVER_COMMANDS.suppressions, ...place)) ?? [])
      if (choices.every(({ label }) => label !== title)) choices.push({ label: title, form, place });
  const picked = await window.showQuickPick(choices, { placeHolder: "What to cover" });
  if (!picked) return;
  const prompt = "Why is this accepted? It is written beside the suppression.";
  const reason = await window.showInputBox({ title: picked.label, prompt });
  if (reason === undefined) return;
  const edit = await ask<WorkspaceEdit | null>(SERVER_COMMANDS.suppress, ...picked.place, picked.form, reason);
  if (edit) await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
}

/** Applies the safe fixes to the active document. */
async function fixAll(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document) return;
  const everything = new Range(0, 0, document.lineCount, 0);
  const kind = CodeActionKind.SourceFixAll.append("plimsoll");
  const actions = await commands.executeCommand<readonly CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    everything,
    kind.value,
  );
  const ours = actions.find((action) => action.edit && action.kind && kind.contains(action.kind));
  if (ours?.edit) await workspace.applyEdit(ours.edit);
}

async function chooseFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  const active = window.activeTextEditor && workspace.getWorkspaceFolder(window.activeTextEditor.document.uri);
  return folders.length > 1 && !active ? window.showWorkspaceFolderPick() : (active ?? folders[0]);
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
