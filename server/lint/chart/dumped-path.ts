import type * as helm from "../../helm/helm.ts";
import type { SourceFile } from "../../helm/value/place.ts";
import { Field, type Path } from "../../yaml/tree/field.ts";
import type { Content, Mapping } from "../../yaml/tree/tree.ts";
import { type ChartDocument, type ChartPath, documentsOf } from "./chart-document.ts";
import type { PreparedChart } from "./prepared-chart.ts";

/**
 * Where in the values that stands which a template writes with `toYaml` below a key of a mapping, if nothing but that value decides whether it does:
 * `with .Values.resources`, `resources:`, `toYaml .`.
 */
export function dumpedPath(
  { dumpsIn }: Pick<typeof helm, "dumpsIn">,
  { prepared, given }: { readonly prepared: PreparedChart; readonly given: readonly SourceFile[] },
  { file, tree: { from } }: ChartDocument,
  { entries, start }: Mapping,
  name: string,
): ChartPath | undefined {
  const named = entries.filter((one) => one.name === name);
  const [entry] = named;
  if (!entry || named.length > 1) return undefined;
  const behind = from + entry.colon + 1;
  const dump = dumpsIn(file).find((one) => one.start > behind);
  // Between the key and the function, only the delimiter of the action.
  if (!dump || !/^\s*\{\{-?\s*$/.test(file.text.slice(behind, dump.start))) return undefined;
  const inside = dump.conditions.filter((one) => one.start > from + start);
  if (!inside.every(({ path }) => path?.join("\n") === dump.path.join("\n"))) return undefined;
  return inValues(prepared, given, file, dump.path);
}

/**
 * The value in the file that decides it: the last of those that are given and have it, else the `values.yaml` of the chart, where what is above it is
 * there; of a subchart in its own, unless the chart sets it. Only where it is empty or not set: of another value the template would have written something.
 */
function inValues(
  prepared: PreparedChart,
  given: readonly SourceFile[],
  { path: template }: SourceFile,
  path: Path,
): ChartPath | undefined {
  const subchart = /^(?:charts\/[^/]+\/)*/.exec(template)?.[0] ?? "";
  const names = subchart.split("/").filter((_, i) => i % 2 === 1);
  const whole = [...names, ...path];
  const named = (name: string) => [...prepared.values].find((one) => prepared.own.get(one) === `${prepared.folder}${name}`);
  const places: readonly (readonly [SourceFile | undefined, Path])[] = [
    ...given.toReversed().map((file) => [file, whole] as const),
    [named("values.yaml"), whole],
    [named(`${subchart}values.yaml`), path],
  ];
  for (const [i, [file, below]] of places.entries()) {
    const document = file && documentsOf(prepared, file)[0];
    if (!document) continue;
    const above = Field.root(document.tree).at(...below.slice(0, -1));
    const { node } = above.at(...below.slice(-1));
    if (node) return isEmpty(node) ? { document, path: below } : undefined;
    if (i >= given.length && above.node?.kind === "mapping") return { document, path: below };
  }
  return undefined;
}

function isEmpty(node: Content): boolean {
  return node.kind === "mapping" ? node.entries.length === 0 : node.kind === "scalar" && node.value === null;
}
