import type { decidingValueAt } from "../../helm/helm.ts";
import type { Text } from "../../helm/value/text.ts";
import { firstLine } from "../../text/span.ts";
import type { Finding } from "../rule/finding.ts";
import type { PreparedChart } from "./prepared-chart.ts";

/** The value that decides whether what stands at an offset is written at all: that of the nearest `if` or `with` around it, where a file sets it. */
export function decidingValue(
  valueAt: typeof decidingValueAt,
  { own, values }: PreparedChart,
  text: Text,
  offset: number,
): Finding["related"][number] | undefined {
  const place = valueAt(text, offset);
  const uri = place && values.has(place.file) ? own.get(place.file) : undefined;
  if (!place || uri === undefined) return undefined;
  return { message: "This value decides whether it is rendered.", uri, span: firstLine(place.file.text, place) };
}
