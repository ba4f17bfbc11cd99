import type { Build } from "../../kube/kustomize/build/build.ts";
import type { Parsed } from "../../kube/kustomize/build/sources.ts";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import { NONE } from "../../text/none.ts";
import { holderOf, type Span, shift } from "../../text/span.ts";
import { Field } from "../../yaml/tree/field.ts";
import { openTree } from "../../yaml/tree/open.ts";
import type { Node, Tree } from "../../yaml/tree/tree.ts";
import { analyzeBuilt, type Checks } from "../analysis/analyze.ts";
import { analyzeCustom } from "../analysis/custom.ts";
import type { Crash } from "../rule/crash.ts";
import type { Finding } from "../rule/finding.ts";
import type { Settings } from "../rule/settings.ts";
import type { BuiltFinding, BuiltPlace } from "./built-finding.ts";
import { type BuiltObject, builtObject, WHOLE_FILE } from "./built-object.ts";
import { decidedAt, keyOf } from "./decided.ts";
import { signatureOf } from "./signature.ts";

/** What the rules found in a built object, whichever build it is of. */
export interface ObjectFindings {
  /** What it is remembered by. */
  readonly key: string;
  readonly sources: readonly (Parsed | undefined)[];
  readonly settings: Settings;
  /** What a custom resource was judged by; `undefined` for others. */
  readonly kinds: CustomKinds | undefined;
  readonly findings: readonly BuiltFinding[];
  readonly objects: readonly BuiltObject[];
  readonly crashes: readonly Crash[];
  /** What it costs to find this out and to keep it, in nodes of the object. */
  readonly weight: number;
}

/** A finding weighs as much as so many nodes. */
const FINDING = 5;

/** What is remembered from build to build. */
export interface OverlayCache {
  readonly parsed: Map<string, Parsed>;
  readonly objects: ObjectCache;
}

/** A build with what its objects are judged by. */
export interface JudgedBuild {
  readonly build: Build;
  /** Nothing is missing in it, so that what an object lacks is missing. */
  readonly isExact: boolean;
  readonly kinds: CustomKinds;
}

/** What was found in the objects of all builds: many builds hold the same object, and the next build of a kustomization holds most of the last. */
export class ObjectCache {
  readonly #known = new Map<string, { readonly value: ObjectFindings; uses: number }>();

  get(key: string): ObjectFindings | undefined {
    return this.#known.get(key)?.value;
  }

  /** Counts one more build that holds the object. */
  hold(value: ObjectFindings): void {
    const known = this.#known.get(value.key);
    this.#known.set(value.key, { value, uses: (known?.uses ?? 0) + 1 });
  }

  /** Counts one less, and forgets what no build holds. */
  release({ key }: ObjectFindings): void {
    const known = this.#known.get(key);
    if (known && --known.uses === 0) this.#known.delete(key);
  }
}

