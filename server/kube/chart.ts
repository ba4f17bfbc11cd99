import { baseName, isBelow } from "../text/path.ts";
import type { Comment } from "../yaml/tree/tree.ts";

/**
 * What a file of a Helm chart is for. Only `template` and `crd` hold manifests: a `template` with actions, a `crd` as it stands. `helper`
 * defines named templates, `notes` is printed after an installation, `values` and `chart` are read by Helm itself; `file` is read by
 * templates or by nobody, and is judged as if no chart were around it.
 */
export type ChartRole = "template" | "helper" | "notes" | "values" | "chart" | "crd" | "file";

/**
 * The role of a file by its place (https://helm.sh/docs/topics/charts/#the-chart-file-structure). `chart` is the folder of the nearest
 * `Chart.yaml` above the file, with a slash at its end (`""` for the root); `undefined` if there is none.
 * Without a chart only what is unmistakable has a role: `*.tpl` and `NOTES.txt`.
 */
export function chartRole(path: string, chart: string | undefined): ChartRole | undefined {
  const name = baseName(path);
  if (name === "NOTES.txt") return "notes";
  if (name.endsWith(".tpl")) return "helper";
  if (chart === undefined || !isBelow(chart, path)) return undefined;
  const inside = path.slice(chart.length);
  if (CHART_FILES.has(inside)) return "chart";
  if (/^values[^/]*\.(ya?ml|json)$/.test(inside) || /^(ci|values)\/[^/]*\.ya?ml$/.test(inside)) return "values";
  const folder = inside.slice(0, inside.indexOf("/"));
  if (folder === "crds") return "crd";
  if (folder !== "templates") return "file";
  return name.startsWith("_") ? "helper" : "template";
}

const CHART_FILES: ReadonlySet<string> = new Set([
  "Chart.yaml",
  "Chart.lock",
  "requirements.yaml",
  "requirements.lock",
  "artifacthub-repo.yml",
]);

/** The template that a rendered document came from, as `helm template` notes it: `# Source: chart/templates/x.yaml`. */
export function sourceOf(comments: readonly Comment[]): string | undefined {
  for (const { text } of comments) {
    const path = /^#\s*Source:\s+(\S.*?)\s*$/.exec(text)?.[1];
    if (path) return path;
  }
  return undefined;
}
