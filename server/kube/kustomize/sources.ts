import type { Span } from "../../text/span.ts";
import { parse } from "../../yaml/parse.ts";
import { cut } from "../../yaml/slice.ts";
import type { Tree } from "../../yaml/tree.ts";

/** What the builder asks for files. */
export interface Files {
  /** The text of a file; `undefined` if there is none. */
  read(uri: string): string | undefined;
}

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  /** Where its text begins in the text of all sources. */
  readonly base: number;
  readonly documents: readonly Tree[];
}

/** A place in a file, in absolute offsets. */
export interface Origin {
  readonly uri: string;
  readonly span: Span;
}

/**
 * The files of one build as one long text. Every node of a built object has its offsets in that text, so that a rule underlines it there
 * like any other, and `locate` says which file that is.
 */
export interface Sources {
  file(uri: string): SourceFile | undefined;
  /** All texts, one after the other. */
  text(): string;
  locate(span: Span): Origin | undefined;
  uris(): readonly string[];
}

export function sourcesOf(files: Files): Sources {
  const known = new Map<string, SourceFile | undefined>();
  const loaded: SourceFile[] = [];
  let length = 0;
  const load = (uri: string): SourceFile | undefined => {
    const text = files.read(uri);
    if (text === undefined) return undefined;
    const documents = cut(text).map(({ start, end }) => parse(text, start, end));
    const file = { uri, text, base: length, documents };
    loaded.push(file);
    length += text.length + 1; // one unit between two files, so that no span touches both
    return file;
  };
  return {
    file(uri) {
      if (!known.has(uri)) known.set(uri, load(uri));
      return known.get(uri);
    },
    text: () => loaded.map(({ text }) => `${text}\n`).join(""),
    locate(span) {
      const file = loaded.findLast(({ base }) => base <= span.start);
      return file && { uri: file.uri, span: { start: span.start - file.base, end: span.end - file.base } };
    },
    uris: () => loaded.map(({ uri }) => uri),
  };
}
