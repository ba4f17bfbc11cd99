import { asFolder, folderOf, isBelow } from "../../text/path.ts";
import { normalized } from "../protocol/uri.ts";
import type { Files } from "./files.ts";

/** The folders of a workspace, and which files lie in them: those that no `.gitignore` leaves out. URIs are normalized. */
export class WorkspaceFiles {
  readonly #files: Files;
  #folders: readonly string[];
  #listed = new Set<string>();

  constructor(files: Files, folders: readonly string[]) {
    this.#files = files;
    this.#folders = named(folders);
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  setFolders(folders: readonly string[]): void {
    this.#folders = named(folders);
  }

  /** The folder that a file lies in: the innermost one. */
  workspaceFolderOf(uri: string): string | undefined {
    let innermost: string | undefined;
    for (const folder of this.#folders) if (isBelow(folder, uri) && folder.length > (innermost?.length ?? -1)) innermost = folder;
    return innermost;
  }

  /** All files of all folders; what is known of them afterwards is what was found. */
  async list(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const folder of this.#folders) for (const uri of await this.#files.list(folder)) found.add(normalized(uri));
    this.#listed = found;
    return found;
  }

  /** Whether a file belongs to the workspace. One that was not there before is looked for. */
  async has(uri: string): Promise<boolean> {
    if (!this.workspaceFolderOf(uri)) return false;
    if (!this.#listed.has(uri)) for (const one of await this.#files.list(folderOf(uri))) this.#listed.add(normalized(one));
    return this.#listed.has(uri);
  }
}

function named(folders: readonly string[]): readonly string[] {
  return folders.map((folder) => asFolder(normalized(folder)));
}
