import {
  commands,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  languages,
  QuickPickItemKind,
  Uri,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { SERVER_COMMANDS } from "../server/lsp/protocol/messages.ts";

const SCHEME = "plimsoll-rule";

/** The pages that explain the rules, shown as rendered Markdown. They are made of what comes with the extension: no network is needed. */
export interface RulePages {
  /** Shows the page of a rule; without one, of the only one that found something at the cursor, or lets the user choose. */
  show(rule?: string): Promise<void>;
  connect(client: BaseLanguageClient): Disposable;
}

/** The rules that found something on the line of the cursor, those under the cursor alone if there are any, the gravest first. */
function rulesAtCursor(): readonly string[] {
  const editor = window.activeTextEditor;
  if (!editor) return [];
  const at = editor.selection.active;
  const ours = languages.getDiagnostics(editor.document.uri).filter(({ source }) => source === "plimsoll");
  const under = ours.filter(({ range }) => range.contains(at));
  const found = under.length > 0 ? under : ours.filter(({ range }) => range.start.line === at.line);
  const ids = found
    .toSorted((a, b) => a.severity - b.severity)
    .map(({ code }) => String(typeof code === "object" ? code.value : code));
  return [...new Set(ids)];
}

export function rulePages(context: ExtensionContext): RulePages {
  let client: BaseLanguageClient | undefined;
  const changed = new EventEmitter<Uri>();
  const ask = (command: string, ...args: readonly string[]) =>
    client?.sendRequest("workspace/executeCommand", { command, arguments: args });

  async function choose(): Promise<string | undefined> {
    const atCursor = rulesAtCursor();
    const rules = (await ask(SERVER_COMMANDS.rules)) as readonly { readonly id: string; readonly title: string }[] | undefined;
    const items = (rules ?? []).map(({ id, title }) => ({ label: id, detail: title }));
    const found = atCursor.flatMap((id) => items.filter(({ label }) => label === id));
    if (found.length === 1) return found[0]?.label;
    const parted = (label: string) => ({ label, detail: "", kind: QuickPickItemKind.Separator });
    const picked = await window.showQuickPick(
      found.length > 0 ? [parted("on this line"), ...found, parted("all rules"), ...items] : items,
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
      await commands.executeCommand("markdown.showPreviewToSide", Uri.from({ scheme: SCHEME, path: `/${id}.md` }));
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
