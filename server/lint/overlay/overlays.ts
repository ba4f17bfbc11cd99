import { isKustomization } from "../../kube/kustomize/location.ts";
import { NONE } from "../../text/none.ts";
import type { Span } from "../../text/span.ts";
import type { Crash } from "../rule/crash.ts";
import type { Rule } from "../rule/rule.ts";
import type { BuiltFinding, OverlayFiles } from "./built-finding.ts";
import type { BuiltObject } from "./built-object.ts";
import { Kustomizations } from "./kustomizations.ts";
import { ObjectCache, type OverlayCache } from "./object-cache.ts";
import { buildOverlay, isCurrent, type Overlay, unbuiltOverlay } from "./overlay.ts";

/** What is different after some files have changed. */
export interface OverlayChanges {
  /** Files in which other findings stand, or other objects begin. */
  readonly files: ReadonlySet<string>;
  /** The kustomizations that were looked at again, whose objects may be others or stand elsewhere. */
  readonly builds: ReadonlySet<string>;
}

/** What all builds together may cost, in nodes of their objects: some 25,000 workloads, which take 700 MB. */
const MOST = 2_000_000;

const NO_CHANGES: OverlayChanges = { files: new Set(), builds: new Set() };

/**
 * What every kustomization builds that no other one builds on, with what the rules find in it, kept up to date. Files are named as in
 * `OverlayFiles`. A build is made again when a file that it has read, or asked for in vain, has changed; what that costs does not depend on how
 * many others there are. Hundreds of overlays of hundreds of objects would not fit into memory: in their order, those are built that do.
 */
export class Overlays {
  readonly #rules: readonly Rule[];
  readonly #files: OverlayFiles;
  readonly #most: number;
  readonly #kustomizations = new Kustomizations();
  readonly #builds = new Map<string, Overlay>();
  #roots: readonly string[] = NONE;
  #order = new Map<string, number>(); // of the roots
  readonly #unbuilt = new Set<string>(); // the roots behind those that fit
  readonly #readers = new Map<string, Set<string>>(); // the builds that depend on a file
  readonly #sources = new Map<string, Set<string>>(); // the builds that say something about a file
  readonly #cache: OverlayCache = { parsed: new Map(), objects: new ObjectCache() };
  readonly #findings = new Map<string, readonly BuiltFinding[]>(); // by file, made when they are asked for

  constructor(rules: readonly Rule[], files: OverlayFiles, most = MOST) {
    this.#rules = rules;
    this.#files = files;
    this.#most = most;
  }

