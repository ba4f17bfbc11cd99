import type { Span } from "../../text/span.ts";
import type { BuiltFinding } from "../overlay/built-finding.ts";
import type { BuiltObject } from "../overlay/built-object.ts";
import type { ResourceId } from "../rule/finding.ts";
import type { SetAnalysis } from "./analyze-set.ts";
import { type Reached, together } from "./reached.ts";

/** What the renderings of a chart say about its files, by their names. */
export interface MergedSets {
  readonly findings: ReadonlyMap<string, readonly BuiltFinding[]>;
  /** Where objects begin that are rendered from a file. */
  readonly spans: ReadonlyMap<string, readonly Span[]>;
  /** The objects, for rules over several documents: of those with one name the first. */
  readonly objects: readonly BuiltObject[];
  /** What of a file is written by some rendering. */
  readonly reached: ReadonlyMap<string, Reached>;
}

/** A finding with the sets of values with which it holds. */
interface Held {
  finding: BuiltFinding;
  readonly sets: Set<string | undefined>;
  /** What else it is so of, since one place decides about several objects. */
  readonly others: Map<string, ResourceId>;
}

/** One finding for each place, which says with which sets it holds. `problems` are so with any values. */
export function mergedSets(problems: readonly BuiltFinding[], sets: readonly SetAnalysis[]): MergedSets {
  const found = new Map<string, Held>();
  for (const problem of problems) hold(found, problem, undefined);
  for (const { name, findings } of sets) for (const finding of findings) hold(found, finding, name);
  const objects = new Map<string, BuiltObject>();
  for (const one of sets) for (const [identity, object] of one.objects) if (!objects.has(identity)) objects.set(identity, object);
  return {
    findings: byFile([...found.values()].map((held) => named(held, sets.length))),
    spans: spansOf(sets),
    objects: [...objects.values()],
    reached: reachedByAny(sets),
  };
}

function spansOf(sets: readonly SetAnalysis[]): ReadonlyMap<string, readonly Span[]> {
  const files = new Map<string, Map<number, Span>>(); // by their starts
  for (const { begins } of sets)
    for (const { file, span } of begins) {
      const known = files.get(file);
      if (!known) files.set(file, new Map([[span.start, span]]));
      else if (!known.has(span.start)) known.set(span.start, span);
    }
  return new Map([...files].map(([file, spans]) => [file, [...spans.values()]]));
}

function reachedByAny(sets: readonly SetAnalysis[]): ReadonlyMap<string, Reached> {
  const files = new Map<string, Set<Reached>>();
  for (const { reached } of sets)
    for (const [file, stretches] of reached) {
      const all = files.get(file);
      if (all) all.add(stretches);
      else files.set(file, new Set([stretches]));
    }
  return new Map([...files].map(([file, all]) => [file, together([...all])]));
}

/** What tells findings apart of which one is enough. */
export function keyOfFinding({ rule, file, span }: BuiltFinding): string {
  return `${rule}\n${file}\n${span.start}\n${span.end}`;
}

function hold(found: Map<string, Held>, finding: BuiltFinding, set: string | undefined): void {
  const key = keyOfFinding(finding);
  const known = found.get(key);
  if (!known) return void found.set(key, { finding, sets: new Set([set]), others: new Map() });
  known.sets.add(set);
  // One marker does not hide what is so of other objects too.
  if (known.finding.coveredBy?.length && !finding.coveredBy?.length) known.finding = { ...known.finding, coveredBy: [] };
  const { resource, container } = finding;
  const same = known.finding.resource;
  if (!resource || (resource.kind === same?.kind && resource.name === same.name && container === known.finding.container)) return;
  known.others.set(`${resource.kind} "${resource.name}"${container === undefined ? "" : `, container "${container}"`}`, resource);
}

/** The finding; if neither the chart's own values nor all of several sets bring it about, with those that do. */
function named({ finding, sets, others }: Held, count: number): BuiltFinding {
  const { message, related, span, file } = finding;
  const also = [...others.keys()]
    .slice(0, MOST_OTHERS)
    .map((name) => ({ message: `The same is so of ${name}.`, span, uri: file }));
  const more = others.size - also.length;
  if (more > 0) also.push({ message: `The same is so of ${more} more.`, span, uri: file });
  const whole = also.length > 0 ? { ...finding, related: [...related, ...also] } : finding;
  if (sets.has(undefined) || (sets.size === count && count > 1)) return whole;
  return { ...whole, message: `${message} It is so with ${[...sets].join(", ")}.` };
}

/** How many objects a finding names beside the first. */
const MOST_OTHERS = 5;

function byFile(findings: readonly BuiltFinding[]): ReadonlyMap<string, readonly BuiltFinding[]> {
  const files = new Map<string, BuiltFinding[]>();
  for (const finding of findings) {
    const known = files.get(finding.file);
    if (known) known.push(finding);
    else files.set(finding.file, [finding]);
  }
  return files;
}
