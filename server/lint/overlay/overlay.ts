import { type Build, build } from "../../kube/kustomize/build.ts";
import { readKustomization } from "../../kube/kustomize/kustomization.ts";
import { folderOf, isKustomization, isRemote, KUSTOMIZATION_NAMES, resolveIn } from "../../kube/kustomize/location.ts";
import type { Parsed } from "../../kube/kustomize/sources.ts";
import type { Span } from "../../text/span.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import { Field } from "../../yaml/tree/field.ts";
import { openTree } from "../../yaml/tree/open.ts";
import type { Node, Tree } from "../../yaml/tree/tree.ts";
import { analyzeBuilt } from "../analysis/analyze.ts";
import type { Finding } from "../rule/finding.ts";
import type { Rule } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";
import { buildProblems, unbuilt } from "./build-problem.ts";
import type { BuiltFinding, BuiltPlace, OverlayFiles } from "./built-finding.ts";
import { type BuiltObject, builtObject } from "./objects.ts";
import { signatureOf } from "./signature.ts";

/** What the kustomizations of a workspace build, as far as findings go. Files are named as in `OverlayFiles`. */
export interface Overlays {
  readonly findings: ReadonlyMap<string, readonly BuiltFinding[]>;
  /** Where the objects that were built begin, in the files that they come from. */
  readonly objects: ReadonlyMap<string, readonly Span[]>;
  readonly builds: ReadonlyMap<string, JudgedBuild>;
  readonly kustomizations: ReadonlyMap<string, Outline>;
  /** What has been parsed, and what the rules found in which object, for the next builds. */
  readonly parsed: ReadonlyMap<string, Parsed>;
  readonly known: ReadonlyMap<string, JudgedObject>;
}

/** What the rules found in an object, whichever build it is of. */
interface JudgedObject {
  readonly sources: readonly (Parsed | undefined)[];
  readonly settings: Settings;
  readonly findings: readonly BuiltFinding[];
  readonly objects: readonly BuiltObject[];
}

/** One build with everything that it depends on. */
interface JudgedBuild {
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly settings: ReadonlyMap<string, Settings>;
  readonly findings: readonly BuiltFinding[];
  readonly objects: readonly BuiltObject[];
}

/** What has to be known of a kustomization to find those that no other one builds on. */
interface Outline {
  readonly text: string;
  readonly component: boolean;
  /** The kustomization files that it may build on. */
  readonly below: readonly string[];
}

export const NO_OVERLAYS: Overlays = {
  findings: new Map(),
  objects: new Map(),
  builds: new Map(),
  kustomizations: new Map(),
  parsed: new Map(),
  known: new Map(),
};

/**
 * Builds every kustomization that no other one builds on, and runs the rules over what comes out. A build of `before` whose files and
 * settings are still the same is kept. Where a build is not exact (a feature is not supported, a patch finds nothing), what is missing in it
 * proves nothing.
 */
export function judgeOverlays(rules: readonly Rule[], files: OverlayFiles, before: Overlays = NO_OVERLAYS): Overlays {
  const kustomizations = outlines(files, before.kustomizations);
  if (kustomizations.size === 0) return NO_OVERLAYS;
  const memory: Memory = { parsed: new Map(before.parsed), before: before.known, known: new Map() };
  const builds = new Map<string, JudgedBuild>();
  for (const root of rootsOf(kustomizations)) {
    const known = before.builds.get(root);
    builds.set(root, known && isCurrent(known, files) ? known : judgeBuild(rules, files, root, memory));
  }
  const isSame = kustomizations.size === before.kustomizations.size && builds.size === before.builds.size;
  if (isSame && [...builds].every(([root, judged]) => before.builds.get(root) === judged)) return before;
  const findings = new Map<string, BuiltFinding[]>();
  const objects = new Map<string, Span[]>();
  const seen = new Set<string>();
  for (const judged of builds.values()) {
    for (const finding of judged.findings) {
      const key = [finding.file, finding.rule, finding.span.start, finding.span.end].join("\n");
      if (!seen.has(key)) push(findings, finding.file, finding);
      seen.add(key);
    }
    for (const { file, span } of judged.objects) push(objects, file, span);
  }
  const read = new Set([...builds.values()].flatMap(({ texts }) => [...texts.keys()]));
  for (const name of memory.parsed.keys()) if (!read.has(name)) memory.parsed.delete(name);
  return { findings, objects, builds, kustomizations, parsed: memory.parsed, known: memory.known };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function outlines(files: OverlayFiles, before: Overlays["kustomizations"]): Overlays["kustomizations"] {
  const found = new Map<string, Outline>();
  for (const name of files.names().filter(isKustomization).sort()) {
    const text = files.read(name) ?? "";
    const known = before.get(name);
    found.set(name, known?.text === text ? known : outline(name, text));
  }
  return found;
}

function outline(name: string, text: string): Outline {
  const { component, resources, components } = readKustomization(parse(text, 0, cut(text)[0]?.end));
  const folders = [...resources, ...components].filter(({ path }) => !isRemote(path));
  const below = folders.flatMap(({ path }) => {
    const folder = resolveIn(folderOf(name), path);
    return KUSTOMIZATION_NAMES.map((file) => `${folder}/${file}`);
  });
  return { text, component, below };
}

/** The kustomizations that are no components and that no other one builds on; of those in a ring, the first. */
function rootsOf(kustomizations: Overlays["kustomizations"]): readonly string[] {
  const named = new Set([...kustomizations.values()].flatMap(({ below }) => below));
  const all = [...kustomizations].filter(([, { component }]) => !component).map(([name]) => name);
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const below of kustomizations.get(name)?.below ?? []) reach(below);
  };
  const roots = all.filter((name) => !named.has(name));
  for (const name of roots) reach(name);
  for (const name of all) {
    if (reached.has(name)) continue;
    roots.push(name);
    reach(name);
  }
  return roots;
}

