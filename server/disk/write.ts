import { chmodSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { messageOf, Refusal } from "./refusal.ts";

/**
 * Replaces a file's text in one step: whoever reads meanwhile sees the old or the new text, and a full disk loses nothing. The mode
 * stays, a symbolic link stays one. Missing directories are made. Refuses with the reason where it cannot be written.
 */
export function writeAtomically(path: string, text: string): void {
  const target = realPath(path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    mkdirSync(dirname(target), { recursive: true });
    const mode = modeOf(target);
    writeFileSync(temporary, text, { flag: "wx" });
    if (mode !== undefined) chmodSync(temporary, mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new Refusal(`${path} cannot be written: ${messageOf(error)}`);
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // it does not exist yet
  }
}

function modeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mode;
}
