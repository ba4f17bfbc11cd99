import type * as helm from "../../helm/helm.ts";
import type { Text } from "../../helm/value/text.ts";
import { firstLine } from "../../text/span.ts";
import type { Finding } from "../rule/finding.ts";
import type { PreparedChart } from "./prepared-chart.ts";

/** The value that decides whether what stands at an offset is written at all: that of the nearest `if` or `with` around it, where a file sets one. */
export function decidingValue(
  { conditionAt, placesOfValue, usesOfChart }: typeof helm,
  { chart, own, sets, values }: PreparedChart,
  text: Text,
  offset: number,
): Finding["related"][number] | undefined {
  const condition = conditionAt(text, offset);
  if (!condition) return undefined;
  const { file, start, end } = condition;
  const use = usesOfChart(chart).values.find(
    (one) => one.file === file && one.names.some((name) => start <= name.start && name.end <= end),
  );
  if (!use) return undefined;
  const [given] = sets.length === 1 ? [sets[0]?.options.values ?? []] : [[]];
  const place = placesOfValue(chart, given ?? [], use.path).find(({ key }) => values.has(key.file))?.key;
  const uri = place && own.get(place.file);
  if (!place || uri === undefined) return undefined;
  return { message: `"${use.path.join(".")}" decides whether it is rendered.`, uri, span: firstLine(place.file.text, place) };
}
