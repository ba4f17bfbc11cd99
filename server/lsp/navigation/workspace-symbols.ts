import { type SymbolInformation, SymbolKind } from "vscode-languageserver";
import type { Session } from "../session/session.ts";

/** The most symbols that one answer has: an editor asks again as one types. */
const MOST = 500;

/** The objects of all files whose kind and name hold the letters of the query in their order, without regard to case. */
export function workspaceSymbols(query: string, session: Session): SymbolInformation[] {
  const found: SymbolInformation[] = [];
  for (const { uri, facts, span } of session.linter.writtenObjects()) {
    const { kind, name, namespace } = facts;
    const label = `${kind} ${name}`.trim();
    if (name === "" || !holdsInOrder(label.toLowerCase(), query.toLowerCase())) continue;
    found.push({
      name: label,
      kind: SymbolKind.Object,
      location: { uri: session.clientUri(uri), range: session.positions(uri).range(span) },
      ...(namespace === undefined ? {} : { containerName: namespace }),
    });
    if (found.length === MOST) break;
  }
  return found;
}

function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters.replaceAll(/\s/g, "")) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
