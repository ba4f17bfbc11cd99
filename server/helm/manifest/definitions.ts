import type { Chart } from "../chart/chart.ts";
import { compareBytes } from "../value/display.ts";

/** A file of definitions of custom resources in a chart's `crds/`, which is installed as it is. */
export interface Definition {
  /** Such as `web/crds/shop.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** The definitions of a chart and of its subcharts, in the order of `helm template --include-crds`. `path` is the chart's name, or that below its parent. */
export function definitionsIn({ crds, subcharts }: Chart, path: string): readonly Definition[] {
  const own = crds
    .filter((one) => /\.(ya?ml|json)$/i.test(one.path))
    .map((one) => ({ name: `${path}/${one.path}`, text: one.file.text }))
    .sort((a, b) => compareWalked(a.name, b.name));
  return [...own, ...subcharts.flatMap((one) => definitionsIn(one, `${path}/charts/${one.name.text}`))];
}

/** The order in which folders are walked through: by the names in each. */
function compareWalked(a: string, b: string): number {
  const [one, other] = [a.split("/"), b.split("/")];
  for (let i = 0; i < one.length && i < other.length; i++) {
    const order = compareBytes(one[i] as string, other[i] as string);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}
