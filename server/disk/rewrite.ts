import {
  accessSync,
  closeSync,
  constants,
  ftruncateSync,
  openSync,
  realpathSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { decoded, encoded, encodingOf } from "./encoding.ts";
import { leadsOut } from "./link.ts";
import { kindOf, readBytes } from "./read.ts";
import { reasonOf } from "./refusal.ts";
import { replace } from "./write.ts";

/**
 * Puts a text in the place of the one that a file of the user's holds, in its encoding. Owner, mode and links stay as they are: a symbolic link is followed
 * inside of the repository, and a file with several names, or of another owner, is written in place. Returns why nothing was written, to be put
 * behind the file's name: it is read-only, or somebody has changed it meanwhile.
 */
export function rewriteFile(path: string, before: string, after: string): string | undefined {
  try {
    const target = realpathSync(path);
    if (leadsOut(path)) return "is a link that leads out of the repository, and was not fixed";
    const stats = statSync(target);
    if (kindOf(stats)) return `is a ${kindOf(stats)}, and was not fixed`;
    if (!isWritable(target)) return "is read-only, and was not fixed";
    const bytes = readBytes(target);
    const encoding = "problem" in bytes ? undefined : encodingOf(bytes);
    if (!encoding || encoding === "utf-32") return CHANGED;
    const isCurrent = () => {
      const now = readBytes(target);
      return !("problem" in now) && decoded(now, encoding) === before;
    };
    return written(target, stats, encoded(after, encoding), isCurrent) ? undefined : CHANGED;
  } catch (error) {
    return `was not fixed: ${reasonOf(error)}`;
  }
}

const CHANGED = "has changed since it was read, and was not fixed: run the command again";

/** Whether the process may write the file. Root may write anything: its copies of read-only files, in images and in CI, are to be fixed too. */
function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function written(target: string, stats: Stats, bytes: Uint8Array, isCurrent: () => boolean): boolean {
  if (stats.nlink > 1) return isCurrent() && overwrite(target, bytes);
  try {
    return replace(target, [bytes], stats, isCurrent);
  } catch (error) {
    // Only its owner may give a file its owner, and some directories take no new file.
    if (!["EPERM", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    return isCurrent() && overwrite(target, bytes);
  }
}

function overwrite(target: string, bytes: Uint8Array): true {
  const file = openSync(target, "r+");
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, done);
    ftruncateSync(file, bytes.length);
  } finally {
    closeSync(file);
  }
  return true;
}
