import { existsSync } from "node:fs";
import { readText } from "./read.ts";

/** What a run asks of the file system beside the files that it lints. All paths are absolute. */
export interface Disk {
  exists(path: string): boolean;
  /** The text of a file; undefined if it cannot be read as one. */
  read(path: string): string | undefined;
}

export const disk: Disk = {
  exists: existsSync,
  read(path) {
    const content = readText(path);
    return "text" in content ? content.text : undefined;
  },
};
