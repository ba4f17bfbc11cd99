import { existsSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { untar } from "../helm/chart/archive.ts";
import type { ChartFiles } from "../helm/chart/chart.ts";
import type { FindChart } from "../helm/chart/load.ts";
import type { SourceFile } from "../helm/value/place.ts";
import { withoutMark } from "../text/byte-order-mark.ts";
import { decoded } from "./encoding.ts";
import { MAX_FILE_SIZE, readBytes } from "./read.ts";

/** More files than that no chart has. */
const MAX_FILES = 20_000;
const MAX_DEPTH = 30;
/** What the archives of a chart may hold, in bytes. */
const MAX_ARCHIVE = 64 * 1024 * 1024;

/**
 * The files of a chart's folder as Helm reads them: symbolic links are followed, and the archives in `charts/` stand for folders. A file that is
 * too large or cannot be read is left out. `path` is absolute.
 */
export function readChart(path: string): ChartFiles {
  const files = new Map<string, SourceFile>();
  readFolder(path, "", files, new Set(), 0);
  return files;
}

/** Finds charts that are needed and not in `charts/`: what a `file://` repository names, else a folder of the name beside the chart. */
export function findBeside(path: string): FindChart {
  return ({ name, repository }) => {
    const folders = repository.startsWith("file://")
      ? [resolve(path, repository.slice("file://".length))]
      : [join(dirname(path), name)];
    const found = folders.find((folder) => folder !== path && existsSync(join(folder, "Chart.yaml")));
    return found === undefined ? undefined : readChart(found);
  };
}

function readFolder(
  folder: string,
  below: string,
  files: Map<string, SourceFile>,
  above: ReadonlySet<string>,
  depth: number,
): void {
  const real = realpathSync(folder);
  if (above.has(real) || depth > MAX_DEPTH) return;
  for (const name of namesIn(folder)) {
    if (files.size > MAX_FILES) return;
    if (name === ".git" || name === "node_modules") continue;
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory()) readFolder(path, `${below}${name}/`, files, new Set([...above, real]), depth + 1);
    if (!stats?.isFile() || stats.size > MAX_FILE_SIZE) continue;
    const archive = /(^|\/)charts\/$/.test(below) && name.endsWith(".tgz");
    if (archive) readArchive(path, below, files);
    else {
      const file = readOne(path, `${below}${name}`, stats);
      if (file) files.set(file.path, file);
    }
  }
}

/** What a folder holds, sorted: nothing where it cannot be read. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readArchive(path: string, below: string, files: Map<string, SourceFile>): void {
  try {
    const archive = gunzipSync(readBytes(path) ?? "", { maxOutputLength: MAX_ARCHIVE });
    for (const file of untar(archive)) add(files, below + file.path, Buffer.from(file.bytes));
  } catch {
    // No archive: Helm would say so; here its chart is missing.
  }
}

const known = new Map<string, { readonly file: SourceFile; readonly changed: number; readonly size: number }>();

/** A file, if it can be read; it is read once, as long as its time and size are the same, so that what is made of it can be kept. */
function readOne(path: string, name: string, { mtimeMs: changed, size }: Stats): SourceFile | undefined {
  const key = `${name}\n${path}`;
  const before = known.get(key);
  if (before?.changed === changed && before.size === size) return before.file;
  const bytes = readBytes(path);
  if (!bytes) return undefined;
  const file = sourceFile(name, bytes);
  known.set(key, { file, changed, size });
  return file;
}

function sourceFile(path: string, bytes: Buffer): SourceFile {
  return { path, text: withoutMark(decoded(bytes, "utf-8")) };
}

function add(files: Map<string, SourceFile>, path: string, bytes: Buffer): void {
  files.set(path, sourceFile(path, bytes));
}
