import type * as helm from "../../helm/helm.ts";
import type { Text } from "../../helm/value/text.ts";
import type { ResourceFacts } from "../../kube/facts/facts.ts";
import type { Span } from "../../text/span.ts";
import type { Analysis } from "../analysis/analyze.ts";
import { coveringDirectives } from "../directive/covering.ts";
import type { BuiltFinding, BuiltPlace } from "../overlay/built-finding.ts";
import { type BuiltObject, builtObject, WHOLE_FILE } from "../overlay/built-object.ts";
import type { Finding } from "../rule/finding.ts";
import { chartFixes } from "./chart-fixes.ts";
import { decidingValue } from "./deciding-value.ts";
import { factPlace, findingPlace, placeIn } from "./finding-place.ts";
import type { PreparedChart } from "./prepared-chart.ts";

/** A document that a chart renders to, with what was found in it where it stands in the files of the chart. */
export interface PlacedDocument {
  readonly analysis: Analysis;
  /** Where its first object begins; `undefined` where no file of the chart has to do with it. */
  readonly begin: BuiltPlace | undefined;
  /** Those that stand in a file of the chart. */
  readonly findings: readonly BuiltFinding[];
  /** An object of it, with the places of its facts; the same each time. */
  objectOf(facts: ResourceFacts, begin: BuiltPlace): BuiltObject;
}

interface Known extends PlacedDocument {
  readonly ownership: string;
}

const known = new WeakMap<Text, Known>();

/**
 * The document with its places; made once, as long as it renders to the same text (`Text` is the same object then) and the same is found in it.
 * `ownership` tells which files of the chart count, `set` which values it is rendered with.
 */
export function placedDocument(
  host: typeof helm,
  prepared: PreparedChart,
  text: Text,
  analysis: Analysis,
  ownership: string,
  set: string | undefined,
): PlacedDocument {
  const before = known.get(text);
  if (before?.analysis === analysis && before.ownership === ownership) return before;
  const place = (span: Span) => placeIn(host.locate, prepared, text, span);
  const start = /[^\s#-][^\n]*$/m.exec(text.text)?.index ?? 0;
  const objects = new Map<ResourceFacts, BuiltObject>();
  const document: Known = {
    analysis,
    ownership,
    begin: analysis.facts.length === 0 ? undefined : place({ start, end: start + 1 }),
    findings: analysis.findings.flatMap((finding) => placedFinding(host, prepared, text, finding, analysis, set) ?? []),
    objectOf(facts, begin) {
      const fact = (span: Span) => factPlace(host.locate, prepared, text, span);
      const made = objects.get(facts) ?? { ...builtObject(facts, begin, WHOLE_FILE, fact), rendering: set };
      objects.set(facts, made);
      return made;
    },
  };
  known.set(text, document);
  return document;
}

function placedFinding(
  host: typeof helm,
  prepared: PreparedChart,
  text: Text,
  finding: Finding,
  { directives }: Analysis,
  set: string | undefined,
): BuiltFinding | undefined {
  const place = findingPlace(host.locate, prepared, text, finding);
  if (!place) return undefined;
  const related: Finding["related"][number][] = finding.related.flatMap(({ message, span, uri }) => {
    const other = uri === undefined ? placeIn(host.locate, prepared, text, span) : undefined;
    return other ? [{ message, uri: other.file, span: other.span }] : [];
  });
  const deciding = decidingValue(host.decidingValueAt, prepared, text, finding.span.start);
  if (deciding) related.push(deciding);
  const coveredBy = coveringDirectives(directives, finding.span.start, finding.container).map((one) => {
    return { ...one, place: placeIn(host.locate, prepared, text, one.span) };
  });
  const fixes = chartFixes(host, prepared, text, { file: place.file, start: place.span.start }, finding.fixes, set);
  return { ...finding, ...place, related, fixes, coveredBy };
}
