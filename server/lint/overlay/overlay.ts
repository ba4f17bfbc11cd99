import { type Build, build } from "../../kube/kustomize/build/build.ts";
import type { BuildProblemCode } from "../../kube/kustomize/build/build-log.ts";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import { groupedBy } from "../../text/grouped.ts";
import { NONE } from "../../text/none.ts";
import { firstLine } from "../../text/span.ts";
import { Field } from "../../yaml/tree/field.ts";
import { type Crash, crashOf, firstOfEachRule } from "../rule/crash.ts";
import type { Rule } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";
import { buildProblems, notBuilt, unbuilt } from "./build-problem.ts";
import type { BuiltFinding, OverlayFiles } from "./built-finding.ts";
import type { BuiltObject } from "./built-object.ts";
import { findingsInObject, type ObjectFindings, type OverlayCache, placeIn } from "./object-cache.ts";
import { isSameData } from "./same-data.ts";
import { type AsWritten, asWrittenIn } from "./written-names.ts";

/** One build of a kustomization with what was found in it, and everything that it depends on. */
export interface Overlay {
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** What was asked about files that no build reads: by file, and by the path that it names. */
  readonly found: readonly (readonly [file: string, path: string, answer: boolean | undefined])[];
  readonly settings: ReadonlyMap<string, Settings>;
  /** In the order in which they were found, by the file in which they stand. */
  readonly findings: ReadonlyMap<string, readonly BuiltFinding[]>;
  readonly objects: readonly BuiltObject[];
  /** The same objects by the file in which they begin. */
  readonly objectsIn: ReadonlyMap<string, readonly BuiltObject[]>;
  readonly held: readonly ObjectFindings[];
  /** Nothing is missing among the objects. */
  readonly whole: boolean;
  /** What is said about the objects, in the words of a file; absent where none was named otherwise before. */
  readonly asWritten?: AsWritten | undefined;
  /** The definitions of custom resources that something in it was judged by; `undefined` where it holds no custom resource. */
  readonly kinds: CustomKinds | undefined;
  /** Errors of ours: the one that ended the build, or of each rule that threw the first. */
  readonly crashes: readonly Crash[];
  /** What it costs to make and to keep, in nodes of its objects. */
  readonly weight: number;
}

