import { type Dirent, existsSync, readdirSync, realpathSync, type Stats } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { untar } from "../helm/chart/archive.ts";
import type { ChartFiles } from "../helm/chart/chart.ts";
import type { FindChart } from "../helm/chart/load.ts";
import type { SourceFile } from "../helm/value/place.ts";
import { withoutMark } from "../text/byte-order-mark.ts";
import { decoded } from "./encoding.ts";
import { leadsOut } from "./link.ts";
import { LEADS_OUT, MAX_FILE_SIZE, readBytes, statsOf, TOO_LARGE, type Unreadable } from "./read.ts";

/** More files than that no chart has. */
const MAX_FILES = 20_000;
const MAX_DEPTH = 30;
/** What the archives of a chart may hold, in bytes. */
const MAX_ARCHIVE = 64 * 1024 * 1024;

/** Without one of these a chart renders to something else, or not at all. */
const NEEDED = /(?:^|\/)(?:Chart\.yaml|values\.ya?ml|values\.schema\.json|\.helmignore)$|(?:^|\/)(?:templates|charts|crds)\//;

/**
 * The files of a chart's folder as Helm reads them: symbolic links are followed inside of the repository, and the archives in `charts/` stand for folders. A
 * file that is too large or cannot be read is left out; `missed` is told of it where what is rendered would be another. `path` is absolute.
 */
export function readChart(path: string, missed: (path: string, why: Unreadable) => void = () => undefined): ChartFiles {
  const files = new Map<string, SourceFile>();
  readFolder(path, "", { files, missed }, new Set(), 0);
  return files;
}

interface Reading {
  readonly files: Map<string, SourceFile>;
  readonly missed: (path: string, why: Unreadable) => void;
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

function readFolder(folder: string, below: string, reading: Reading, above: ReadonlySet<string>, depth: number): void {
  const { files, missed } = reading;
  const real = realpathSync(folder);
  if (above.has(real) || depth > MAX_DEPTH) return;
  for (const entry of entriesOf(folder)) {
    const { name } = entry;
    if (files.size > MAX_FILES) return;
    if (name === ".git" || name === "node_modules") continue;
    const path = join(folder, name);
    const isOutside = entry.isSymbolicLink() && leadsOut(path);
    const stats = isOutside ? undefined : statsOf(path);
    if (stats?.isDirectory()) {
      readFolder(path, `${below}${name}/`, reading, new Set([...above, real]), depth + 1);
      continue;
    }
    const isArchive = /(^|\/)charts\/$/.test(below) && name.endsWith(".tgz");
    const why = isOutside
      ? LEADS_OUT
      : isArchive
        ? readArchive(path, below, files)
        : readOne(path, `${below}${name}`, stats, files);
    if (why && NEEDED.test(below + name)) missed(path, why);
  }
}

/** What a folder holds, sorted: nothing where it cannot be read. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** Adds the files of an archive. Returns why it cannot be read. */
function readArchive(path: string, below: string, files: Map<string, SourceFile>): Unreadable | undefined {
  const bytes = readBytes(path);
  if ("problem" in bytes) return bytes;
  try {
    const archive = gunzipSync(bytes, { maxOutputLength: MAX_ARCHIVE });
    for (const file of untar(archive)) add(files, below + file.path, Buffer.from(file.bytes));
  } catch {
    // No archive: Helm would say so; here its chart is missing.
  }
  return undefined;
}

const known = new Map<string, { readonly file: SourceFile; readonly changed: number; readonly size: number }>();

/**
 * Adds a file, which is read once, as long as its time and size are the same, so that what is made of it can be kept. Returns why it cannot be read.
 */
function readOne(path: string, name: string, stats: Stats | undefined, files: Map<string, SourceFile>): Unreadable | undefined {
  const key = `${name}\n${path}`;
  const before = known.get(key);
  if (before && before.changed === stats?.mtimeMs && before.size === stats.size) {
    files.set(name, before.file);
    return undefined;
  }
  const bytes = stats && stats.size > MAX_FILE_SIZE ? TOO_LARGE : readBytes(path);
  if ("problem" in bytes) return bytes;
  const file = add(files, name, bytes);
  if (stats) known.set(key, { file, changed: stats.mtimeMs, size: stats.size });
  return undefined;
}

function add(files: Map<string, SourceFile>, path: string, bytes: Buffer): SourceFile {
  const file = { path, text: withoutMark(decoded(bytes, "utf-8")) };
  files.set(path, file);
  return file;
}
