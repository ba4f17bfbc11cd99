import type { DocumentLink } from "vscode-languageserver";
import type { Span } from "../../text/span.ts";
import { folderOf, resolveFrom } from "../../text/uri.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { Field } from "../../yaml/tree/field.ts";
import { fileName, normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";
import { ruleMentions } from "./rule-mentions.ts";

/** Links of a document: rule ids lead to where their subject is explained, entries of a kustomization.yaml to the files they name. */
export async function documentLinks(uri: string, session: Session): Promise<DocumentLink[]> {
  const key = normalized(uri);
  const reading = session.reading(key);
  if (!reading) return [];
  const link = (span: Span, target: string, tooltip: string): DocumentLink => ({
    range: reading.positions.range(span),
    target,
    ...(session.profile.linkTooltips ? { tooltip } : {}),
  });
  const links = ruleMentions(reading.text, key, session.rules).flatMap(({ rule, span }) => {
    const url = session.ruleUrl(rule.id);
    return url ? [link(span, url, rule.title)] : [];
  });
  if (!isKustomization(key)) return links;
  const folder = folderOf(key);
  const entries = await Promise.all(
    pathsIn(reading.text).map(async ({ path, span }) => {
      const target = await targetOf(resolveFrom(folder, path), session);
      return target ? [link(span, target, path)] : [];
    }),
  );
  return [...links, ...entries.flat()];
}

/** The names that Kustomize looks for in a folder (kustomize `konfig.RecognizedKustomizationFileNames`). */
const KUSTOMIZATIONS = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

function isKustomization(uri: string): boolean {
  return KUSTOMIZATIONS.includes(fileName(uri));
}

/** A file is its own target; of a folder it is the kustomization in it. Nothing leads to what is not there. */
async function targetOf(uri: string, { files }: Session): Promise<string | undefined> {
  if (/\.[a-z]+$/i.test(fileName(uri))) return (await files.read(uri)) === undefined ? undefined : uri;
  for (const name of KUSTOMIZATIONS) {
    const inside = `${uri}/${name}`;
    if ((await files.read(inside)) !== undefined) return inside;
  }
  return undefined;
}

/** Fields of a kustomization.yaml that hold paths (kustomize `types.Kustomization`). */
const LISTS = ["resources", "bases", "components", "crds", "configurations", "generators", "transformers", "validators"];
const LISTS_OF_PATCHES = ["patchesStrategicMerge"];
const LISTS_WITH_PATH = ["patches", "patchesJson6902", "replacements"];
const GENERATORS = ["configMapGenerator", "secretGenerator"];

/** The local paths in a kustomization.yaml; remote ones are no links. */
function pathsIn(text: string): readonly { readonly path: string; readonly span: Span }[] {
  const root = Field.root(parse(text));
  const fields = [
    ...[...LISTS, ...LISTS_OF_PATCHES].flatMap((name) => root.at(name).items()),
    ...LISTS_WITH_PATH.flatMap((name) =>
      root
        .at(name)
        .items()
        .map((item) => item.at("path")),
    ),
    root.at("openapi", "path"),
    ...GENERATORS.flatMap((name) => root.at(name).items()).flatMap((item) => [
      ...item.at("files").items(),
      ...item.at("envs").items(),
      item.at("env"),
    ]),
  ];
  return fields.flatMap((field) => {
    const value = field.string;
    if (value === undefined || value.includes("\n") || value.includes("://") || value.includes("?")) return [];
    const path = value.slice(value.indexOf("=") + 1); // `files: [name=path]`
    return [{ path, span: field.site }];
  });
}
