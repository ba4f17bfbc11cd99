import type { DocumentLink, Location, Position } from "vscode-languageserver";
import { readKustomization } from "../../kube/kustomize/kustomization.ts";
import { isKustomization, isRemote, kustomizationsIn } from "../../kube/kustomize/location.ts";
import { namedFiles } from "../../kube/kustomize/roles.ts";
import { folderOf, resolveUri } from "../../text/path.ts";
import type { Span } from "../../text/span.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { fileName, normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";
import { ruleMentions } from "./rule-mentions.ts";

/** Links of a document: rule ids lead to where their subject is explained, entries of a kustomization.yaml to the files they name. */
export async function documentLinks(uri: string, session: Session): Promise<DocumentLink[]> {
  const key = normalized(uri);
  const snapshot = session.snapshot(key);
  if (!snapshot) return [];
  const link = (span: Span, target: string, tooltip: string): DocumentLink => ({
    range: snapshot.positions.range(span),
    target,
    ...(session.profile.linkTooltips ? { tooltip } : {}),
  });
  const links = ruleMentions(snapshot.text, key, session.rules).flatMap(({ rule, span }) => {
    const url = session.ruleUrl(rule.id);
    return url ? [link(span, url, rule.title)] : [];
  });
  if (!isKustomization(key)) return links;
  const folder = folderOf(key);
  const entries = await Promise.all(
    pathsIn(snapshot.text).map(async ({ path, span }) => {
      const target = await targetOf(resolveUri(folder, path), session);
      return target ? [link(span, target, path)] : [];
    }),
  );
  return [...links, ...entries.flat()];
}

/** The file that an entry of a kustomization names at a position; null where there is none. */
export async function linkedFile(uri: string, position: Position, session: Session): Promise<Location[] | null> {
  const key = normalized(uri);
  const snapshot = session.snapshot(key);
  if (!snapshot || !isKustomization(key)) return null;
  const offset = snapshot.positions.offset(position);
  const here = pathsIn(snapshot.text).find(({ span }) => span.start <= offset && offset <= span.end);
  const target = here && (await targetOf(resolveUri(folderOf(key), here.path), session));
  const start = { line: 0, character: 0 };
  return target ? [{ uri: target, range: { start, end: start } }] : null;
}

/** A file is its own target; of a folder it is the kustomization in it. Nothing leads to what is not there. */
async function targetOf(uri: string, { files }: Session): Promise<string | undefined> {
  if (/\.[a-z]+$/i.test(fileName(uri))) return (await files.read(uri)) === undefined ? undefined : uri;
  for (const file of kustomizationsIn(uri)) if ((await files.read(file)) !== undefined) return file;
  return undefined;
}

/** The local paths in a kustomization.yaml; remote ones are no links. */
function pathsIn(text: string): readonly { readonly path: string; readonly span: Span }[] {
  return namedFiles(readKustomization(parse(text)))
    .filter(({ named }) => !isRemote(named.path))
    .map(({ named: { path, field } }) => ({ path, span: field.site }));
}
