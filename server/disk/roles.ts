import { dirname, join } from "node:path";
import { KUSTOMIZATION_NAMES } from "../kube/kustomize/location.ts";
import { type KustomizationFile, rolesOf } from "../kube/kustomize/roles.ts";
import type { FileRole } from "../lint/analysis/dialect.ts";
import { roleInChart, roleInKustomization } from "../lint/analysis/file-role.ts";
import { asFolder } from "../text/path.ts";
import { parse } from "../yaml/parser/parse.ts";
import { cut } from "../yaml/parser/slice.ts";
import { holds } from "./listing.ts";
import { diskMemory } from "./memory.ts";
import { repositoryRoot, slashed } from "./paths.ts";
import { type Disk, disk } from "./probes.ts";

/**
 * What files are by their place: in a chart, or in what a kustomization beside or above one of them says. All by their absolute path; `known`
 * gives the text of a file that was read already, `read` that of any other.
 */
export function fileRoles(
  paths: Iterable<string>,
  known?: (path: string) => string | undefined,
  read = disk.read,
): (path: string) => FileRole | undefined {
  const folders = new Set<string>();
  for (const path of paths) addFolders(folders, dirname(path));
  const named = rolesOf([...folders].flatMap((folder) => kustomizationsIn(folder, (path) => known?.(path) ?? read(path))));
  return (path) => {
    const name = slashed(path);
    return roleInChart(name, chartAbove(dirname(path))) ?? roleInKustomization(name, named.get(name));
  };
}

/** Adds the directory and those above it, up to the root of the repository; only itself outside of any. */
function addFolders(folders: Set<string>, directory: string): void {
  if (folders.has(directory)) return;
  folders.add(directory);
  const root = repositoryRoot(directory);
  if (root !== undefined && directory !== root) addFolders(folders, dirname(directory));
}

function kustomizationsIn(directory: string, read: Disk["read"]): readonly KustomizationFile[] {
  return KUSTOMIZATION_NAMES.flatMap((name) => {
    if (!holds(directory, name)) return [];
    const path = join(directory, name);
    const text = read(path);
    return text === undefined ? [] : { uri: slashed(path), tree: parse(text, 0, cut(text)[0]?.end) };
  });
}

const charts = diskMemory<string | undefined>();

/** The nearest directory at or above this one that holds a `Chart.yaml`. */
function chartAbove(directory: string): string | undefined {
  if (charts.has(directory)) return charts.get(directory);
  const parent = dirname(directory);
  const found = holds(directory, "Chart.yaml");
  const chart = found ? asFolder(slashed(directory)) : parent === directory ? undefined : chartAbove(parent);
  charts.set(directory, chart);
  return chart;
}
