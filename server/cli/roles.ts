import { dirname, join } from "node:path";
import { KUSTOMIZATION_NAMES } from "../kube/kustomize/location.ts";
import { type KustomizationFile, rolesOf } from "../kube/kustomize/roles.ts";
import type { FileRole } from "../lint/dialect.ts";
import { roleInChart, roleInKustomization } from "../lint/file-role.ts";
import { parse } from "../yaml/parse.ts";
import { cut } from "../yaml/slice.ts";
import { holds } from "./listing.ts";
import { pathOf, repositoryRoot } from "./paths.ts";
import { readText } from "./read.ts";

/** What files are by their place: in a chart, or in what a kustomization beside or above one of them says. */
export function fileRoles(paths: readonly string[]): (uri: string) => FileRole | undefined {
  const folders = new Set([...new Set(paths.map((path) => dirname(path)))].flatMap(foldersAbove));
  const named = rolesOf([...folders].flatMap(kustomizationsIn));
  return (uri) => {
    const path = pathOf(uri);
    const name = slashed(path);
    return roleInChart(name, chartAbove(dirname(path))) ?? roleInKustomization(name, named.get(name));
  };
}

/** The directory and those above it, up to the root of the repository; only itself outside of any. */
function foldersAbove(directory: string): readonly string[] {
  const root = repositoryRoot(directory);
  const folders = [directory];
  for (let at = directory; root !== undefined && at !== root; ) {
    at = dirname(at);
    folders.push(at);
  }
  return folders;
}

function kustomizationsIn(directory: string): readonly KustomizationFile[] {
  return KUSTOMIZATION_NAMES.flatMap((name) => {
    const path = join(directory, name);
    const content = holds(directory, name) ? readText(path) : undefined;
    if (!content || !("text" in content)) return [];
    return [{ uri: slashed(path), tree: parse(content.text, 0, cut(content.text)[0]?.end) }];
  });
}

const charts = new Map<string, string | undefined>();

/** The nearest directory at or above this one that holds a `Chart.yaml`. */
function chartAbove(directory: string): string | undefined {
  if (charts.has(directory)) return charts.get(directory);
  const parent = dirname(directory);
  const found = holds(directory, "Chart.yaml");
  const chart = found ? slashed(directory) : parent === directory ? undefined : chartAbove(parent);
  charts.set(directory, chart);
  return chart;
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
