import type { Field } from "../../../yaml/tree/field.ts";
import { placeOf } from "./place.ts";
import type { BuildProblem, BuildProblemCode, Unsupported } from "./problem.ts";
import type { ResMap } from "./res-map.ts";

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

  report({ file }: InFile, field: Field, code: BuildProblemCode, message: string): void {
    if (code === "cycle") this.cycles++;
    this.#problems.push({ code, message, uri: file.uri, span: placeOf(field, 0) });
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
