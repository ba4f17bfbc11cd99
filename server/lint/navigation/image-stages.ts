import { type Kustomization, readKustomization } from "../../kube/kustomize/kustomization.ts";
import { isRemote, kustomizationsIn } from "../../kube/kustomize/location.ts";
import { decodedUri, folderOf, resolveIn } from "../../text/path.ts";
import { parse } from "../../yaml/parser/parse.ts";
import type { Linter } from "../workspace/linter.ts";

/**
 * The kustomizations that this one builds on and that give an image this name (be it the same again): an entry for it here means what they write, and not
 * what stands in the manifests.
 */
export function renamedBelow(linter: Linter, uri: string, image: string): readonly string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  const open = [...below(linter, decodedUri(uri))];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    // What lies further below is what this one has renamed.
    if (read(linter, name)?.images.some(({ newName }) => newName.string === image)) found.push(name);
    else open.push(...below(linter, name));
  }
  return found;
}

function below(linter: Linter, name: string): readonly string[] {
  const { resources = [], components = [] } = read(linter, name) ?? {};
  return [...resources, ...components]
    .filter(({ path }) => !isRemote(path))
    .flatMap(({ path }) => kustomizationsIn(resolveIn(folderOf(name), path)));
}

function read(linter: Linter, name: string): Kustomization | undefined {
  const text = linter.text(linter.uriOf(name));
  return text === undefined ? undefined : readKustomization(parse(text));
}
