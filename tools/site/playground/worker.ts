// The engine of the playground: the language server as an editor knows it, in a worker, with files that are in memory only.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import * as helm from "../../../server/helm/helm.ts";
import { serve } from "../../../server/lsp/server.ts";
import { WRITE, type WriteParams } from "./folder.ts";
import { memoryFiles } from "./memory-files.ts";

const port = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
const texts = new Map<string, string>();
connection.onNotification(WRITE, ({ uri, text }: WriteParams) => {
  if (text === null) texts.delete(uri);
  else texts.set(uri, text);
});
serve(connection, memoryFiles(texts, helm));