  /** Brings the builds up to date after these files have changed, come or gone, and perhaps the definitions of custom resources. */
  update(changed: readonly string[], definitionsChanged: boolean): OverlayChanges {
    const kustomizations = changed.filter(isKustomization);
    if (this.#kustomizations.size === 0 && kustomizations.length === 0) return NO_CHANGES;
    for (const name of kustomizations) this.#kustomizations.set(name, this.#files.linted(name));
    const builds = new Set<string>();
    for (const name of changed) for (const root of this.#readers.get(name) ?? NONE) builds.add(root);
    if (definitionsChanged) for (const [root, { kinds }] of this.#builds) if (kinds) builds.add(root);
    this.#updateRoots(builds);
    const files = new Set<string>();
    this.#rebuildAll(builds, files);
    for (const file of files) this.#findings.delete(file);
    return { files, builds };
  }

  /** Whether a build depends on a file, be it that it found none. */
  dependsOn(name: string): boolean {
    return this.#readers.has(name);
  }

  /** The kustomizations whose builds depend on a file. */
  readersOf(name: string): Iterable<string> {
    return this.#readers.get(name) ?? NONE;
  }

  /** The objects that a kustomization builds; `undefined` if it is none that is built by itself. */
  objectsOf(kustomization: string): readonly BuiltObject[] | undefined {
    return this.#builds.get(kustomization)?.objects;
  }

  /** Whether nothing is missing among the objects that a kustomization builds. */
  isWhole(kustomization: string): boolean {
    return this.#builds.get(kustomization)?.whole ?? false;
  }

  /** What is said about the objects that a kustomization builds, in the words of a file. */
  asWritten(kustomization: string, message: string, file: string): string {
    return this.#builds.get(kustomization)?.asWritten?.(message, file) ?? message;
  }

  /** The errors of ours in the build of a kustomization, at its start. */
  crashesIn(kustomization: string): readonly Crash[] {
    return this.#builds.get(kustomization)?.crashes ?? NONE;
  }

  /** Where the objects that are built from a file begin in it. */
  objectsIn(file: string): readonly Span[] {
    if (isKustomization(file)) return NONE; // what a generator makes does not stand in for the kustomization itself
    const spans = new Map<number, Span>();
    for (const { objectsIn } of this.#about(file))
      for (const { span } of objectsIn.get(file) ?? NONE) spans.set(span.start, span);
    return [...spans.values()];
  }

  /** What was found in builds and stands in a file: of findings of one rule at one place the first. */
  findingsIn(file: string): readonly BuiltFinding[] {
    const known = this.#findings.get(file);
    if (known) return known;
    const seen = new Set<string>();
    const findings = this.#about(file)
      .flatMap((overlay) => overlay.findings.get(file) ?? NONE)
      .filter(({ rule, span }) => {
        const key = `${rule} ${span.start} ${span.end}`;
        return !seen.has(key) && seen.add(key);
      });
    this.#findings.set(file, findings);
    return findings;
  }

  /** The builds that say something about a file, in their order. */
  #about(file: string): readonly Overlay[] {
    const roots = this.#sources.get(file);
    if (!roots) return NONE;
    const place = (root: string) => this.#order.get(root) ?? 0;
    return [...roots].sort((a, b) => place(a) - place(b)).flatMap((root) => this.#builds.get(root) ?? []);
  }

  /** Adds the builds that have to be made or dropped, where kustomizations build on each other in another way than before. */
  #updateRoots(builds: Set<string>): void {
    const roots = this.#kustomizations.roots();
    if (roots === this.#roots) return;
    this.#roots = roots;
    this.#order = new Map(roots.map((root, place) => [root, place]));
    for (const root of roots) if (!this.#builds.has(root)) builds.add(root);
    for (const root of this.#builds.keys()) if (!this.#order.has(root)) builds.add(root);
  }

  /** Makes and drops builds; adds those to `builds` that fit now, or no longer do. */
  #rebuildAll(builds: Set<string>, files: Set<string>): void {
    if (builds.size === 0) return;
    for (const root of builds) if (!this.#order.has(root)) this.#replace(root, undefined, files);
    let weight = 0;
    for (const root of this.#roots) {
      const fits = weight < this.#most;
      if (fits === this.#unbuilt.has(root)) builds.add(root);
      if (builds.has(root)) this.#rebuild(root, fits, files);
      weight += this.#builds.get(root)?.weight ?? 0;
    }
  }

  #rebuild(root: string, fits: boolean, files: Set<string>): void {
    const before = this.#builds.get(root);
    const didFit = !this.#unbuilt.has(root);
    if (before && fits === didFit && isCurrent(before, root, this.#files)) return;
    if (fits) this.#unbuilt.delete(root);
    else this.#unbuilt.add(root);
    const now = fits
      ? buildOverlay(this.#rules, this.#files, root, this.#cache, before)
      : unbuiltOverlay(this.#files, root, before);
    this.#replace(root, now, files);
  }

  /** Adds to `files` those about which another thing is said now. */
  #replace(root: string, now: Overlay | undefined, files: Set<string>): void {
    const before = this.#builds.get(root);
    if (now) this.#builds.set(root, now);
    else {
      this.#builds.delete(root);
      this.#unbuilt.delete(root);
    }
    for (const one of before?.held ?? NONE) this.#cache.objects.release(one);
    relate(this.#sources, root, saysAbout(before), saysAbout(now));
    relate(this.#readers, root, before?.texts.keys() ?? NONE, now?.texts.keys() ?? NONE);
    for (const name of before?.texts.keys() ?? NONE) if (!this.#readers.has(name)) this.#cache.parsed.delete(name);
    for (const file of new Set([...saysAbout(before), ...saysAbout(now)])) if (!saysSame(before, now, file)) files.add(file);
    if (before?.crashes.length || now?.crashes.length) files.add(root);
  }
}

/** The files about which a build says something. */
function saysAbout(overlay: Overlay | undefined): Iterable<string> {
  return overlay ? new Set([...overlay.findings.keys(), ...overlay.objectsIn.keys()]) : NONE;
}

function saysSame(before: Overlay | undefined, now: Overlay | undefined, file: string): boolean {
  const [old, own] = [before?.findings.get(file) ?? NONE, now?.findings.get(file) ?? NONE];
  if (old.length !== own.length || old.some((finding, i) => finding !== own[i])) return false;
  const [were, are] = [before?.objectsIn.get(file) ?? NONE, now?.objectsIn.get(file) ?? NONE];
  return (
    were.length === are.length &&
    were.every(({ span }, i) => span.start === are[i]?.span.start && span.end === (are[i] as BuiltObject).span.end)
  );
}

/** Keeps the other direction of a relation: from each key to those that have it. */
function relate(index: Map<string, Set<string>>, one: string, before: Iterable<string>, now: Iterable<string>): void {
  const keys = new Set(now);
  for (const key of before) {
    if (keys.has(key)) continue;
    const others = index.get(key);
    others?.delete(one);
    if (others?.size === 0) index.delete(key);
  }
  for (const key of keys) {
    const others = index.get(key);
    if (others) others.add(one);
    else index.set(key, new Set([one]));
  }
}
