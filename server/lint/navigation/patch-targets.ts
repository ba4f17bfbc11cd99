import { readKustomization, type Target } from "../../kube/kustomize/kustomization.ts";
import { isKustomization } from "../../kube/kustomize/location.ts";
import { baseName, decodedUri, folderOf, resolveIn } from "../../text/path.ts";
import { goPattern } from "../../text/pattern.ts";
import { parse } from "../../yaml/parser/parse.ts";
import type { Linter } from "../workspace/linter.ts";

/** What the kustomizations that name a file as a patch say that it is for. */
export function patchTargets(linter: Linter, uri: string): readonly Target[] {
  const file = decodedUri(uri);
  return linter.uris().flatMap((other) => {
    const name = decodedUri(other);
    const text = isKustomization(name) ? linter.text(other) : undefined;
    if (!text?.includes(baseName(file))) return [];
    const { patches, patchesJson6902 } = readKustomization(parse(text));
    return [...patches, ...patchesJson6902].flatMap(({ file: named, target }) =>
      named && target && resolveIn(folderOf(name), named.path) === file ? [target] : [],
    );
  });
}

/** Whether a target is for an object, by its kind and by the names that it has and had; labels are not looked at. */
export function isTargeted(target: Target, kind: string, names: readonly string[]): boolean {
  const isWhole = (source: string | undefined, texts: readonly string[]) => {
    const pattern = source === undefined ? undefined : goPattern(`^(?:${source})$`);
    return source === undefined || texts.includes(source) || texts.some((text) => pattern?.(text) ?? false);
  };
  return isWhole(target.kind, [kind]) && isWhole(target.name, names);
}
