import { relativeTo } from "../../text/path.ts";
import type { PlacedFinding } from "../analysis/result.ts";

/** How often a finding stands in a file. What is not the fingerprint is for readers, and to recognise a file that was renamed. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  /** `kind namespace/name`, or `""` for a finding that belongs to no object. */
  readonly object: string;
  /** Relative to the baseline's folder, with forward slashes. */
  readonly file: string;
  readonly count: number;
}

/** The findings that were there when a project began to look: only what is new counts. Sorted by file, rule, object and fingerprint. */
export interface Baseline {
  readonly version: 1;
  readonly findings: readonly BaselineEntry[];
}

export const BASELINE_NAME = "plimsoll-baseline.json";

/** Whether a finding is in the baseline, if it is the `nth` (from 1) of its file with this fingerprint. */
export type Baselined = (finding: PlacedFinding, nth: number) => boolean;

/**
 * Matches by fingerprint and count, so neither moved lines nor reordered containers matter. Where a file has no entry for a finding about an
 * object, those of files that are gone count: it may have been renamed. `folder` is that of the baseline, `exists` is asked about its files.
 */
export function matchBaseline(baseline: Baseline, folder: string, exists: (file: string) => boolean): Baselined {
  const inFile = new Map<string, number>();
  const moved = new Map<string, number>();
  const present = new Map<string, boolean>();
  for (const { fingerprint, file, count, object } of baseline.findings) {
    add(inFile, `${file}\n${fingerprint}`, count);
    if (object === "") continue;
    const known = present.get(file) ?? exists(file);
    present.set(file, known);
    if (!known) add(moved, fingerprint, count);
  }
  return (finding, nth) => {
    const here = inFile.get(`${fileOf(finding, folder)}\n${finding.fingerprint}`);
    return nth <= (here ?? (finding.resource ? moved.get(finding.fingerprint) : undefined) ?? 0);
  };
}

/** A baseline that holds these findings. */
export function createBaseline(findings: readonly PlacedFinding[], folder: string): Baseline {
  return baselineOf(
    findings.map((finding) => ({
      fingerprint: finding.fingerprint,
      rule: finding.rule,
      object: objectOf(finding),
      file: fileOf(finding, folder),
      count: 1,
    })),
  );
}

/** The baseline of today: what is found now, and what it held for files that were not checked this time (a file that is gone counts as checked). */
export function updateBaseline(
  before: Baseline,
  findings: readonly PlacedFinding[],
  folder: string,
  checked: (file: string) => boolean,
): Baseline {
  return baselineOf([...before.findings.filter(({ file }) => !checked(file)), ...createBaseline(findings, folder).findings]);
}

/**
 * The baseline without what is gone, and with nothing new. `findings` are all that there are, those hidden by the baseline among them, and
 * `matches` says which of them it holds. What it held for files that were not checked stays.
 */
export function pruneBaseline(
  before: Baseline,
  findings: readonly PlacedFinding[],
  folder: string,
  checked: (file: string) => boolean,
  matches: Baselined,
): Baseline {
  const counts = new Map<string, number>();
  const kept = findings.filter((finding) => {
    const key = `${finding.uri}\n${finding.fingerprint}`;
    const nth = (counts.get(key) ?? 0) + 1;
    if (!matches(finding, nth)) return false;
    counts.set(key, nth);
    return true;
  });
  return updateBaseline(before, kept, folder, checked);
}

/** The text of the file: one line for each entry, so that version control shows and merges entries. */
export function writeBaseline(baseline: Baseline): string {
  const lines = baseline.findings.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "version": 1,\n  "findings": [${lines.length > 0 ? `\n${lines.join(",\n")}\n  ` : ""}]\n}\n`;
}

function baselineOf(entries: readonly BaselineEntry[]): Baseline {
  const byKey = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const key = `${entry.file}\n${entry.fingerprint}`;
    byKey.set(key, { ...entry, count: entry.count + (byKey.get(key)?.count ?? 0) });
  }
  const order = ({ file, rule, object, fingerprint }: BaselineEntry) => [file, rule, object, fingerprint].join("\n");
  const sorted = [...byKey.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return { version: 1, findings: sorted };
}

function fileOf(finding: PlacedFinding, folder: string): string {
  return relativeTo(folder, finding.uri) ?? finding.uri;
}

function objectOf({ resource }: PlacedFinding): string {
  if (!resource) return "";
  return `${resource.kind} ${resource.namespace === null ? "" : `${resource.namespace}/`}${resource.name}`;
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
