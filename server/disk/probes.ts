import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { ChartFiles } from "../helm/chart/chart.ts";
import type { FindChart } from "../helm/chart/load.ts";
import { findBeside, readChart } from "./chart.ts";
import { leadsOut } from "./link.ts";
import { isThere } from "./listing.ts";
import { type Content, isNamed, LEADS_OUT, readText, statsOf, type Unreadable } from "./read.ts";

/** What a run asks of the file system beside the files that it lints. All paths are absolute. */
export interface Disk {
  exists(path: string): boolean;
  /** The text of a file; undefined if it cannot be read as one. */
  read(path: string): string | undefined;
  /** The files of a chart's folder; undefined if there is none, or one that it needs cannot be read. */
  chart(path: string): ChartFiles | undefined;
  /** The files of a chart that the one in the folder needs and that lies elsewhere. */
  chartBeside(path: string, dependency: Parameters<FindChart>[0]): ChartFiles | undefined;
}

/** Is told of a file that is there, and needed, and cannot be read: by its absolute path. */
export type Missed = (path: string, why: Unreadable) => void;

/** The file system. */
export function diskWith(missed: Missed = () => undefined): Disk {
  return {
    exists: existsSync,
    read(path) {
      const content = readLinked(path);
      if ("text" in content) return content.text;
      // What is binary, or large, may be so: a generator takes any file.
      if (content.reason === "symlink" || (content.reason === "unreadable" && isNoFolder(path))) missed(path, content);
      return undefined;
    },
    chart(path) {
      let isWhole = existsSync(path);
      const files = isWhole
        ? readChart(path, (file, why) => {
            isWhole = false;
            missed(file, why);
          })
        : undefined;
      return isWhole ? files : undefined;
    },
    chartBeside: (path, dependency) => findBeside(resolve(path))(dependency),
  };
}

export const disk = diskWith();

/** Reads a text that a file of the repository names: links that lead out of it are not followed, as kustomize follows none. */
function readLinked(path: string): Content {
  return isThere(path) && !isNamed(path) && leadsOut(path) ? LEADS_OUT : readText(path);
}

/** Whether something is there that is to be read as a file: what leads nowhere is missing, which is another matter. */
function isNoFolder(path: string): boolean {
  const stats = statsOf(path);
  return stats !== undefined && !stats.isDirectory();
}
