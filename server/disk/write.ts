import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { holdSignals } from "./hold-signals.ts";
import { realPathOf } from "./link.ts";
import { isInside, repositoryRoot } from "./paths.ts";
import { kindOf, statsOf } from "./read.ts";
import { Refusal, reasonOf } from "./refusal.ts";

/**
 * Writes a file of ours (a report, a baseline, a configuration) in one step: whoever reads meanwhile sees the old or the new text, and a full disk loses
 * nothing. Missing directories are made. Refuses with the reason where it cannot be written, also through a link of the repository: who commits one
 * decides where it leads. A file of this `mode` is the user's own, whoever had one there before; without it, mode and owner stay as they are.
 */
export function writeFile(path: string, text: string | readonly Uint8Array[], mode?: number): void {
  try {
    const problem = linkProblem(path);
    if (problem) throw new Error(problem);
    const target = realPathOf(path); // it may not exist yet
    mkdirSync(dirname(target), { recursive: true });
    const before = statSync(target, { throwIfNoEntry: false });
    const kind = before && kindOf(before);
    if (kind) throw new Error(`it is a ${kind}`);
    replace(target, typeof text === "string" ? [Buffer.from(text)] : text, mode === undefined ? before : { mode });
  } catch (error) {
    throw new Refusal(`${path} cannot be written: ${reasonOf(error)}.`);
  }
}

/** Why a path is not written to; `undefined` if nothing speaks against it. The path is absolute. */
export function linkProblem(path: string): string | undefined {
  const folder = existing(dirname(path));
  const root = repositoryRoot(folder) ?? folder;
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() && !isOfSystem(path))
    return "it is a symbolic link, which is not followed";
  return isInside(realpathSync(root), realpathSync(folder))
    ? undefined
    : "a symbolic link on the way leads out of the repository";
}

/** `/dev/stdout` and its like are links, and nobody commits them. */
function isOfSystem(path: string): boolean {
  return path.startsWith("/dev/") || path.startsWith("/proc/");
}

/** The directory, or the nearest one above it that is there. */
function existing(directory: string): string {
  const parent = dirname(directory);
  return parent === directory || statsOf(directory) ? directory : existing(parent);
}

/**
 * Puts other bytes in the place of a file, with its mode and owner. Writes to a file beside it, which takes its name in the end; `isCurrent` is asked right
 * before that, and where the answer is no, nothing happens and the result is false.
 */
export function replace(
  target: string,
  pieces: readonly Uint8Array[],
  before: Partial<Pick<Stats, "mode" | "uid" | "gid">> | undefined,
  isCurrent: () => boolean = () => true,
): boolean {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomBytes(6).toString("hex")}.tmp`);
  const release = holdSignals(); // whoever interrupts us now finds no temporary file afterwards
  let isThere = false;
  try {
    const file = openSync(temporary, "wx", before ? 0o600 : 0o666);
    isThere = true;
    try {
      for (const piece of pieces) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
    if (before?.uid !== undefined && before.gid !== undefined) keepOwner(temporary, before.uid, before.gid);
    if (before?.mode !== undefined) chmodSync(temporary, before.mode & 0o7777);
    if (!isCurrent()) return false;
    renameSync(temporary, target);
    isThere = false;
    return true;
  } finally {
    if (isThere) rmSync(temporary, { force: true });
    release();
  }
}

function keepOwner(path: string, uid: number, gid: number): void {
  const own = statSync(path);
  if (own.uid !== uid || own.gid !== gid) chownSync(path, uid, gid);
}
