import { type ExtensionContext, type LogOutputChannel, window } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { registerCommands } from "./commands.ts";
import { answerFileRequests } from "./files.ts";
import { showGraphs } from "./graphs.ts";
import { clientOptions } from "./options.ts";
import { pushOnly } from "./push-only.ts";
import { showRendered } from "./rendered-template.ts";
import { rulePages } from "./rule-pages.ts";
import { showStatus } from "./status.ts";
import { followExtensions } from "./yaml-extension.ts";

/** What differs between the hosts: how the server is started. */
export type Launch = (context: ExtensionContext, options: LanguageClientOptions) => BaseLanguageClient;

/** Starts the language server and everything that talks to it. Whatever fails is in the output channel, never in a pop-up. */
export async function activatePlimsoll(context: ExtensionContext, launch: Launch): Promise<void> {
  const output: LogOutputChannel = window.createOutputChannel("Plimsoll", { log: true });
  const pages = rulePages(context);
  const client = launch(context, clientOptions(output, pages));
  client.registerFeature(pushOnly);
  context.subscriptions.push(
    output,
    client,
    pages.connect(client),
    answerFileRequests(client),
    ...registerCommands(client, output, pages),
    ...showRendered(client, output),
    showGraphs(client, output),
    ...showStatus(client),
    followExtensions(client),
  );
  try {
    await client.start();
  } catch (error) {
    output.error(`The language server did not start: ${String(error)}`);
  }
}