/** A kustomization that is not built, with the finding that says so: its files are linted by themselves. */
export function unbuiltOverlay(files: OverlayFiles, root: string, before: Overlay | undefined): Overlay {
  const text = files.read(root);
  const settings = files.settingsFor(root);
  const start = /^[^#\s-]/m.exec(text ?? "")?.index ?? 0;
  const findings = notBuilt(root, firstLine(text ?? "", { start, end: text?.length ?? 0 }), settings).map(sameAs(before));
  return { ...NOTHING, texts: new Map([[root, text]]), settings: new Map([[root, settings]]), findings: byFile(findings) };
}

const NOTHING: Omit<Overlay, "texts"> = {
  found: [],
  settings: new Map(),
  findings: new Map(),
  objects: [],
  objectsIn: new Map(),
  held: [],
  whole: false,
  kinds: undefined,
  crashes: [],
  weight: 0,
};

/**
 * Builds the kustomization of a file and runs the rules over what comes out. `before` is its last build, if there was one. An error of ours ends this
 * build and no other: its files are linted by themselves.
 */
export function buildOverlay(
  rules: readonly Rule[],
  files: OverlayFiles,
  root: string,
  cache: OverlayCache,
  before: Overlay | undefined,
): Overlay {
  const texts = new Map<string, string | undefined>();
  const read = (name: string) => {
    const text = files.read(name);
    texts.set(name, text);
    return text;
  };
  const found: [string, string, boolean | undefined][] = [];
  const exists = (file: string, path: string) => {
    const answer = files.exists(file, path);
    found.push([file, path, answer]);
    return answer;
  };
  try {
    return { texts, found, ...lintBuild(rules, { ...files, read, exists }, root, cache, before) };
  } catch (error) {
    return { ...NOTHING, texts, found, crashes: [crashOf(undefined, error, { start: 0, end: 0 })] };
  }
}

function lintBuild(
  rules: readonly Rule[],
  files: OverlayFiles,
  root: string,
  cache: OverlayCache,
  before: Overlay | undefined,
): Omit<Overlay, "texts" | "found"> {
  const built = build(root, files, cache.parsed);
  const asWritten = asWrittenIn(built);
  const settings = new Map<string, Settings>();
  const settingsFor = (name: string) => {
    const own = settings.get(name) ?? files.settingsFor(name);
    settings.set(name, own);
    return own;
  };
  const asBefore = sameAs(before);
  const findings: BuiltFinding[] = [...buildProblems(built, { ...files, settingsFor }), ...unbuilt(built, settingsFor)].map(
    asBefore,
  );
  const held: ObjectFindings[] = [];
  const kinds = files.kindsFor(root);
  const judged = { build: built, isExact: isExact(built), kinds };
  for (const tree of built.objects) {
    const named = placeIn(built, Field.root(tree).site);
    if (!named) continue;
    // A base that is only read for the sake of others has no rules: those of the overlay apply to what comes of it.
    const own = settingsFor(named.file).rules.size > 0 ? settingsFor(named.file) : settingsFor(root);
    const found = findingsInObject({ rules, settings: own }, judged, tree, cache);
    cache.objects.hold(found);
    held.push(found);
    for (const finding of found.findings)
      if (settingsFor(finding.file).rules.has(finding.rule))
        findings.push(asWritten ? asBefore(renamed(finding, asWritten)) : finding);
  }
  const objects = held.flatMap((one) => one.objects);
  const isJudged = held.some((one) => one.kinds !== undefined);
  return {
    settings,
    findings: byFile(findings),
    objects,
    objectsIn: byFile(objects),
    held,
    whole: isWhole(built),
    asWritten,
    kinds: isJudged ? kinds : undefined,
    crashes: firstOfEachRule(held.flatMap(({ crashes }) => crashes)),
    weight: held.reduce((sum, { weight }) => sum + weight, 0),
  };
}

/** A finding in the words of the file in which it stands. */
function renamed(finding: BuiltFinding, asWritten: AsWritten): BuiltFinding {
  const message = asWritten(finding.message, finding.file);
  const related = finding.related.map((one) => ({ ...one, message: asWritten(one.message, finding.file) }));
  return message === finding.message && related.length === 0 ? finding : { ...finding, message, related };
}

/** Whether a build of these files under these settings and definitions would be the same again. */
export function isCurrent(overlay: Overlay, root: string, files: OverlayFiles): boolean {
  const { texts, found, settings, kinds } = overlay;
  if (kinds && files.kindsFor(root) !== kinds) return false;
  for (const [name, text] of texts) if (files.read(name) !== text) return false;
  for (const [file, path, answer] of found) if (files.exists(file, path) !== answer) return false;
  for (const [name, known] of settings) if (files.settingsFor(name) !== known) return false;
  return true;
}

/**
 * Whether nothing is missing in what was built that would be there after a real build. Where something is (a feature is not supported, a patch
 * finds nothing), what an object lacks proves nothing.
 */
function isExact({ unsupported, problems }: Build): boolean {
  return unsupported.every(({ adds }) => adds) && problems.every(({ code }) => WHOLE.has(code));
}

function isWhole({ unsupported, problems }: Build): boolean {
  return unsupported.length === 0 && problems.every(({ code }) => WHOLE.has(code));
}

/** Problems that leave everything in the build. */
const WHOLE: ReadonlySet<BuildProblemCode> = new Set(["outside", "duplicate", "refused"]);

/** Gives for a finding the one of the last build that says the same at the same place, so that who compares finds no difference. */
function sameAs(before: Overlay | undefined): (finding: BuiltFinding) => BuiltFinding {
  const placeOf = ({ rule, span }: BuiltFinding) => `${rule} ${span.start}`;
  const known = new Map<string, ReadonlyMap<string, readonly BuiltFinding[]>>();
  const knownIn = (file: string) => {
    const there = known.get(file) ?? groupedBy(before?.findings.get(file) ?? NONE, placeOf);
    known.set(file, there);
    return there;
  };
  return (finding) =>
    knownIn(finding.file)
      .get(placeOf(finding))
      ?.find((one) => isSameData(one, finding)) ?? finding;
}

function byFile<T extends { readonly file: string }>(list: readonly T[]): ReadonlyMap<string, readonly T[]> {
  return groupedBy(list, ({ file }) => file);
}
