import { NONE } from "../../text/none.ts";
import { decodedUri } from "../../text/path.ts";
import { type FileState, looksSame } from "./file-state.ts";

/** What a file is to become. */
export interface PendingFile {
  /** `undefined`: it is gone. */
  readonly file: FileState | undefined;
  /** Others see it in another way, or may: they are asked again. */
  readonly isVisible: boolean;
}

/** The files that are linted, by their URIs and decoded names: as they were when everything was settled, and what they are to become. */
export class LintedFiles {
  readonly #settled = new Map<string, FileState>();
  readonly #pending = new Map<string, PendingFile>();
  readonly #uris = new Map<string, string>(); // by name, of all files, pending or not

  // As they were settled.

  get(uri: string): FileState | undefined {
    return this.#settled.get(uri);
  }

  named(name: string): FileState | undefined {
    return this.#settled.get(this.#uris.get(name) ?? "");
  }

  has(uri: string): boolean {
    return this.#settled.has(uri);
  }

  all(): Iterable<FileState> {
    return this.#settled.values();
  }

  // As they are to become.

  /** A file as it stands, pending or not. */
  latest(uri: string): FileState | undefined {
    const change = this.#pending.get(uri);
    return change ? change.file : this.#settled.get(uri);
  }

  latestNamed(name: string): FileState | undefined {
    return this.latest(this.#uris.get(name) ?? "");
  }

  /** The URIs of files that are there, or were until something pending. */
  latestUris(): ReadonlySet<string> {
    return new Set([...this.#settled.keys(), ...this.#pending.keys()]);
  }

  names(): Iterable<string> {
    return this.#uris.keys();
  }

  /** The URI of a file by its name; of one that is not linted the name. */
  uriOf(name: string): string {
    return this.#uris.get(name) ?? name;
  }

  /** The URIs of those that are linted. */
  urisOf(names: Iterable<string>): readonly string[] {
    return [...names].flatMap((name) => this.#uris.get(name) ?? NONE);
  }

  pending(): ReadonlyMap<string, PendingFile> {
    return new Map(this.#pending);
  }

  put(file: FileState): void {
    const { uri, name } = file;
    const settled = this.#settled.get(uri);
    const wasVisible = this.#pending.get(uri)?.isVisible ?? false;
    this.#pending.set(uri, { file, isVisible: wasVisible || !settled || !looksSame(settled, file) });
    this.#uris.set(name, uri);
  }

  remove(uri: string): void {
    if (this.latest(uri)) this.#pending.set(uri, { file: undefined, isVisible: true });
  }

  /** Has others ask about a file again, whatever it has become. */
  reveal(uri: string): void {
    this.#pending.set(uri, { file: this.latest(uri), isVisible: true });
  }

  /** Makes everything that is pending so, and returns it. */
  settle(): ReadonlyMap<string, PendingFile> {
    const changes = this.pending();
    this.#pending.clear();
    for (const [uri, { file }] of changes)
      if (file) this.#settled.set(uri, file);
      else {
        this.#settled.delete(uri);
        this.#uris.delete(decodedUri(uri));
      }
    return changes;
  }
}
