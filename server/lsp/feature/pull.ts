import type {
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { hash } from "../../lint/rule/fingerprint.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";

/** Answers `textDocument/diagnostic`. The result's id is a hash over what is shown: equal findings are not sent twice. */
export async function pullDocument(params: DocumentDiagnosticParams, session: Session): Promise<DocumentDiagnosticReport> {
  const uri = normalized(params.textDocument.uri);
  await session.current(uri);
  const items = await session.diagnostics(uri);
  const resultId = resultIdOf(items);
  return resultId === params.previousResultId ? { kind: "unchanged", resultId } : { kind: "full", resultId, items };
}

/** Answers `workspace/diagnostic`: the files of the workspace if the user wants those that are not open too. */
export async function pullWorkspace(params: WorkspaceDiagnosticParams, session: Session): Promise<WorkspaceDiagnosticReport> {
  const before = new Map(params.previousResultIds.map(({ uri, value }) => [normalized(uri), value]));
  const uris = [...new Set([...session.linter.uris(), ...session.project.problems().keys(), ...before.keys()])].sort();
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  for (const key of uris) {
    const shown = session.visible(key) ? await session.diagnostics(key) : [];
    const previous = before.get(key);
    const resultId = resultIdOf(shown);
    const file = { uri: session.clientUri(key), version: session.documents.get(key)?.version ?? null, resultId };
    if (previous === resultId) items.push({ ...file, kind: "unchanged" });
    else if (shown.length > 0 || previous !== undefined) items.push({ ...file, kind: "full", items: shown });
  }
  return { items };
}

/** Over what tells diagnostics apart: all else follows from their rule. */
function resultIdOf(diagnostics: readonly Diagnostic[]): string {
  let shown = "";
  for (const { range, severity, code, message, data, relatedInformation } of diagnostics) {
    const { start, end } = range;
    shown += `${start.line} ${start.character} ${end.line} ${end.character} ${severity} ${code} ${message}\n`;
    if (data !== undefined || relatedInformation) shown += JSON.stringify([data, relatedInformation]);
  }
  return hash(shown);
}