function isCurrent({ texts, settings }: JudgedBuild, files: OverlayFiles): boolean {
  return (
    [...texts].every(([name, text]) => files.read(name) === text) &&
    [...settings].every(([name, known]) => files.settingsFor(name) === known)
  );
}

/** What is remembered from build to build. */
interface Memory {
  readonly parsed: Map<string, Parsed>;
  readonly before: ReadonlyMap<string, JudgedObject>;
  readonly known: Map<string, JudgedObject>;
}

function judgeBuild(rules: readonly Rule[], files: OverlayFiles, root: string, memory: Memory): JudgedBuild {
  const texts = new Map<string, string | undefined>();
  const read = (name: string) => {
    const text = files.read(name);
    texts.set(name, text);
    return text;
  };
  const built = build(root, { read }, memory.parsed);
  const settings = new Map<string, Settings>();
  const settingsFor = (name: string) => {
    const own = settings.get(name) ?? files.settingsFor(name);
    settings.set(name, own);
    return own;
  };
  const exact = isExact(built);
  const findings: BuiltFinding[] = [...buildProblems(built, settingsFor), ...unbuilt(built, settingsFor)];
  const objects: BuiltObject[] = [];
  for (const tree of built.objects) {
    const named = placeOf(built, Field.root(tree).site);
    if (!named) continue;
    // A base that is only read for the sake of others has no rules: those of the overlay apply to what comes of it.
    const own = settingsFor(named.file).rules.size > 0 ? settingsFor(named.file) : settingsFor(root);
    const judged = judgeObject(rules, built, tree, exact, own, memory);
    objects.push(...judged.objects);
    findings.push(...judged.findings.filter(({ file, rule }) => settingsFor(file).rules.has(rule)));
  }
  return { texts, settings, findings, objects };
}

function judgeObject(
  rules: readonly Rule[],
  built: Build,
  tree: Tree,
  exact: boolean,
  settings: Settings,
  { parsed, before, known }: Memory,
): JudgedObject {
  const root = tree.root as Node;
  const signature = signatureOf(root, built);
  const sources = signature.files.map((file) => parsed.get(file));
  const key = [exact, ...signature.files, signature.text].join("\n");
  const found = known.get(key) ?? before.get(key);
  if (found?.settings === settings && found.sources.every((source, i) => source === sources[i])) {
    known.set(key, found);
    return found;
  }
  const analysis = analyzeBuilt(rules, exact ? tree : openTree(tree), settings);
  const begin = placeOf(built, root) as BuiltPlace;
  const judged: JudgedObject = {
    sources,
    settings,
    findings: analysis.findings.flatMap((finding) => inFile(built, finding) ?? []),
    objects: analysis.facts.map((object) => builtObject(object, begin, (span) => placeOf(built, span))),
  };
  known.set(key, judged);
  return judged;
}

/** Whether nothing is missing in what was built that would be there after a real build. */
function isExact({ unsupported, problems }: Build): boolean {
  return unsupported.every(({ adds }) => adds) && problems.every(({ code }) => code === "outside" || code === "duplicate");
}

function placeOf(built: Build, span: Span): BuiltPlace | undefined {
  const origin = built.locate(span);
  return origin && { file: origin.uri, span: origin.span };
}

/** The fixes of a finding count paths in the built object: they are of no use in the file. */
function inFile(built: Build, finding: Finding): BuiltFinding | undefined {
  const place = placeOf(built, finding.span);
  const related = finding.related.flatMap(({ message, span }) => {
    const origin = built.locate(span);
    return origin ? [{ message, ...origin }] : [];
  });
  return place && { ...finding, ...place, related, fixes: [] };
}
