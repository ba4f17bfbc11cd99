import type { Span } from "../../../text/span.ts";
import { parse } from "../../../yaml/parser/parse.ts";
import { cut } from "../../../yaml/parser/slice.ts";
import type { Tree } from "../../../yaml/tree/tree.ts";

/** A text with its documents, kept so that it is parsed once for many builds. */
export interface Parsed {
  readonly text: string;
  readonly slices: readonly Span[];
  /** Of each slice one. */
  readonly documents: readonly Tree[];
}

/** What the builder asks for files. */
export interface FileTexts {
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
export interface SourceLocation {
  readonly uri: string;
  readonly span: Span;
}

/**
 * The files of one build as one long text. Every node of a built object has its offsets in that text, so that a rule underlines it there
 * like any other, and `locate` says which file that is. `parsed` is what earlier builds have parsed; it is added to.
 */
export interface Sources {
  file(uri: string): SourceFile | undefined;
  /** All texts, one after the other. */
  text(): string;
  at(offset: number): SourceFile | undefined;
  locate(span: Span): SourceLocation | undefined;
  uris(): readonly string[];
}

function parsedOf(text: string): Parsed {
  const slices = cut(text);
  return { text, slices, documents: slices.map(({ start, end }) => parse(text, start, end)) };
}

export function sourcesOf(files: FileTexts, parsed: Map<string, Parsed>): Sources {
  const known = new Map<string, SourceFile | undefined>();
  const loaded: SourceFile[] = [];
  let length = 0;
  const load = (uri: string): SourceFile | undefined => {
    const text = files.read(uri);
    if (text === undefined) return undefined;
    const known = parsed.get(uri);
    if (known?.text !== text) parsed.set(uri, parsedOf(text));
    const { documents } = parsed.get(uri) as Parsed;
    const file = { uri, text, base: length, documents };
    loaded.push(file);
    length += text.length + 1; // one unit between two files, so that no span touches both
    return file;
  };
  const at = (offset: number): SourceFile | undefined => {
    let low = 0;
    let high = loaded.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((loaded[middle] as SourceFile).base <= offset) low = middle + 1;
      else high = middle;
    }
    return loaded[low - 1];
  };
  return {
    file(uri) {
      if (!known.has(uri)) known.set(uri, load(uri));
      return known.get(uri);
    },
    text: () => loaded.map(({ text }) => `${text}\n`).join(""),
    at,
    locate(span) {
      const file = at(span.start);
      return file && { uri: file.uri, span: { start: span.start - file.base, end: span.end - file.base } };
    },
    uris: () => loaded.map(({ uri }) => uri),
  };
}
