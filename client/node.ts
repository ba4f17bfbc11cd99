import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { activatePlimsoll } from "./activate.ts";
import { registerTasks } from "./tasks.ts";

/** The entry of the extension where there is Node: the server is a process of its own. */
export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(registerTasks(context));
  await activatePlimsoll(context, ({ extensionUri }, options) => {
    const module = Uri.joinPath(extensionUri, "dist", "server.js").fsPath;
    return new LanguageClient("plimsoll", "Plimsoll", { module, transport: TransportKind.ipc }, options);
  });
}
