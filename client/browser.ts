import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { activatePlimsoll } from "./activate.ts";

// The types of Node, which the rest is written for, lack the browser's constructor.
const { Worker: WebWorker } = globalThis as unknown as { readonly Worker: new (url: string) => Worker };

/** The entry of the extension in the browser: the server is a web worker, and files are read through the editor. */
export async function activate(context: ExtensionContext): Promise<void> {
  await activatePlimsoll(context, ({ extensionUri }, options) => {
    const worker = new WebWorker(Uri.joinPath(extensionUri, "dist", "server.web.js").toString(true));
    return new LanguageClient("plimsoll", "Plimsoll", worker, {
      ...options,
      initializationOptions: { ...options.initializationOptions, files: true },
    });
  });
}