/** Runs the rules over an object of a build, or takes what they found in the same object before. */
export function findingsInObject(
  checks: Checks,
  { build, isExact, kinds }: JudgedBuild,
  tree: Tree,
  { parsed, objects }: OverlayCache,
): ObjectFindings {
  const { settings } = checks;
  const root = tree.root as Node;
  const signature = signatureOf(root, build);
  const sources = signature.files.map((file) => parsed.get(file));
  const key = [isExact, ...signature.files, signature.text].join("\n");
  const known = objects.get(key);
  if (
    known?.settings === settings &&
    (known.kinds ?? kinds) === kinds &&
    known.sources.every((source, i) => source === sources[i])
  )
    return known;
  const judged = isExact ? tree : openTree(tree);
  const analysis = analyzeBuilt(checks, judged);
  const isCustom = analysis.facts.some(({ builtIn }) => !builtIn);
  const found = isCustom ? [analysis, analyzeCustom(checks, judged, kinds)] : [analysis];
  const begin = placeIn(build, root) as BuiltPlace;
  const documents = parsed.get(begin.file)?.slices ?? NONE;
  const number = holderOf(documents, begin.span);
  const document = documents[number] ?? WHOLE_FILE;
  const own = parsed.get(begin.file)?.documents[number];
  const onKinds = isCustom ? kinds : undefined;
  const patched = own &&
    signature.files.length > 1 &&
    kindOf(own) === kindOf(tree) && {
      tree: judged,
      own,
      begin,
      place: (span: Span) => placeIn(build, span),
      written: () => findingsAsWritten(checks, own, document.start, isExact, onKinds),
      found: (other: Tree) => keysOf(checks, other, onKinds),
    };
  const findings = found.flatMap((one) =>
    one.findings.flatMap((finding) => {
      const placed = inFile(build, finding);
      return placed ? [patched ? decidedAt(placed, finding.span, patched) : placed] : [];
    }),
  );
  return {
    key,
    sources,
    settings,
    kinds: isCustom ? kinds : undefined,
    findings,
    objects: analysis.facts.map((object) =>
      builtObject(
        object,
        begin,
        document,
        (span) => placeIn(build, span),
        (site) => replacedIn(Field.root(judged).at(...site.path).node) ?? site.span,
      ),
    ),
    crashes: found.flatMap(({ crashes }) => crashes),
    weight: signature.nodes + FINDING * findings.length,
  };
}

/** What was found in objects as their files have them: many overlays ask for the same. The rules are those of the settings. */
const asWritten = new WeakMap<
  Tree,
  { readonly checks: Pick<Checks, "settings">; readonly isExact: boolean; readonly found: ReadonlySet<string> }
>();

/** What the rules find in an object as its own file has it, as `keyOf` names it; `start` is where its document begins there. */
function findingsAsWritten(
  checks: Checks,
  own: Tree,
  start: number,
  isExact: boolean,
  kinds: CustomKinds | undefined,
): ReadonlySet<string> {
  const before = asWritten.get(own);
  if (before && before.checks.settings === checks.settings && before.isExact === isExact && !kinds) return before.found;
  const found = keysOf(checks, isExact ? own : openTree(own), kinds, start);
  if (!kinds) asWritten.set(own, { checks, isExact, found });
  return found;
}

/** What the rules find in a tree, as `keyOf` names it, with places that are moved by `start`. */
function keysOf(checks: Checks, tree: Tree, kinds: CustomKinds | undefined, start = 0): ReadonlySet<string> {
  const { findings } = analyzeBuilt(checks, tree);
  const custom = kinds ? analyzeCustom(checks, tree, kinds).findings : NONE;
  return new Set([...findings, ...custom].map(({ rule, span }) => keyOf({ rule, span: shift(span, start) })));
}

/** A List holds objects of other kinds, a kustomization makes them. */
function kindOf(tree: Tree): unknown {
  return Field.root(tree).at("kind").value;
}

/** The first label below a node that a patch has put in the place of another: what a selector with it selects is the patch's doing. */
function replacedIn(node: Node | undefined): Span | undefined {
  if (node?.kind !== "mapping") return undefined;
  for (const { value, replaces } of node.entries) {
    const found = value.kind === "scalar" && replaces ? { start: value.start, end: value.end } : replacedIn(value);
    if (found) return found;
  }
  return undefined;
}

/** Where a span of a built object stands. */
export function placeIn(build: Build, span: Span): BuiltPlace | undefined {
  const origin = build.locate(span);
  return origin && { file: origin.uri, span: origin.span };
}

/** The fixes of a finding count paths in the built object: they are of no use in the file. */
function inFile(build: Build, finding: Finding): BuiltFinding | undefined {
  const place = placeIn(build, finding.span);
  const related = finding.related.flatMap(({ message, span }) => {
    const origin = build.locate(span);
    return origin ? [{ message, ...origin }] : [];
  });
  return place && { ...finding, ...place, related, fixes: [] };
}
