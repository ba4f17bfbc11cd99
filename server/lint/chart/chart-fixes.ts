import type * as helm from "../../helm/helm.ts";
import type { Text } from "../../helm/value/text.ts";
import { baseName } from "../../text/path.ts";
import { shift } from "../../text/span.ts";
import type { Op } from "../../yaml/edit/op.ts";
import { DIALECTS } from "../analysis/dialect.ts";
import { renderFix } from "../fix/fix.ts";
import type { Fix } from "../rule/finding.ts";
import type { ChartDocument } from "./chart-document.ts";
import { changedIn, type FixSource, fixSource } from "./fix-place.ts";
import type { PreparedChart } from "./prepared-chart.ts";

/**
 * The fixes of a finding in a rendered document as changes of the chart: of the file of values from which what they change comes, or of the template
 * where that is literal text. One that would have to change several documents is left out. `at` is the place of the finding: in another
 * document the fix is its edits there. Whoever applies one to values looks it over, for other templates may read them.
 */
export function chartFixes(
  host: typeof helm,
  prepared: PreparedChart,
  text: Text,
  at: { readonly file: string; readonly start: number },
  fixes: readonly Fix[],
  set: string | undefined,
): readonly Fix[] {
  if (fixes.length === 0 || text.unknown) return [];
  const source = fixSource(host, prepared, text, set);
  return fixes.flatMap((fix) => inChart(source, at, fix) ?? []);
}

function inChart(source: FixSource, at: { readonly file: string; readonly start: number }, fix: Fix): Fix | undefined {
  const changes = fix.edits ? [] : fix.ops.map((op) => changeOf(source, op));
  const [first] = changes;
  const document = first?.document;
  if (!document || !changes.every((one) => one?.document === document)) return undefined;
  const name = source.prepared.own.get(document.file);
  if (name === undefined) return undefined;
  const { tree, isValues, file } = document;
  const isHere = name === at.file && tree.from <= at.start && at.start < tree.to;
  const made: Fix = {
    title: isHere && !isValues ? fix.title : `${fix.title} in ${baseName(file.path)}`,
    class: "suggestion",
    ...(isValues || !isHere || fix.manual ? { manual: true } : {}),
    ops: changes.flatMap((one) => one?.op ?? []),
  };
  if (isHere) return made;
  const edits = renderFix(tree, made, isValues ? undefined : DIALECTS.template.parse);
  if (!edits || edits.length === 0) return undefined;
  return { ...made, ops: [], edits: edits.map((edit) => ({ ...edit, ...shift(edit, tree.from) })), uri: name };
}

/** An operation as it is to be done in the chart. */
interface ChartOp {
  readonly document: ChartDocument;
  readonly op: Op;
}

function changeOf(source: FixSource, op: Op): ChartOp | undefined {
  const place = op.op === "order" ? undefined : changedIn(source, op.path);
  return place && place.path.length > 0 ? { document: place.document, op: { ...op, path: place.path } } : undefined;
}
