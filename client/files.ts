import { Disposable, RelativePattern, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  LIST_REQUEST,
  type ListParams,
  type ListResult,
  READ_REQUEST,
  type ReadParams,
  type ReadResult,
} from "../server/lsp/protocol/messages.ts";

/** A repository with more is read in part; findings in open files do not depend on it. */
const MOST_FILES = 20_000;

/** Reads files for a server that cannot: in the browser, and in virtual workspaces. */
export function answerFileRequests(client: BaseLanguageClient): Disposable {
  return Disposable.from(
    client.onRequest(LIST_REQUEST, async ({ folder }: ListParams): Promise<ListResult> => {
      const pattern = new RelativePattern(Uri.parse(folder), "**/*.{yaml,yml,json}");
      const found = await workspace.findFiles(pattern, "**/node_modules/**", MOST_FILES);
      return found.map((uri) => uri.toString());
    }),
    client.onRequest(READ_REQUEST, async ({ uri }: ReadParams): Promise<ReadResult> => {
      try {
        const bytes = await workspace.fs.readFile(Uri.parse(uri));
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      } catch {
        return null; // there is none, or it is no text
      }
    }),
  );
}
