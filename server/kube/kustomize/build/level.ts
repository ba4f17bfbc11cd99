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
  readonly room: PatchRoom;
}

/** What the patches of a build may still cost, in keys and values of each patch for each object that it is for, and of what they copy and compare. */
export interface PatchRoom {
  left: number;
}

/** Reports a file that kustomize refuses to load. */
export function checkOutside(level: Level, { path, field }: Named): void {
  if (isBelow(level.folder, resolveIn(level.folder, path))) return;
  const message = `"${path}" is outside the folder of this kustomization: kustomize loads it only with --load-restrictor LoadRestrictionsNone.`;
  level.log.report(level, field, "outside", message);
}
