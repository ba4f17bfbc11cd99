import {
  ErrorCodes,
  type Location,
  LSPErrorCodes,
  type Position,
  type Range,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { type ChartSymbol, type ChartView, placesOfSymbol, type SymbolPlace } from "../../lint/chart/chart-symbols.ts";
import { positionsIn } from "../protocol/positions.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";
import { locationOf, symbolAtPosition, uriOf } from "./chart-at.ts";

// Values and named templates of charts; the names of Kubernetes objects are known in `navigation/names.ts`.

/** Where a value is set, in all files that set it, or a named template is defined. */
export async function definitions(uri: string, position: Position, session: Session): Promise<Location[] | null> {
  const at = await symbolAtPosition(uri, position, session);
  if (!at) return null;
  return placesOfSymbol(at.view, at.place.symbol)
    .filter(({ isDefinition }) => isDefinition)
    .flatMap((place) => locationOf(at.view, place, session));
}

/** Everywhere that a value or a named template is used. */
export async function references(
  uri: string,
  position: Position,
  declarations: boolean,
  session: Session,
): Promise<Location[] | null> {
  const at = await symbolAtPosition(uri, position, session);
  if (!at) return null;
  return placesOfSymbol(at.view, at.place.symbol)
    .filter(({ isDefinition }) => declarations || !isDefinition)
    .flatMap((place) => locationOf(at.view, place, session));
}

export async function prepareRename(
  uri: string,
  position: Position,
  session: Session,
): Promise<{ range: Range; placeholder: string } | null> {
  const at = await symbolAtPosition(uri, position, session);
  if (!at) return null;
  const { file, start, end } = at.place;
  return { range: positionsIn(file.text, session.profile.encoding).range({ start, end }), placeholder: nameOf(at.place.symbol) };
}

/** Renames a key of values or a named template in all files of the chart. Throws a ResponseError, for the user to read, where a place cannot be changed. */
export async function rename(uri: string, position: Position, newName: string, session: Session): Promise<WorkspaceEdit | null> {
  const at = await symbolAtPosition(uri, position, session);
  if (!at) return null;
  const { symbol } = at.place;
  const problem = nameProblem(symbol, newName) ?? clash(at.view, symbol, newName);
  if (problem) throw new ResponseError(ErrorCodes.InvalidParams, problem);
  const changes = new Map<string, TextEdit[]>();
  for (const place of placesOfSymbol(at.view, symbol)) {
    const target = uriOf(at.view, place.file, session);
    if (target === undefined || !isWritten(place)) {
      const message = `"${nameOf(symbol)}" also stands in ${place.file.path}, where it cannot be changed.`;
      throw new ResponseError(LSPErrorCodes.RequestFailed, message);
    }
    const edit = { range: positionsIn(place.file.text, session.profile.encoding).range(place), newText: newName };
    changes.set(target, [...(changes.get(target) ?? []), edit]);
  }
  if (!session.profile.versionedEdits) return { changes: Object.fromEntries(changes) };
  const version = (target: string) => session.documents.get(normalized(target))?.version ?? null;
  return {
    documentChanges: [...changes].map(([target, edits]) => ({ textDocument: { uri: target, version: version(target) }, edits })),
  };
}

function nameOf(symbol: ChartSymbol): string {
  return symbol.kind === "value" ? (symbol.path.at(-1) as string) : symbol.name;
}

/** Why the name is taken: two values of one name would become one. */
function clash(view: ChartView, symbol: ChartSymbol, name: string): string | undefined {
  if (name === nameOf(symbol)) return undefined;
  const other = symbol.kind === "value" ? { ...symbol, path: [...symbol.path.slice(0, -1), name] } : { ...symbol, name };
  const taken = placesOfSymbol(view, other).find(({ isDefinition }) => isDefinition);
  return taken && `There is a "${name}" already, in ${taken.file.path}.`;
}

/** Whether the name stands there as it is, without escapes. */
function isWritten({ file, start, end, symbol }: SymbolPlace): boolean {
  return file.text.slice(start, end) === nameOf(symbol);
}

function nameProblem(symbol: ChartSymbol, name: string): string | undefined {
  if (symbol.kind === "template")
    return /^[^"`\\\r\n]+$/.test(name)
      ? undefined
      : "The name of a template is a text without quotes, backslashes and line breaks.";
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
    ? undefined
    : "A key that templates read as a field is made of letters, digits and underscores, and begins with no digit.";
}
