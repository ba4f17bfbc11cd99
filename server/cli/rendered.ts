import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceOf } from "../kube/chart.ts";
import { inTemplate } from "../lint/rendered.ts";
import type { FileResult, PlacedFinding } from "../lint/result.ts";
import { Field } from "../yaml/field.ts";
import { parse } from "../yaml/parse.ts";
import { cut } from "../yaml/slice.ts";
import { uriOf } from "./paths.ts";

/**
 * Moves the findings about documents that `helm template` rendered to the templates, where those can be found below the working directory: it
 * notes them as `# Source: chart/templates/x.yaml`. Fixes stay behind, since they are about the rendered text.
 */
export function toTemplates(results: readonly FileResult[], cwd: string): readonly FileResult[] {
  if (!results.some(({ text }) => text.includes("# Source: "))) return results;
  const charts = chartsBelow(cwd);
  const moved = new Map<string, FileResult>();
  const kept = results.map((result) => {
    if (!result.text.includes("# Source: ")) return result;
    const slices = cut(result.text);
    const findings = result.findings.filter((finding) => {
      const slice = slices[finding.slice];
      const rendered = slice ? result.text.slice(slice.start, slice.end) : "";
      const source = sourceOf(parse(rendered).comments);
      const path = source === undefined ? undefined : templatePath(source, charts, cwd);
      if (path === undefined) return true;
      const uri = uriOf(path);
      const file = moved.get(uri) ?? emptyResult(uri, readFileSync(path, "utf8"));
      const span = inTemplate(finding, rendered, file.text);
      if (!span) return true;
      const here: PlacedFinding = { ...finding, uri, span, slice: 0, fixes: [], related: [] };
      moved.set(uri, { ...file, findings: [...file.findings, here].sort((a, b) => a.span.start - b.span.start) });
      return false;
    });
    return { ...result, findings };
  });
  return [...kept, ...moved.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

function emptyResult(uri: string, text: string): FileResult {
  return { uri, text, dialect: "template", findings: [], suppressed: [], unchecked: [], resources: 0, crashes: [] };
}

/** The folders of charts by the chart's name: the working directory, and those one and two levels below it. */
function chartsBelow(cwd: string): ReadonlyMap<string, string> {
  const folders = [cwd, ...foldersIn(cwd), ...foldersIn(cwd).flatMap(foldersIn)];
  const charts = new Map<string, string>();
  for (const folder of folders) {
    const file = join(folder, "Chart.yaml");
    if (!existsSync(file)) continue;
    const name = Field.root(parse(readFileSync(file, "utf8"))).at("name").string;
    if (name !== undefined && !charts.has(name)) charts.set(name, folder);
  }
  return charts;
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
    .map((entry) => join(folder, entry.name));
}

/** The file of a note `chart/templates/x.yaml`; `undefined` if it is not there, or would lie outside of the chart. */
function templatePath(source: string, charts: ReadonlyMap<string, string>, cwd: string): string | undefined {
  const slash = source.indexOf("/");
  if (slash < 0 || source.includes("..")) return undefined;
  const chart = charts.get(source.slice(0, slash));
  const candidates = [...(chart === undefined ? [] : [join(chart, source.slice(slash + 1))]), join(cwd, source)];
  return candidates.find((path) => existsSync(path));
}
