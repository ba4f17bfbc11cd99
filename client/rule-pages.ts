import { commands, type Disposable, EventEmitter, type ExtensionContext, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { SERVER_COMMANDS } from "../server/lsp/protocol/messages.ts";

const SCHEME = "plimsoll-rule";

/** The pages that explain the rules, shown as rendered Markdown. They are made of what comes with the extension: no network is needed. */
export interface RulePages {
  /** Shows the page of a rule; without one, lets the user choose. */
  show(rule?: string): Promise<void>;
  connect(client: BaseLanguageClient): Disposable;
}

export function rulePages(context: ExtensionContext): RulePages {
  let client: BaseLanguageClient | undefined;
  const changed = new EventEmitter<Uri>();
  const ask = (command: string, ...args: readonly string[]) =>
    client?.sendRequest("workspace/executeCommand", { command, arguments: args });

  async function choose(): Promise<string | undefined> {
    const rules = (await ask(SERVER_COMMANDS.rules)) as readonly { readonly id: string; readonly title: string }[] | undefined;
    const picked = await window.showQuickPick(
      (rules ?? []).map(({ id, title }) => ({ label: id, detail: title })),
      { title: "Explain a rule of Plimsoll", matchOnDetail: true },
    );
    return picked?.label;
  }

  async function pageOf(rule: string): Promise<string> {
    return String((await ask(SERVER_COMMANDS.rulePage, rule, await sampleOf(rule))) ?? `There is no rule "${rule}".`);
  }

  /** The sample of the rule, from which the server makes the examples of its page. */
  async function sampleOf(rule: string): Promise<string> {
    try {
      const file = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, "dist", "rule-samples.json"));
      return (JSON.parse(new TextDecoder().decode(file)) as Readonly<Record<string, string>>)[rule] ?? "";
    } catch {
      return ""; // the page does without examples
    }
  }

  return {
    async show(rule) {
      const id = rule ?? (await choose());
      if (id === undefined) return;
      await commands.executeCommand("markdown.showPreview", Uri.from({ scheme: SCHEME, path: `/${id}.md` }));
    },
    connect(connected) {
      client = connected;
      return workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: changed.event,
        provideTextDocumentContent: (uri) => pageOf(uri.path.slice(1).replace(/\.md$/, "")),
      });
    },
  };
}
