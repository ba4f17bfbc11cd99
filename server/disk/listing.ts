import { existsSync } from "node:fs";
import { join } from "node:path";
import { diskMemory } from "./memory.ts";

const listings = diskMemory<readonly string[]>();

/** Keeps what a directory holds, so that nobody has to ask the file system again. */
export function rememberListing(directory: string, names: readonly string[]): void {
  listings.set(directory, names);
}

/** Whether a directory holds something of this name. Both are as the file system has them, the directory absolute. */
export function holds(directory: string, name: string): boolean {
  return listings.get(directory)?.includes(name) ?? existsSync(join(directory, name));
}
