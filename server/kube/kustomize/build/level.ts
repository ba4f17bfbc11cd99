import { isBelow, resolveIn } from "../../../text/path.ts";
import type { Kustomization, Named } from "../kustomization.ts";
import type { BuildLog } from "./build-log.ts";
import type { SourceFile, Sources } from "./sources.ts";

/** A kustomization that is being built. */
export interface Level {
  readonly file: SourceFile;
  readonly folder: string;
  readonly kustomization: Kustomization;
  /** The kustomizations that build on this one, and itself. */
  readonly stack: readonly string[];
  readonly sources: Sources;
  readonly log: BuildLog;
}

/** Reports a file that kustomize refuses to load. */
export function checkOutside(level: Level, { path, field }: Named): void {
  if (isBelow(level.folder, resolveIn(level.folder, path))) return;
  const message = `"${path}" is outside the folder of this kustomization: kustomize loads it only with --load-restrictor LoadRestrictionsNone.`;
  level.log.report(level, field, "outside", message);
}
