import type { FileResult, PlacedFinding } from "../../lint/analysis/result.ts";
import type { Finding } from "../../lint/rule/finding.ts";
import { lineEnd, lineStart } from "../../text/line.ts";
import { Recent } from "../../text/recent.ts";
import { type Span, touches } from "../../text/span.ts";
import { type YamlError, yamlErrors } from "../../yaml/parser/fallback.ts";
import type { Preferences, SeverityOverride } from "./preferences.ts";

/** Longer documents are not read a second time: in UTF-16 units. */
const LONGEST = 200_000;

/**
 * The findings of a file that its user wants to see, as grave as they want them: with their severities, errors alone where it is to be quiet, and without
 * what another server says of the same text. All that an editor shows of findings begins here.
 */
export function wanted(
  { text, dialect, findings }: FileResult,
  sliceOf: (slice: number) => Span | undefined,
  { quiet, severities, yamlValidation }: Preferences,
): readonly PlacedFinding[] {
  let left = findings;
  // Another server does not know of templates: what it says of them is not what we say.
  if (yamlValidation === "off" && dialect !== "template")
    left = left.filter((finding) => !REPEATED.has(finding.rule) || !isSaidElsewhere(finding, text, sliceOf(finding.slice)));
  if (severities.length > 0) left = left.flatMap((finding) => overridden(finding, severities));
  return quiet ? left.filter(({ severity }) => severity === "error") : left;
}

const DUPLICATE = "duplicate-key";

/** What any reader of YAML says; what only kubectl makes of a text is told apart by reading it once more. */
const REPEATED: ReadonlySet<string> = new Set(["invalid-yaml", DUPLICATE]);

const read = new Recent<string, readonly YamlError[]>(8);

/** Whether a YAML server reports the same: another fault in the same document, or the same key. */
function isSaidElsewhere({ rule, span }: PlacedFinding, text: string, slice: Span | undefined): boolean {
  if (!slice || slice.end - slice.start > LONGEST) return false;
  const document = text.slice(slice.start, slice.end);
  const known = read.get(document) ?? yamlErrors(document);
  read.set(document, known);
  if (rule !== DUPLICATE) return known.some(({ isDuplicateKey }) => !isDuplicateKey);
  const line = { start: lineStart(text, span.start), end: lineEnd(text, span.start) };
  return known.some(
    ({ at, isDuplicateKey }) => isDuplicateKey && touches(line, { start: slice.start + at, end: slice.start + at }),
  );
}

/** A finding as grave as the last pattern says that matches its rule. */
function overridden<F extends Pick<Finding, "rule" | "severity">>(
  finding: F,
  overrides: readonly SeverityOverride[],
): readonly F[] {
  const severity = overrides.findLast(({ matches }) => matches(finding.rule))?.severity ?? finding.severity;
  if (severity === "off") return [];
  return [severity === finding.severity ? finding : { ...finding, severity }];
}
