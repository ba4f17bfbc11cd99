import { type ChartProblem, chartProblem } from "../chart/chart.ts";
import type { FileTemplate } from "../chart/templates.ts";
import { compareBytes } from "../value/display.ts";
import { placeAt, type Text } from "../value/text.ts";
import { readHead } from "./head.ts";
import { HOOK_EVENTS, INSTALL_ORDER } from "./order.table.ts";
import { splitManifests } from "./split.ts";

/** A document that a chart renders to. */
export interface Manifest {
  readonly text: Text;
  readonly template: FileTemplate;
  readonly kind: string;
  readonly isHook: boolean;
  /** Whether it is a hook of `helm test`. */
  readonly isTest: boolean;
}

/** The documents of all files in the order of `helm template`. `opensUnknown`: what is unknown in them may be anything, not the text that stands for it. */
export function sortManifests(
  files: ReadonlyMap<string, Text>,
  templates: readonly FileTemplate[],
  opensUnknown: boolean,
  problems: ChartProblem[],
): readonly Manifest[] {
  const byName = new Map(templates.map((template) => [template.name, template]));
  const all: Manifest[] = [];
  for (const [name, text] of [...files].sort(([a], [b]) => compareBytes(a, b))) {
    const template = byName.get(name);
    if (!template || name.endsWith("NOTES.txt") || text.text.trim() === "") continue;
    for (const document of documentsOf(text)) {
      const manifest = readManifest(document, template, opensUnknown, problems);
      if (manifest) all.push(manifest);
    }
  }
  const sorted = all
    .map((manifest, i) => ({ manifest, i }))
    .sort((a, b) => compareManifests(a.manifest, b.manifest) || a.i - b.i);
  return sorted.map(({ manifest }) => manifest);
}

interface Document {
  readonly text: Text;
  readonly head: ReturnType<typeof readHead>;
}

const known = new WeakMap<Text, readonly Document[]>();

/** The documents of what a file renders to, which are read once: while one types, most files render to the same as before. */
function documentsOf(text: Text): readonly Document[] {
  const before = known.get(text);
  if (before) return before;
  const documents = splitManifests(text).map((document) => ({ text: document, head: readHead(document) }));
  known.set(text, documents);
  return documents;
}

function readManifest(
  { text, head }: Document,
  template: FileTemplate,
  opensUnknown: boolean,
  problems: ChartProblem[],
): Manifest | undefined {
  // What is unknown in it may make it sound, or another object.
  if (opensUnknown && text.unknown) {
    const known = "kind" in head ? head : { kind: "", hook: undefined };
    const hook = known.hook !== undefined && areEvents(known.hook) ? known.hook : undefined;
    return { text, template, kind: known.kind, ...roleOf(hook) };
  }
  if ("message" in head) {
    const { start, end } = head.problem ?? { start: 0, end: Math.min(text.text.length, 1) };
    const message = `YAML parse error on ${template.name}: ${head.message}`;
    problems.push({ code: "yaml", message, reason: head.problem?.message ?? head.message, place: placeAt(text, start, end) });
    return undefined;
  }
  if (head.hook !== undefined && !areEvents(head.hook)) {
    problems.push(chartProblem("warning", `skipping unknown hook: ${JSON.stringify(head.hook)}`, placeAt(text, 0, 1)));
    return undefined;
  }
  return { text, template, kind: head.kind, ...roleOf(head.hook) };
}

/** Whether the value of the annotation `helm.sh/hook` names nothing but events that Helm knows. */
function areEvents(hook: string): boolean {
  return eventsOf(hook).every((event) => HOOK_EVENTS.has(event));
}

function eventsOf(hook: string): readonly string[] {
  return hook.split(",").map((event) => event.trim().toLowerCase());
}

function roleOf(hook: string | undefined): Pick<Manifest, "isHook" | "isTest"> {
  const events = hook === undefined ? [] : eventsOf(hook);
  return { isHook: hook !== undefined, isTest: events.some((event) => event === "test" || event === "test-success") };
}

function compareManifests(a: Manifest, b: Manifest): number {
  if (a.isHook !== b.isHook) return a.isHook ? 1 : -1;
  const [one, other] = [INSTALL_ORDER.indexOf(a.kind), INSTALL_ORDER.indexOf(b.kind)];
  if (one < 0 && other < 0) return compareBytes(a.kind, b.kind);
  if (one < 0 || other < 0) return one < 0 ? 1 : -1;
  return one - other;
}
