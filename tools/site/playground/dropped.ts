import { isFileName } from "./share.ts";

/** Larger files and more of them are no manifests that somebody wants to try something on. */
const MOST_FILES = 300;
const LARGEST = 1_000_000;

/** What was read of files, and the names of those that were left out: too large, no text, or too many. */
export interface Dropped {
  readonly files: ReadonlyMap<string, string>;
  readonly skipped: readonly string[];
}

/** Reads what was dropped, folders with all that is in them. They must be asked for before anything else is waited for. */
export async function readDropped(items: DataTransferItemList): Promise<Dropped> {
  const found: [string, File][] = [];
  const entries = [...items].flatMap((item) => {
    const entry = item.webkitGetAsEntry();
    const file = entry ? null : item.getAsFile(); // what comes from another program may be in no folder
    if (file) found.push([file.name, file]);
    return entry ?? [];
  });
  for (const entry of entries) await collect(entry, "", found);
  return readAll(found);
}

/** Reads what was chosen in a dialog. */
export function readChosen(files: Iterable<File>): Promise<Dropped> {
  return readAll([...files].map((file) => [file.webkitRelativePath || file.name, file]));
}

async function collect(entry: FileSystemEntry, folder: string, found: [string, File][]): Promise<void> {
  if (found.length > MOST_FILES || entry.name === ".git" || entry.name === "node_modules") return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push([folder + entry.name, file]);
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const one of some) await collect(one, `${folder}${entry.name}/`, found);
  }
}

async function readAll(found: readonly (readonly [string, File])[]): Promise<Dropped> {
  const files = new Map<string, string>();
  const skipped: string[] = [];
  for (const [name, file] of found) {
    const text = files.size < MOST_FILES && file.size <= LARGEST && isFileName(name) ? await textOf(file) : undefined;
    if (text === undefined) skipped.push(name);
    else files.set(name, text);
  }
  return { files, skipped };
}

/** The text of a file without a byte order mark; undefined if it is no UTF-8, or holds what no text holds. */
async function textOf(file: File): Promise<string | undefined> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
