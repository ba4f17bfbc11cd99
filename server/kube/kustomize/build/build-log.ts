import type { Span } from "../../../text/span.ts";
import type { Field } from "../../../yaml/tree/field.ts";
import { placeOf } from "./place.ts";
import type { ResMap } from "./res-map.ts";

/**
 * `missing-file`: no such file. `no-kustomization`: no such folder, or no kustomization in it. `cycle`: a kustomization that builds on itself. `no-target`: nothing that a patch or an entry is
 * for. `duplicate`: an object of the same name is there already. `outside`: a file that is not below the kustomization, which kustomize
 * refuses unless it is told to (`--load-restrictor LoadRestrictionsNone`). `invalid`: something that cannot be read or applied. `refused`: a kustomization that
 * kustomize does not take, although it is clear what it should build.
 */
export type BuildProblemCode =
  | "missing-file"
  | "no-kustomization"
  | "cycle"
  | "no-target"
  | "duplicate"
  | "outside"
  | "invalid"
  | "refused";

/** Something that stands in the way of a build; the rest is built without it. The span is absolute in the file. */
export interface BuildProblem {
  readonly code: BuildProblemCode;
  readonly message: string;
  readonly uri: string;
  readonly span: Span;
  /** What the file names, with `no-kustomization`: it may be there. */
  readonly path?: string;
}

/** A feature that the builder does not know, named once for a build: what it would change is not seen. */
export interface Unsupported {
  readonly feature: string;
  /** It only adds objects: those that are built are as they will be. */
  readonly adds: boolean;
  readonly uri: string;
  readonly span: Span;
}

/** The kustomization that something is said about. */
interface InFile {
  readonly file: { readonly uri: string };
}

/** What a build says about itself: what stands in its way, and what it does not cover. */
export class BuildLog {
  readonly #problems: BuildProblem[] = [];
  readonly #unsupported = new Map<string, Unsupported>();
  /** How many cycles were met. */
  cycles = 0;

  get problems(): readonly BuildProblem[] {
    return this.#problems;
  }

  get unsupported(): readonly Unsupported[] {
    return [...this.#unsupported.values()];
  }

  report({ file }: InFile, field: Pick<Field, "site" | "tree">, code: BuildProblemCode, message: string): void {
    if (code === "cycle") this.cycles++;
    this.#problems.push({ code, message, uri: file.uri, span: placeOf(field, 0) });
  }

  /** Reports a path at which there is no kustomization. */
  reportFolder({ file }: InFile, field: Field, path: string): void {
    const message = `"${path}" holds no kustomization file: kustomize cannot build it.`;
    this.#problems.push({ code: "no-kustomization", message, uri: file.uri, span: placeOf(field, 0), path });
  }

  /** Reports that something is not among the objects, unless it may be among those that are missing. */
  reportMissing(at: InFile, { isIncomplete }: ResMap, field: Field, message: string): void {
    if (!isIncomplete) this.report(at, field, "no-target", message);
  }

  /** Notes a feature that is not built, once. */
  refuse({ file }: InFile, objects: ResMap, field: Field, feature: string): void {
    const adds = ADDING.has(feature);
    objects.isIncomplete ||= adds;
    if (!this.#unsupported.has(feature))
      this.#unsupported.set(feature, { feature, adds, uri: file.uri, span: placeOf(field, 0) });
  }
}

/** Features that only add objects. */
const ADDING: ReadonlySet<string> = new Set([
  "generators",
  "helmChartInflationGenerator",
  "helmCharts",
  "remote resources",
  "validators",
]);
