import { basename, dirname, join } from "node:path";
import { realPathOf } from "./link.ts";
import { isInside } from "./paths.ts";

/**
 * Whether messages may say what stands in a file: `extends` and links may lead to any file of the machine, and what lies outside of the repository (`root`)
 * is not quoted. `isOwn`: the user names the file, or it lies in a folder where it is looked for.
 */
export function isQuotable(path: string, isOwn: boolean, root: string): boolean {
  const real = realPathOf(path);
  return isInside(realPathOf(root), real) || (isOwn && real === join(realPathOf(dirname(path)), basename(path)));
}

/** What is said of a file that is not quoted, behind what is wrong with it. */
export const NOT_QUOTED = "The file lies outside of the repository: nothing of it is quoted.";
