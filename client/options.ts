import { type LogOutputChannel, type Uri, workspace } from "vscode";
import { type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import { type InitializationOptions, SERVER_COMMANDS } from "../server/lsp/protocol/messages.ts";
import type { RulePages } from "./rule-pages.ts";
import { resolveSchemaValidation } from "./schema-validation.ts";

const LANGUAGES = ["yaml", "helm", "helm-template", "gotmpl", "json"];

/** Where documents are that a person edits: not the old side of a diff, not the output. */
const SCHEMES = ["file", "untitled", "vscode-vfs", "vscode-remote", "vscode-test-web"];

/** The documents that the server sees. */
export const SELECTOR = LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme })));

export function clientOptions(output: LogOutputChannel, pages: RulePages): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    files: workspace.workspaceFolders?.some(isVirtual) ?? false,
    suppress: true,
  };
  return {
    documentSelector: SELECTOR,
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false, // said in the output channel
    initializationOptions,
    diagnosticCollectionName: "plimsoll",
    synchronize: { configurationSection: "plimsoll" },
    middleware: {
      async executeCommand(command, args, next) {
        return command === SERVER_COMMANDS.openRule ? pages.show(String(args[0])) : next(command, args);
      },
      workspace: {
        async configuration(params, token, next) {
          const answers = await next(params, token);
          return Array.isArray(answers)
            ? answers.map((answer: unknown, i) => resolveSchemaValidation(answer, params.items[i]?.scopeUri))
            : answers;
        },
      },
    },
  };
}

/** A folder that only the editor can read. */
function isVirtual({ uri }: { readonly uri: Uri }): boolean {
  return uri.scheme !== "file";
}
