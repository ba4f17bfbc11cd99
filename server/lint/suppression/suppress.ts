import type { PlacedFinding, SuppressedFinding, Suppression } from "../analysis/result.ts";
import { isExpired, type SuppressionPolicy } from "../config/suppression-policy.ts";
import type { Directive } from "../directive/directive.ts";
import type { MarkedSlice, Marker } from "../directive/marker.ts";
import { byPlace } from "../rule/finding.ts";
import type { RuleIndex } from "../rule/names.ts";
import { meansPeer } from "../rule/peer.ts";
import type { Baselined } from "./baseline.ts";
import { MarkersInReach, type OpenMarker } from "./open-markers.ts";
import { reportMarkers, type Unsuppressed } from "./report.ts";

/** What hides findings beside the markers in the text. */
export interface Suppressors {
  readonly policy: SuppressionPolicy;
  readonly baseline?: Baselined;
  /** YYYY-MM-DD: the engine reads no clock. */
  readonly today: string;
}

/** One file after suppression. */
export interface Suppressed {
  readonly findings: readonly PlacedFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly markers: readonly Marker[];
}

/**
 * The last stage: hides what markers, the configuration and the baseline cover, in this order, and adds the findings about the markers
 * themselves. Rules that the configuration forbids to suppress stay, whatever covers them.
 */
export function suppress(file: Unsuppressed, { policy, baseline, today }: Suppressors): Suppressed {
  const markers = markersOf(file.slices, today);
  const isCovered = file.findings.some(({ coveredBy }) => coveredBy && coveredBy.length > 0);
  if (!isCovered && markers.length === 0 && policy.entries.length === 0 && !baseline)
    return { findings: file.findings, suppressed: [], markers };
  for (const { marker, rule } of file.hidden ?? []) if (!policy.forbid.has(rule)) useAt(markers, marker, rule, file.rules);
  const enables = markers.filter(({ directive }) => directive.form === "enable");
  const inReach = new MarkersInReach(markers);
  const hidden: SuppressedFinding[] = [];
  const seen = [...file.findings].sort(byPlace).filter((finding) => {
    const by = policy.forbid.has(finding.rule)
      ? undefined
      : (hide(finding, inReach.at(finding.span.start), enables, file.rules) ?? hideRendered(finding, file.rules, today));
    if (by) hidden.push({ finding, by });
    return !by;
  });
  const all = [...seen, ...reportMarkers(file, markers, policy)].sort(byPlace);
  const counts = new Map<string, number>();
  const findings = all.filter((finding) => {
    if (policy.forbid.has(finding.rule)) return true;
    const by = inConfig(finding, policy, today) ?? inBaseline(finding, baseline, counts);
    if (by) hidden.push({ finding, by });
    return !by;
  });
  return { findings, suppressed: hidden.sort((a, b) => byPlace(a.finding, b.finding)), markers };
}

function markersOf(slices: readonly MarkedSlice[], today: string): readonly OpenMarker[] {
  return slices.flatMap(({ slice, start, directives, checked }) =>
    directives.map((directive) => ({
      directive: directive.covers === "file" && slice > 0 ? { ...directive, problem: NOT_AT_TOP } : directive,
      slice,
      checked,
      base: start,
      span: { start: directive.span.start + start, end: directive.span.end + start },
      expired: isExpired(directive.expires, today),
      used: new Set<string>(),
    })),
  );
}

const NOT_AT_TOP = 'A "plimsoll-disable-file" must stand at the top of the file, above the first document.';

/** The first marker in reach that hides the finding; all that do count as used. */
function hide(
  finding: PlacedFinding,
  inReach: ReturnType<MarkersInReach["at"]>,
  enables: readonly OpenMarker[],
  rules: RuleIndex,
): Suppression | undefined {
  let by: Suppression | undefined;
  for (const { marker } of inReach) {
    const { directive, expired } = marker;
    if (expired || directive.problem !== undefined || directive.form === "enable") continue;
    if (directive.container !== undefined && directive.container !== finding.container) continue;
    const id = idFor(directive, finding.rule, rules);
    if (id === undefined || (directive.covers === "rest" && isEnabledAgain(marker, finding, enables))) continue;
    marker.used.add(id);
    by ??= { kind: directive.kind, reason: directive.reason };
  }
  return by;
}

/** The marker that begins at an offset hides a finding in another file. */
function useAt(markers: readonly OpenMarker[], at: number, rule: string, rules: RuleIndex): void {
  for (const { directive, span, expired, used } of markers) {
    const id = span.start === at && !expired ? idFor(directive, rule, rules) : undefined;
    if (id !== undefined) used.add(id);
  }
}

/** The first marker of what is rendered that covers the finding. */
function hideRendered({ coveredBy = [], rule }: PlacedFinding, rules: RuleIndex, today: string): Suppression | undefined {
  const by = coveredBy.find((one) => !isExpired(one.expires, today) && idFor(one, rule, rules) !== undefined);
  return by && { kind: by.kind, reason: by.reason };
}

/** The id in the marker that means the rule; `"*"` if it names none. */
function idFor({ rules, form }: Directive, rule: string, known: RuleIndex): string | undefined {
  if (!rules) return "*";
  if (form !== "foreign") return rules.find(({ id }) => id === rule)?.id;
  const peers = known.get(rule)?.peers ?? [];
  return rules.find(({ id }) => peers.some((peer) => meansPeer(id, peer)))?.id;
}

function isEnabledAgain(marker: OpenMarker, finding: PlacedFinding, enables: readonly OpenMarker[]): boolean {
  return enables.some(
    ({ span, directive: { rules, problem } }) =>
      problem === undefined &&
      span.start > marker.span.start &&
      span.start <= finding.span.start &&
      (!rules || rules.some(({ id }) => id === finding.rule)),
  );
}

function inConfig(finding: PlacedFinding, policy: SuppressionPolicy, today: string): Suppression | undefined {
  const named = policy.byRule.get(finding.rule);
  const found = named?.find(({ entry, matches }) => !isExpired(entry.expires, today) && matches(finding));
  return found && { kind: "config", reason: found.entry.reason };
}

function inBaseline(
  finding: PlacedFinding,
  baseline: Baselined | undefined,
  counts: Map<string, number>,
): Suppression | undefined {
  if (!baseline) return undefined;
  const count = (counts.get(finding.fingerprint) ?? 0) + 1;
  if (!baseline(finding, count)) return undefined;
  counts.set(finding.fingerprint, count);
  return { kind: "baseline", reason: undefined };
}
