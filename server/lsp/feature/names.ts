import {
  type DocumentHighlight,
  DocumentHighlightKind,
  ErrorCodes,
  type Location,
  LSPErrorCodes,
  type Position,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { isSameObject, type ObjectName, objectNamesIn } from "../../kube/facts/object-names.ts";
import { objectNameProblem } from "../../kube/names.ts";
import { resourcesOf } from "../../kube/resource.ts";
import { DIALECTS } from "../../lint/analysis/dialect.ts";
import { renderFix } from "../../lint/fix/fix.ts";
import { NEWEST_KUBERNETES } from "../../lint/rule/settings.ts";
import type { Edit } from "../../text/edit.ts";
import { type Span, shift } from "../../text/span.ts";
import { set } from "../../yaml/edit/op.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { toTextEdits } from "../protocol/convert.ts";
import { positionsIn } from "../protocol/positions.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";

/** A name with its document. */
interface Use extends ObjectName {
  readonly uri: string;
  readonly tree: Tree;
  /** In the file's text. */
  readonly span: Span;
}

/** Where the object is defined whose name stands at a position. */
export async function definitions(uri: string, position: Position, session: Session): Promise<Location[] | null> {
  const use = await useAt(uri, position, session);
  return (
    use &&
    usesOf(use, session)
      .filter(({ declares }) => declares)
      .map((one) => locationOf(one, session))
  );
}

/** Everywhere that the name of this object stands. */
export async function references(
  uri: string,
  position: Position,
  declarations: boolean,
  session: Session,
): Promise<Location[] | null> {
  const use = await useAt(uri, position, session);
  if (!use) return null;
  const wanted = usesOf(use, session).filter(({ declares }) => declarations || !declares);
  return wanted.map((one) => locationOf(one, session));
}

/** The same within the document. */
export async function highlights(uri: string, position: Position, session: Session): Promise<DocumentHighlight[] | null> {
  const use = await useAt(uri, position, session);
  return (
    use &&
    usesIn(use.uri, session)
      .filter((one) => isSameObject(one, use))
      .map((one) => ({
        range: session.positions(one.uri).range(one.span),
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
  const use = await useAt(uri, position, session);
  return use && { range: session.positions(use.uri).range(use.span), placeholder: use.name };
}

/**
 * Renames an object where it is defined and wherever it is referred to. Throws a ResponseError, for the user to read, where the new
 * name is none or one place cannot be changed exactly: half a rename is worse than none.
 */
export async function rename(uri: string, position: Position, newName: string, session: Session): Promise<WorkspaceEdit | null> {
  const use = await useAt(uri, position, session);
  if (!use) return null;
  const problem = objectNameProblem(use.kind, newName, NEWEST_KUBERNETES);
  if (problem) throw new ResponseError(ErrorCodes.InvalidParams, `The name of a ${use.kind} ${problem}.`);
  const edits = new Map<string, Edit[]>();
  for (const one of usesOf(use, session)) {
    const { parse } = DIALECTS[session.linter.result(one.uri).dialect];
    const made = renderFix(one.tree, { title: "", class: "suggestion", ops: [set(one.field, newName)] }, parse);
    if (!made) {
      const { line } = session.positions(one.uri).at(one.span.start);
      throw new ResponseError(LSPErrorCodes.RequestFailed, `The name in ${one.uri}, line ${line + 1} cannot be changed exactly.`);
    }
    const moved = made.map((edit) => ({ ...edit, ...shift(edit, one.tree.from) }));
    edits.set(one.uri, [...(edits.get(one.uri) ?? []), ...moved]);
  }
  const changes = [...edits].map(([key, list]) => ({
    textDocument: { uri: session.clientUri(key), version: session.documents.get(key)?.version ?? null },
    edits: toTextEdits(
      list.sort((a, b) => a.start - b.start),
      session.positions(key),
    ),
  }));
  return session.profile.versionedEdits
    ? { documentChanges: changes }
    : { changes: Object.fromEntries(changes.map(({ textDocument, edits }) => [textDocument.uri, edits])) };
}

async function useAt(uri: string, position: Position, session: Session): Promise<Use | null> {
  const key = normalized(uri);
  await session.settled(key);
  const text = session.linter.text(key);
  if (text === undefined) return null;
  const offset = positionsIn(text, session.profile.encoding).offset(position);
  return usesIn(key, session).find(({ span }) => span.start <= offset && offset <= span.end) ?? null;
}

/** The uses of an object in all files that are deployed together with its own. */
function usesOf(use: Use, session: Session): readonly Use[] {
  const { linter, project } = session;
  const scope = (uri: string) => JSON.stringify([project.workspaceFolderOf(uri) ?? uri, project.scopeOf(uri)]);
  const own = scope(use.uri);
  return linter
    .uris()
    .filter((uri) => linter.text(uri)?.includes(use.name) && scope(uri) === own)
    .sort()
    .flatMap((uri) => usesIn(uri, session))
    .filter((one) => isSameObject(one, use));
}

function usesIn(uri: string, { linter }: Session): readonly Use[] {
  const text = linter.text(uri) ?? "";
  const { cut, parse, implied } = DIALECTS[linter.result(uri).dialect];
  return cut(text)
    .flatMap(({ start, end }) => {
      const tree = parse(text, start, end);
      return resourcesOf(tree, implied)
        .flatMap(objectNamesIn)
        .map((name) => ({ ...name, uri, tree, span: shift(name.field.site, start) }));
    })
    .sort((a, b) => a.span.start - b.span.start);
}

function locationOf({ uri, span }: Use, session: Session): Location {
  return { uri: session.clientUri(uri), range: session.positions(uri).range(span) };
}
