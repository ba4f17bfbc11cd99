import { folderOf, isKustomization } from "../../kube/kustomize/location.ts";
import { rolesOf } from "../../kube/kustomize/roles.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import type { FileRole } from "../analysis/dialect.ts";
import { roleInChart, roleInKustomization } from "../analysis/file-role.ts";

/** A file with its decoded name: a URI or a path. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Whether a file says what others are: a chart's `Chart.yaml`, or a kustomization. */
export function givesRoles(name: string): boolean {
  return isChart(name) || isKustomization(name);
}

/** What files are by their place among others: below a chart, or named by a kustomization. Only the files that give roles are looked at. */
export function rolesAmong(files: readonly NamedText[]): (name: string) => FileRole | undefined {
  const charts = new Set(files.filter(({ name }) => isChart(name)).map(({ name }) => folderOf(name)));
  const named = rolesOf(
    files
      .filter(({ name }) => isKustomization(name))
      .map(({ name, text }) => ({ uri: name, tree: parse(text, 0, cut(text)[0]?.end) })),
  );
  return (name) => roleInChart(name, chartAbove(name, charts)) ?? roleInKustomization(name, named.get(name));
}

function isChart(name: string): boolean {
  return name.endsWith("/Chart.yaml") || name === "Chart.yaml";
}

function chartAbove(name: string, charts: ReadonlySet<string>): string | undefined {
  if (charts.size === 0) return undefined;
  for (let folder = folderOf(name); ; folder = folderOf(folder)) {
    if (charts.has(folder)) return folder;
    if (folder === "") return undefined;
  }
}
