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

/**
 * The files of a chain (nearest first) with what they extend, in the order of their weight: the last one wins. A file that several extend stands
 * where it weighs most.
 */
export function inOrder(chain: readonly ConfigFile[]): readonly ConfigFile[] {
  const found = new Set<ConfigFile>();
  for (const file of chain) addWithBases(file, found);
  return [...found].reverse();
}

/** Adds a file and then its bases, the last of which weighs most. */
function addWithBases(file: ConfigFile, found: Set<ConfigFile>): void {
  if (found.has(file)) return;
  found.add(file);
  for (const base of file.extends?.toReversed() ?? []) if ("uri" in base) addWithBases(base, found);
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
  const known = new Map<ConfigFile, readonly WithOrigin<Preset>[] | undefined>();
  for (const file of chain) {
    const presets = presetsOfFile(file, known);
    if (presets) return presets;
  }
  return [{ value: "recommended", origin: { from: "default" } }];
}

/** Each preset once. `known` holds the files that were asked: many may extend one. */
function presetsOfFile(
  file: ConfigFile,
  known: Map<ConfigFile, readonly WithOrigin<Preset>[] | undefined>,
): readonly WithOrigin<Preset>[] | undefined {
  if (known.has(file)) return known.get(file);
  const named = file.extends?.map((base) => ("uri" in base ? presetsOfFile(base, known) : [base]));
  const isSaid = named?.length === 0 || named?.some((presets) => presets !== undefined);
  const found = new Map(named?.flatMap((presets) => presets ?? []).map((preset) => [preset.value, preset] as const));
  const presets = isSaid ? [...found.values()] : undefined;
  known.set(file, presets);
  return presets;
}
