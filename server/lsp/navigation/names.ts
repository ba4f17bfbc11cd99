import {
  type DocumentHighlight,
  DocumentHighlightKind,
  ErrorCodes,
  type Location,
  type Position,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { PlacedOccurrence } from "../../lint/navigation/placed.ts";
import { renamable, renaming } from "../../lint/navigation/rename.ts";
import { Names } from "../../lint/navigation/same.ts";
import { toTextEdits } from "../protocol/convert.ts";
import { positionsIn } from "../protocol/positions.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";

/** What is named at a position of a document, with all that was read to answer. */
export interface Asked {
  readonly names: Names;
  readonly here: readonly [PlacedOccurrence, ...PlacedOccurrence[]];
}

/** Where that is defined which is named at a position. */
export async function definitions(uri: string, position: Position, session: Session): Promise<Location[] | null> {
  const asked = await askedAt(uri, position, session);
  return (
    asked &&
    locations(
      sameAs(asked).filter(({ declares }) => declares),
      session,
    )
  );
}

/** Everywhere that the same is named. */
export async function references(
  uri: string,
  position: Position,
  declarations: boolean,
  session: Session,
): Promise<Location[] | null> {
  const asked = await askedAt(uri, position, session);
  return (
    asked &&
    locations(
      sameAs(asked).filter(({ declares }) => declarations || !declares),
      session,
    )
  );
}

/** The same within the document. */
export async function highlights(uri: string, position: Position, session: Session): Promise<DocumentHighlight[] | null> {
  const asked = await askedAt(uri, position, session);
  return (
    asked &&
    sameAs(asked)
      .filter((one) => one.uri === asked.here[0].uri)
      .map((one) => ({
        range: session.positions(one.uri).range(one.letters ?? one.site),
        kind: one.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }))
  );
}

/** The range and the name that would be renamed; null where none stands. */
export async function prepareRename(
  uri: string,
  position: Position,
  session: Session,
): Promise<{ range: Range; placeholder: string } | null> {
  const asked = await askedAt(uri, position, session);
  const one = asked?.here[0];
  const placeholder = one && renamable(session.linter, one);
  return one?.letters && placeholder !== undefined ? { range: session.positions(one.uri).range(one.letters), placeholder } : null;
}

/**
 * Renames what is named at a position wherever it is. Throws a ResponseError, for the user to read, where the new name is none or is taken, or one
 * place cannot be changed exactly.
 */
export async function rename(uri: string, position: Position, newName: string, session: Session): Promise<WorkspaceEdit | null> {
  const asked = await askedAt(uri, position, session);
  if (!asked) return null;
  const made = renaming(session.linter, asked.names, asked.here, newName);
  if ("problem" in made) throw new ResponseError(ErrorCodes.InvalidParams, made.problem);
  const changes = [...made.edits].map(([key, edits]) => ({
    textDocument: { uri: session.clientUri(key), version: session.documents.get(key)?.version ?? null },
    edits: toTextEdits(edits, session.positions(key)),
  }));
  return session.profile.versionedEdits
    ? { documentChanges: changes }
    : { changes: Object.fromEntries(changes.map(({ textDocument, edits }) => [textDocument.uri, edits])) };
}

/** What is named at a position; null where nothing is. */
export async function askedAt(uri: string, position: Position, session: Session): Promise<Asked | null> {
  const key = normalized(uri);
  await session.settled(key);
  const text = session.linter.text(key);
  if (text === undefined) return null;
  const names = namesIn(session);
  const [first, ...more] = names.at(key, positionsIn(text, session.profile.encoding).offset(position));
  return first ? { names, here: [first, ...more] } : null;
}

/** A question about names in the files of a session. */
export function namesIn({ linter, project }: Session): Names {
  const scope = (uri: string) => JSON.stringify([project.workspaceFolderOf(uri) ?? uri, project.scopeOf(uri)]);
  return new Names(linter, (a, b) => scope(a) === scope(b));
}

/** All that means the same as what is asked for. */
export function sameAs({ names, here }: Asked): readonly PlacedOccurrence[] {
  return here.length === 1 ? names.same(here[0]) : [...new Set(here.flatMap((one) => names.same(one)))];
}

function locations(occurrences: readonly PlacedOccurrence[], session: Session): Location[] {
  const found = new Map<string, Location>();
  for (const { uri, letters, site } of occurrences) {
    const range = session.positions(uri).range(letters ?? site);
    found.set(`${uri} ${JSON.stringify(range)}`, { uri: session.clientUri(uri), range });
  }
  return [...found.values()];
}
