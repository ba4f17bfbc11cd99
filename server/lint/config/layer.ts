import type { Resource } from "../../kube/resource.ts";
import { folderOf, relativeTo } from "../../text/path.ts";
import type { Preset } from "../rule/rule.ts";
import type { ConfigFile, Override, RuleChoices, WithOrigin } from "./file.ts";
import { fileMatcher, nameMatcher } from "./glob.ts";

/** One step of a configuration: what it says about rules, and where it applies. Later layers win, value by value. */
export interface Layer {
  readonly rules: RuleChoices;
  readonly kubernetes: WithOrigin<number> | undefined;
  /** Whether it applies to a file; absent for every file. */
  readonly file?: (uri: string) => boolean;
  /** Whether it applies to an object of such a file; absent for the whole file. */
  readonly resource?: (resource: Resource) => boolean;
}

/** The files of a chain (nearest first) with what they extend, in the order of their weight: the last one wins. */
export function inOrder(chain: readonly ConfigFile[]): readonly ConfigFile[] {
  return [...chain].reverse().flatMap(withBases);
}

function withBases(file: ConfigFile): readonly ConfigFile[] {
  return [...(file.extends ?? []).flatMap((base) => ("uri" in base ? withBases(base) : [])), file];
}

/** What the files say, as layers in the same order. */
export function layersOf(files: readonly ConfigFile[]): readonly Layer[] {
  return files.flatMap((file) => [
    { rules: file.rules, kubernetes: file.kubernetes },
    ...file.overrides.map((override) => layerOf(override, folderOf(file.uri))),
  ]);
}

function layerOf(override: Override, folder: string): Layer {
  const { rules, kubernetes, files, excludeFiles, kinds, namespaces, names } = override;
  const included = files && fileMatcher(files);
  const excluded = excludeFiles && fileMatcher(excludeFiles);
  const kind = kinds && new Set(kinds);
  const namespace = namespaces && nameMatcher(namespaces);
  const name = names && nameMatcher(names);
  return {
    rules,
    kubernetes,
    ...(included || excluded
      ? {
          file(uri) {
            const path = relativeTo(folder, uri);
            return path !== undefined && (included?.(path) ?? true) && !excluded?.(path);
          },
        }
      : {}),
    ...(kind || namespace || name
      ? {
          resource: (resource) =>
            (kind?.has(resource.kind) ?? true) &&
            (namespace?.(resource.namespace ?? "") ?? true) &&
            (name?.(resource.name) ?? true),
        }
      : {}),
  };
}

/**
 * The presets in force: those of the nearest file that names some, so that a folder can ask for less than the one above it.
 * `recommended` where no file does.
 */
export function presetsOf(chain: readonly ConfigFile[]): readonly WithOrigin<Preset>[] {
  for (const file of chain) {
    const presets = presetsOfFile(file);
    if (presets) return presets;
  }
  return [{ value: "recommended", origin: { from: "default" } }];
}

function presetsOfFile(file: ConfigFile): readonly WithOrigin<Preset>[] | undefined {
  if (!file.extends) return undefined;
  let found: WithOrigin<Preset>[] | undefined = file.extends.length === 0 ? [] : undefined;
  for (const base of file.extends) {
    const presets = "uri" in base ? presetsOfFile(base) : [base];
    if (presets) found = [...(found ?? []), ...presets];
  }
  return found;
}
