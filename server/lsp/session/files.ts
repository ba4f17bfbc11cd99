import type { Connection } from "vscode-languageserver";
import type { Exists } from "../../kube/facts/object-index.ts";
import type { Descriptions } from "../../kube/schema/descriptions.ts";
import type { FileRole } from "../../lint/analysis/dialect.ts";
import type { ChartHost } from "../../lint/chart/chart-host.ts";
import {
  LIST_REQUEST,
  type ListParams,
  type ListResult,
  READ_REQUEST,
  type ReadParams,
  type ReadResult,
} from "../protocol/messages.ts";

/** The way to files that no editor has open. Files are named by URI everywhere. */
export interface Files {
  /** The YAML and JSON files below a folder, sorted; with `all`, also those that ignore files leave out. */
  list(folder: string, all?: boolean): Promise<readonly string[]>;
  /** A file's text; `undefined` where there is none or it is no text. */
  read(uri: string): Promise<string | undefined>;
  /** Why a file that is there has no text here: "is not a text in UTF-8". Undefined where nothing is known; a host that never knows leaves it out. */
  refusal?(uri: string): string | undefined;
  /** Whether the folder is where a repository begins: configuration is not looked for above it. */
  isRepository(folder: string): Promise<boolean>;
  /** What the API's documentation says of its fields; absent where it cannot be had. */
  descriptions?(): Descriptions;
  /** Hears that a workspace has been read: what runs from now on is what the user does. */
  scanned?(): void;
  /** What rules ask while they run and so cannot wait for; a host that cannot answer at once leaves it out. */
  readonly now?: FilesNow;
}

export interface FilesNow {
  exists: Exists;
  /** The text of a file by its decoded URI. */
  read(name: string): string | undefined;
  /** What renders charts. */
  readonly charts?: ChartHost;
  /** The folder where a file's repository begins; `""` for none. */
  repositoryOf(uri: string): string;
  /** What a file is by its place, for files of no workspace folder. */
  roleOf(uri: string): FileRole | undefined;
}

/** Files through the client: in the browser there is no other way, and elsewhere it reaches virtual file systems. */
export function clientFiles(connection: Connection): Files {
  async function ask<T>(method: string, params: ListParams | ReadParams, otherwise: T): Promise<T> {
    try {
      return await connection.sendRequest<T>(method, params);
    } catch (error) {
      connection.console.warn(`The client does not answer ${method}: ${String(error)}`);
      return otherwise;
    }
  }
  return {
    list: async (folder) => [...(await ask<ListResult>(LIST_REQUEST, { folder }, []))].sort(),
    read: async (uri) => (await ask<ReadResult>(READ_REQUEST, { uri }, null)) ?? undefined,
    // Virtual file systems show no .git folder; a workspace folder is the top there.
    isRepository: async () => false,
  };
}

/** For a host without a file system whose client offers none either: only open documents are known. */
export const noFiles: Files = {
  list: async () => [],
  read: async () => undefined,
  isRepository: async () => false,
};
