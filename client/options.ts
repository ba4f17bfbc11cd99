import { type Diagnostic, type LogOutputChannel, Uri, workspace } from "vscode";
import { type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import { CONFIG_CODE, type InitializationOptions, LEFT_OUT_CODE, SERVER_COMMANDS } from "../server/lsp/protocol/messages.ts";
import type { RulePages } from "./rule-pages.ts";
import { resolveAuto } from "./yaml-extension.ts";

const LANGUAGES = ["yaml", "helm", "helm-template", "gotmpl", "json"];

/** Where documents are that a person edits: not the old side of a diff, not the output. */
const SCHEMES = ["file", "untitled", "vscode-vfs", "vscode-remote", "vscode-test-web"];

/** The documents that the server sees. */
export const SELECTOR = LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme })));

export function clientOptions(output: LogOutputChannel, pages: RulePages): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    files: workspace.workspaceFolders?.some(isVirtual) ?? false,
    suppress: true,
    showReferences: true,
  };
  return {
    documentSelector: SELECTOR,
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false, // said in the output channel
    initializationOptions,
    diagnosticCollectionName: "plimsoll",
    // What the YAML extension says decides what `auto` means.
    synchronize: { configurationSection: ["plimsoll", "yaml"] },
    middleware: {
      handleDiagnostics(uri, diagnostics, next) {
        next(uri, diagnostics.map(withShippedPage));
      },
      async executeCommand(command, args, next) {
        return command === SERVER_COMMANDS.openRule ? pages.show(String(args[0])) : next(command, args);
      },
      workspace: {
        async configuration(params, token, next) {
          const answers = await next(params, token);
          return Array.isArray(answers)
            ? answers.map((answer: unknown, i) => resolveAuto(answer, params.items[i]?.scopeUri))
            : answers;
        },
      },
    },
  };
}

/** The rule's id opens the page that comes with the extension: it is that of this version, and there without a network. */
function withShippedPage(diagnostic: Diagnostic): Diagnostic {
  const { code } = diagnostic;
  const rule = typeof code === "object" ? code.value : code;
  if (typeof rule === "string" && rule !== CONFIG_CODE && rule !== LEFT_OUT_CODE)
    diagnostic.code = {
      value: rule,
      target: Uri.parse(`command:plimsoll.explainRule?${encodeURIComponent(JSON.stringify([rule]))}`),
    };
  return diagnostic;
}

/** A folder that only the editor can read. */
function isVirtual({ uri }: { readonly uri: Uri }): boolean {
  return uri.scheme !== "file";
}
