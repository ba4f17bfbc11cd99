import type { Span } from "../../../text/span.ts";

/**
 * `missing-file`: no such file or folder. `cycle`: a kustomization that builds on itself. `no-target`: nothing that a patch or an entry is
 * for. `duplicate`: an object of the same name is there already. `outside`: a file that is not below the kustomization, which kustomize
 * refuses unless it is told to (`--load-restrictor LoadRestrictionsNone`). `invalid`: something that cannot be read or applied.
 */
export type BuildProblemCode = "missing-file" | "cycle" | "no-target" | "duplicate" | "outside" | "invalid";

/** Something that stands in the way of a build; the rest is built without it. The span is absolute in the file. */
export interface BuildProblem {
  readonly code: BuildProblemCode;
  readonly message: string;
  readonly uri: string;
  readonly span: Span;
}

/** A feature that the builder does not know, named once for a build: what it would change is not seen. */
export interface Unsupported {
  readonly feature: string;
  /** It only adds objects: those that are built are as they will be. */
  readonly adds: boolean;
  readonly uri: string;
  readonly span: Span;
}
