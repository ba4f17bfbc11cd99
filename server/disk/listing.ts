import { lstatSync } from "node:fs";
import { join } from "node:path";
import { diskMemory } from "./memory.ts";

const listings = diskMemory<readonly string[]>();

/** Keeps what a directory holds, so that nobody has to ask the file system again. */
export function rememberListing(directory: string, names: readonly string[]): void {
  listings.set(directory, names);
}

/** Whether a directory holds something of this name, be it a link that leads nowhere. Both are as the file system has them, the directory absolute. */
export function holds(directory: string, name: string): boolean {
  return listings.get(directory)?.includes(name) ?? isThere(join(directory, name));
}

/** Whether something stands at a path; a link counts, wherever it leads. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // a folder on the way may not be entered
  }
}
