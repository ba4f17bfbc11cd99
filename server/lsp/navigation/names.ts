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
import { isSameObject, type ObjectName, objectNamesIn } from "../../kube/navigation/object-names.ts";
import { objectNameProblem, portNameProblem } from "../../kube/names.ts";
import { resourcesOf } from "../../kube/resource.ts";
import { DIALECTS, holdsParts } from "../../lint/analysis/dialect.ts";
import { renderFix } from "../../lint/fix/fix.ts";
import { NEWEST_KUBERNETES } from "../../lint/rule/settings.ts";
import type { Edit } from "../../text/edit.ts";
import { listed } from "../../text/listed.ts";
import { baseName } from "../../text/path.ts";
import { type Span, shift } from "../../text/span.ts";
import { type Op, rename as renameKey, set } from "../../yaml/edit/op.ts";
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
  /** The object in which it stands, as a reader would name it. */
  readonly holder: string;
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
  if (!use || typeof use.key === "number") return null;
  return { range: session.positions(use.uri).range(use.span), placeholder: use.key ?? use.name };
}

/**
 * Renames an object where it is defined and wherever it is referred to. Throws a ResponseError, for the user to read, where the new
 * name is none or one place cannot be changed exactly: half a rename is worse than none.
 */
export async function rename(uri: string, position: Position, newName: string, session: Session): Promise<WorkspaceEdit | null> {
  const use = await useAt(uri, position, session);
  if (!use) return null;
  const problem = nameProblem(use, newName);
  if (problem) throw new ResponseError(ErrorCodes.InvalidParams, problem);
  const edits = new Map<string, Edit[]>();
  for (const one of usesOf(use, session)) {
    const { parse } = DIALECTS[session.linter.result(one.uri).dialect];
    const op = renaming(one, newName);
    const made = op && renderFix(one.tree, { title: "", class: "suggestion", ops: [op] }, parse);
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
  const here = usesIn(key, session).filter(({ span }) => span.start <= offset && offset <= span.end);
  // A kustomization does not say which kind of workload it gives replicas.
  return here.length < 2
    ? (here[0] ?? null)
    : (here.find((use) => usesOf(use, session).some((one) => one.declares)) ?? here[0] ?? null);
}

/** What is wrong with a new name, in words. */
function nameProblem({ kind, key }: Use, newName: string): string | undefined {
  if (key === undefined) {
    const problem = objectNameProblem(kind, newName, NEWEST_KUBERNETES);
    return problem && `The name of a ${kind} ${problem}.`;
  }
  if (kind !== "ConfigMap" && kind !== "Secret") {
    const problem = portNameProblem(newName);
    return problem && `The name of a port ${problem}.`;
  }
  return /^[-._a-zA-Z0-9]{1,253}$/.test(newName) ? undefined : "A key has letters, digits, dots, dashes and underscores only.";
}

/** The change that renames at one place; `undefined` where it cannot be said. */
function renaming({ field, name, key, isEntry }: Use, newName: string): Op | undefined {
  if (isEntry) return renameKey(field, newName);
  const text = field.string;
  if (key !== undefined || text === name) return set(field, newName);
  // `web.shop.svc.cluster.local` or `shop/web`
  if (text?.startsWith(`${name}.`)) return set(field, newName + text.slice(name.length));
  return text?.endsWith(`/${name}`) ? set(field, text.slice(0, -name.length) + newName) : undefined;
}

/** The uses of an object in all files that are deployed together with its own. */
function usesOf(use: Use, session: Session): readonly Use[] {
  const { linter, project } = session;
  const scope = (uri: string) => JSON.stringify([project.workspaceFolderOf(uri) ?? uri, project.scopeOf(uri)]);
  const own = scope(use.uri);
  return linter
    .uris()
    .filter((uri) => linter.text(uri)?.includes(String(use.key ?? use.name)) && scope(uri) === own)
    .sort()
    .flatMap((uri) => usesIn(uri, session))
    .filter((one) => isSameObject(one, use));
}

function usesIn(uri: string, { linter }: Session): readonly Use[] {
  const text = linter.text(uri) ?? "";
  const { dialect } = linter.result(uri);
  const { cut, parse, implied } = DIALECTS[dialect];
  return cut(text)
    .flatMap(({ start, end }) => {
      const tree = parse(text, start, end);
      return resourcesOf(tree, implied).flatMap((resource) =>
        objectNamesIn(resource, holdsParts({ name: dialect })).map((name) => {
          const site = name.isEntry ? name.field.key.site : name.field.site;
          return { ...name, uri, tree, span: shift(site, start), holder: `${resource.kind} "${resource.name}"` };
        }),
      );
    })
    .sort((a, b) => a.span.start - b.span.start);
}

/** What stands at an offset, where it is defined and what uses it, in Markdown; `undefined` where no name stands. */
export async function nameHover(
  uri: string,
  position: Position,
  session: Session,
): Promise<{ readonly markdown: string; readonly span: Span } | undefined> {
  const use = await useAt(uri, position, session);
  if (!use) return undefined;
  const all = usesOf(use, session);
  const place = (one: Use) => {
    const { line } = session.positions(one.uri).at(one.span.start);
    return `${one.holder}, ${baseName(one.uri)}:${line + 1}`;
  };
  const list = (title: string, uses: readonly Use[]) =>
    uses.length === 0 ? [] : [`${title}: ${listed([...new Set(uses.map(place))], MOST_USES)}`];
  const what = `**${use.kind} \`${use.name}\`**${use.key === undefined ? "" : `, \`${use.key}\``}`;
  const defined = all.filter(({ declares }) => declares);
  const lines = [
    what,
    ...(defined.length === 0 ? ["Defined in no file that is known."] : list("Defined", defined)),
    ...list(
      "Used",
      all.filter(({ declares }) => !declares),
    ),
  ];
  return { markdown: lines.join("\n\n"), span: use.span };
}

const MOST_USES = 10;

function locationOf({ uri, span }: Use, session: Session): Location {
  return { uri: session.clientUri(uri), range: session.positions(uri).range(span) };
}
