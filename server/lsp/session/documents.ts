import type {
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { PositionsByFile } from "../protocol/positions.ts";
import { normalized } from "../protocol/uri.ts";

/** The documents that the editor has open: there the editor's text counts, not the file's. Looked up by normalized URI; each keeps the client's spelling. */
export interface Documents {
  /** In the client's spelling, as is the next. */
  open(params: DidOpenTextDocumentParams): void;
  change(params: DidChangeTextDocumentParams): void;
  close(uri: string): void;
  get(uri: string): TextDocument | undefined;
  uris(): readonly string[];
}

export function openDocuments(positions: PositionsByFile): Documents {
  const documents = new Map<string, TextDocument>();
  return {
    open({ textDocument: { uri, languageId, version, text } }) {
      documents.set(normalized(uri), TextDocument.create(uri, languageId, version, text));
    },
    change({ textDocument: { uri, version }, contentChanges }) {
      const key = normalized(uri);
      let document = documents.get(key);
      if (!document) return;
      // One by one: the range of a change counts in the text that the change before it left.
      for (const change of contentChanges)
        document = TextDocument.update(document, [inUnits(document, change, positions)], version);
      documents.set(key, document);
    },
    close(uri) {
      documents.delete(uri);
    },
    get: (uri) => documents.get(uri),
    uris: () => [...documents.keys()],
  };
}

/** The change with its range in UTF-16 columns, as `TextDocument` wants it. */
function inUnits(
  document: TextDocument,
  change: TextDocumentContentChangeEvent,
  positions: PositionsByFile,
): TextDocumentContentChangeEvent {
  if (positions.encoding === "utf-16" || !("range" in change)) return change;
  const { start, end } = positions.in(document.uri, document.getText()).span(change.range);
  return { range: { start: document.positionAt(start), end: document.positionAt(end) }, text: change.text };
}
