import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../../rules/index.ts";
import { uriOf } from "../../disk/paths.ts";
import { disk } from "../../disk/probes.ts";
import { sourceOf } from "../../kube/chart.ts";
import { resourcesOf } from "../../kube/resource.ts";
import type { FileResult, PlacedFinding } from "../../lint/analysis/result.ts";
import type { Config } from "../../lint/config/config.ts";
import { directivesOf } from "../../lint/directive/directives.ts";
import { inTemplate } from "../../lint/overlay/rendered.ts";
import { indexRules } from "../../lint/rule/names.ts";
import { suppress } from "../../lint/suppression/suppress.ts";
import { type PendingResult, ready } from "../../report/report.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import { cutTemplate, parseTemplate } from "../../yaml/template/template.ts";
import { Field } from "../../yaml/tree/field.ts";
import { today } from "./clock.ts";

/** A template with the findings that were moved to it. */
interface Template {
  readonly uri: string;
  readonly text: string;
  /** Those whose object is certain: what the template says about them counts. */
  readonly certain: PlacedFinding[];
  readonly likely: PlacedFinding[];
}

/**
 * Moves the findings about documents that `helm template` rendered to the templates, where those can be found below the working directory: it
 * notes them as `# Source: chart/templates/x.yaml`. Fixes stay behind, since they are about the rendered text. The markers of a template hide
 * what is moved to it; those in actions are not in the rendered text. Where there are no charts, no result is made yet.
 */
export function toTemplates(
  pending: readonly PendingResult[],
  cwd: string,
  configOf: (uri: string) => Config,
): readonly PendingResult[] {
  const charts = chartsBelow(cwd);
  if (charts.size === 0) return pending;
  const templates = new Map<string, Template>();
  const kept = pending.map(({ uri, make }) => {
    const result = make(uri);
    const documents = cut(result.text).map(({ start, end }) => {
      const rendered = result.text.slice(start, end);
      const source = sourceOf(parse(rendered).comments);
      return { rendered, path: source === undefined ? undefined : templatePath(source, charts, cwd) };
    });
    const findings = result.findings.filter((finding) => {
      const { rendered, path } = documents[finding.slice] ?? {};
      if (rendered === undefined || path === undefined) return true;
      const uri = uriOf(path);
      const text = templates.get(uri)?.text ?? disk.read(path);
      if (text === undefined) return true;
      const template = templates.get(uri) ?? { uri, text, certain: [], likely: [] };
      const place = inTemplate(finding, rendered, template.text);
      if (!place) return true;
      const { certain, ...span } = place;
      const list = certain ? template.certain : template.likely;
      list.push({ ...finding, uri, span, slice: 0, fixes: [], related: [] });
      templates.set(uri, template);
      return false;
    });
    return { ...result, findings };
  });
  const moved = [...templates.values()].map((template) => resultOf(template, configOf));
  return [...kept, ...moved].map(ready);
}

/** Whether `helm template` may have written a document of this text. */
export function isRendered(text: string): boolean {
  return text.includes("# Source: ");
}

/** The markers are not judged: one that hides nothing here may be about what another rendering writes. */
function resultOf({ uri, text, certain, likely }: Template, configOf: (uri: string) => Config): FileResult {
  const config = configOf(uri);
  const settings = config.settingsFor(uri);
  const slices = cutTemplate(text).map(({ start, end }, slice) => {
    const tree = parseTemplate(text, start, end);
    return { slice, start, directives: directivesOf(tree, resourcesOf(tree), settings.podSources), checked: "not" as const };
  });
  const file = { uri, findings: certain, slices, settings, rules: indexRules(rules) };
  const { findings, suppressed } = suppress(file, { policy: { ...config.suppressions, entries: [] }, today: today() });
  return {
    uri,
    text,
    dialect: "template",
    findings: [...findings, ...likely].sort((a, b) => a.span.start - b.span.start),
    suppressed,
    unchecked: [],
    resources: 0,
    crashes: [],
  };
}

/** The folders of charts by the chart's name: the working directory, and those one and two levels below it. */
export function chartsBelow(cwd: string): ReadonlyMap<string, string> {
  const folders = [cwd, ...foldersIn(cwd), ...foldersIn(cwd).flatMap(foldersIn)];
  const charts = new Map<string, string>();
  for (const folder of folders) {
    const file = join(folder, "Chart.yaml");
    const text = disk.read(file);
    if (text === undefined) continue;
    const name = Field.root(parse(text)).at("name").string;
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
