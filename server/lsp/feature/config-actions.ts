import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { toWorkspaceEdit } from "../protocol/convert.ts";
import { normalized } from "../protocol/uri.ts";
import { configDiagnostics } from "../session/config-diagnostics.ts";
import type { Session } from "../session/session.ts";

/** In a configuration file: what was likely meant instead of a word that is not known. */
export async function configActions(document: TextDocument, params: CodeActionParams, session: Session): Promise<CodeAction[]> {
  const diagnostics = await configDiagnostics(document.getText(), normalized(document.uri), session);
  return diagnostics.flatMap((diagnostic) => {
    const replacement = (diagnostic.data as { readonly replacement?: string } | undefined)?.replacement;
    if (replacement === undefined || !meet(diagnostic, params)) return [];
    const edit = { range: diagnostic.range, newText: replacement };
    return [
      {
        title: `Write "${replacement}"`,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        isPreferred: true,
        edit: toWorkspaceEdit(document.uri, document.version, [edit], session.profile),
      },
    ];
  });
}

function meet({ range }: Diagnostic, { range: { start, end } }: CodeActionParams): boolean {
  const before = (a: typeof start, b: typeof start) => a.line < b.line || (a.line === b.line && a.character < b.character);
  return !before(range.end, start) && !before(end, range.start);
}
