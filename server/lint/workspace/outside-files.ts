/**
 * What the host said about files that are not linted: texts, and whether there is a file at all. Each question is asked once, until somebody
 * says that files have changed: a keystroke opens no file.
 */
export class OutsideFiles {
  readonly #texts = new Map<string, string | undefined>();
  readonly #found = new Map<string, boolean | undefined>();

  /** The text of a file; `ask` is asked if nobody has asked before. */
  text(name: string, ask: (name: string) => string | undefined): string | undefined {
    return remembered(this.#texts, name, () => ask(name));
  }

  /** Whether there is a file of this name, relative to the folder of `uri`. */
  exists(uri: string, name: string, ask: (uri: string, name: string) => boolean | undefined): boolean | undefined {
    return remembered(this.#found, `${uri}\n${name}`, () => ask(uri, name));
  }

  /** Forgets what was said about one file. */
  forget(name: string): void {
    this.#texts.delete(name);
  }

  /** Forgets everything. Returns the files whose texts were asked for. */
  forgetAll(): readonly string[] {
    const names = [...this.#texts.keys()];
    this.#texts.clear();
    this.#found.clear();
    return names;
  }
}

function remembered<T>(known: Map<string, T>, key: string, ask: () => T): T {
  if (known.has(key)) return known.get(key) as T;
  const answer = ask();
  known.set(key, answer);
  return answer;
}
