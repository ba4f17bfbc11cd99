import type { SchemaFiles } from "../../kube/schema/schema-files.ts";
import { asFolder, decodedUri, isBelow } from "../../text/path.ts";
import { normalized } from "../protocol/uri.ts";
import type { Files } from "./files.ts";

/** Files that are read at once where reading takes a request each. */
const BATCH = 32;

/** The schemas of custom resources in the folders that the configuration names, as they were when they were listed. */
export class Schemas {
  readonly #files: Files;
  #folders: readonly string[] = [];

  constructor(files: Files) {
    this.#files = files;
  }

  /** Whether a file (its URI normalized) is one of them, or would be. */
  has(uri: string): boolean {
    return this.#folders.some((folder) => isBelow(folder, uri));
  }

  /** Lists the files of the folders. A host that can read while rules run is asked for their texts one by one, any other now for all. */
  async list(folders: readonly string[]): Promise<SchemaFiles | undefined> {
    this.#folders = folders.map((folder) => asFolder(normalized(folder)));
    if (folders.length === 0) return undefined;
    const names = (await Promise.all(folders.map((folder) => this.#files.list(folder, true)))).flat();
    const { now } = this.#files;
    if (now) return { names, read: (name) => now.read(decodedUri(name)) };
    const texts = new Map<string, string | undefined>();
    for (let i = 0; i < names.length; i += BATCH) {
      const batch = names.slice(i, i + BATCH);
      const read = await Promise.all(batch.map((name) => this.#files.read(name)));
      for (const [at, name] of batch.entries()) texts.set(name, read[at]);
    }
    return { names, read: (name) => texts.get(name) };
  }
}
