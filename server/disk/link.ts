import { realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { isInside, repositoryRoot } from "./paths.ts";

/** Where a path leads when all links are followed; the path itself where nothing is there. */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** Whether a link, at the path or on the way to it, leads out of the repository that the path lies in; of none, nothing leads out. */
export function leadsOut(path: string): boolean {
  const root = repositoryRoot(dirname(path));
  return root !== undefined && !isInside(realPathOf(root), realPathOf(path));
}
