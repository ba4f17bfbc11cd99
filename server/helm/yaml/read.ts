import type { Span } from "../../text/span.ts";
import { unmarshal } from "../../yaml/goyaml/unmarshal.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import { Field, type Path } from "../../yaml/tree/field.ts";
import type { Content, Entry, Mapping, Node, Problem, Scalar } from "../../yaml/tree/tree.ts";
import { bareRun, exactRun, madeRun, type Place, type Run, type SourceFile } from "../value/place.ts";
import { EMPTY, placeAt, slice, Text, TextBuilder } from "../value/text.ts";
import { ANY_MAP, type Dict, type DictEntry, dict, type Value } from "../value/value.ts";

/** What was read from YAML. */
export interface Reading {
  /** `undefined` for a text without content. */
  readonly value: Value | undefined;
  /** What is wrong with the text: in Helm's words, and where. */
  readonly error: { readonly message: string; readonly problem: Problem } | undefined;
}

/** Reads the first document of a file as Helm does (sigs.k8s.io/yaml: all numbers are floats, YAML 1.1 words count). */
export function readYamlFile(file: SourceFile): Reading {
  const before = known.get(file);
  if (before) return before;
  const made = read(file.text, { file, text: undefined, nodes: 0 });
  known.set(file, made);
  return made;
}

/** What was read of a file, as long as the file is kept; nobody changes it. */
const known = new WeakMap<SourceFile, Reading>();

/** The same of a text that was rendered; what is read has the places of its characters. */
export function readYamlText(text: Text): Reading {
  return read(text.text, { file: undefined, text, nodes: 0 });
}

/**
 * The mapping at a path of a document in a file, be it a text that holds one. The span is that of the document; `undefined` if no mapping stands there
 * that can be read.
 */
export function readYamlAt(file: SourceFile, document: Span, path: Path): Dict | undefined {
  const node = Field.root(parse(file.text, document.start, document.end)).at(...path).node;
  try {
    const source = { file, text: undefined, nodes: 0 };
    const value = node && convert({ source, base: document.start, end: -1 }, node, 0);
    const read = value?.kind === "string" ? readYamlText(new Text(value.text, value.runs)).value : value;
    return read?.kind === "dict" ? read : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // too large
    throw error;
  }
}

interface Source {
  readonly file: SourceFile | undefined;
  readonly text: Text | undefined;
  /** How many nodes have been made: aliases may multiply them. */
  nodes: number;
}

const MAX_NODES = 200_000;
const MAX_DEPTH = 400;

function read(text: string, source: Source): Reading {
  const span = firstDocument(text);
  const parsed = parse(text, span.start, span.end);
  const problem = parsed.problems.find(({ code }) => code === "syntax");
  const exact = problem && unmarshal(text);
  if (exact && "error" in exact)
    return {
      value: undefined,
      error: { message: `error converting YAML to JSON: ${exact.error}`, problem: moved(problem, span.start) },
    };
  const tree = exact?.tree ?? parsed;
  try {
    const reader: Reader = { source, base: exact ? 0 : span.start, end: /[\n\r]$/.test(text) ? -1 : text.length };
    return { value: tree.root && convert(reader, tree.root, 0), error: undefined };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { message } = error;
    return { value: undefined, error: { message, problem: { code: "syntax", message, start: 0, end: 0 } } };
  }
}

function moved(problem: Problem, by: number): Problem {
  return { ...problem, start: problem.start + by, end: problem.end + by };
}

/** The first document that has a beginning of its own; a text may begin with comments and `---`. */
function firstDocument(text: string) {
  const [first, ...rest] = cut(text);
  const whole = first ?? { start: 0, end: text.length };
  const isEmpty = /^(\s*#[^\n]*\n|\s)*$/.test(text.slice(whole.start, whole.end));
  return isEmpty && rest[0] ? rest[0] : whole;
}

interface Reader {
  readonly source: Source;
  /** Where the document begins. */
  readonly base: number;
  /** Where the text ends, if it ends without a line break: that of a block of text is missing then, as it is for goyaml; else -1. */
  readonly end: number;
}

function placeOf({ source, base }: Reader, start: number, end: number): Place | undefined {
  if (source.file) return { file: source.file, start: base + start, end: base + end };
  return source.text && placeAt(source.text, base + start, base + end);
}

function convert(reader: Reader, node: Node, depth: number): Value {
  if (++reader.source.nodes > MAX_NODES || depth > MAX_DEPTH)
    throw new RangeError("The document is larger, or nested more deeply, than can be read here.");
  const content = node.kind === "alias" ? node.target : node;
  if (!content) return { kind: "nil" };
  if (content.kind === "scalar") return scalarOf(reader, content);
  const place = placeOf(reader, content.start, content.end);
  if (content.kind === "sequence") {
    const items = content.items.map(({ value }) => convert(reader, value, depth + 1));
    return { kind: "list", element: "interface {}", items, place };
  }
  const made = dict();
  addEntries(reader, made.entries, content, depth);
  return { kind: "dict", type: ANY_MAP, entries: made.entries, place };
}

/** A mapping's entries over those that `<<` brings in; of duplicates the last counts. */
function addEntries(reader: Reader, entries: Map<string, DictEntry>, mapping: Mapping, depth: number): void {
  for (const entry of mapping.entries)
    if (isMerge(entry)) for (const merged of mergedBy(entry).toReversed()) addEntries(reader, entries, merged, depth + 1);
  for (const entry of mapping.entries) {
    if (isMerge(entry)) continue;
    entries.set(entry.name, { key: keyOf(reader, entry), value: convert(reader, entry.value, depth + 1) });
  }
}

function isMerge({ name, key }: Entry): boolean {
  return name === "<<" && key.style === "plain";
}

function mergedBy({ value }: Entry): readonly Mapping[] {
  const content = contentOf(value);
  const nodes = content?.kind === "sequence" ? content.items.map((item) => contentOf(item.value)) : [content];
  return nodes.filter((node): node is Mapping => node?.kind === "mapping");
}

function contentOf(node: Node): Content | undefined {
  return node.kind === "alias" ? node.target : node;
}

function keyOf(reader: Reader, { key, name }: Entry): Text {
  return key.source === name ? exact(reader, key.start, name) : textOf(reader, key, name);
}

function scalarOf(reader: Reader, node: Scalar): Value {
  const { value } = node;
  if (typeof value === "string") {
    const isCutOff = reader.base + node.end === reader.end && (node.style === "literal" || node.style === "folded");
    return textOf(reader, node, isCutOff ? value.replace(/\n$/, "") : value);
  }
  const place = placeOf(reader, node.start, node.end);
  if (value === null) return { kind: "nil", place };
  if (value === 0 && /^-.*[.eE]/.test(node.source)) return { kind: "float", value: -0, place };
  return typeof value === "number" ? { kind: "float", value, place } : { kind: "bool", value, place };
}

/** A text that stands in the document as it is. */
function exact({ source: { file, text }, base }: Reader, start: number, value: string): Text {
  if (value === "") return EMPTY;
  const from = base + start;
  if (file) return new Text(value, () => [exactRun(file, from, from + value.length)]);
  return text ? slice(text, from, from + value.length) : new Text(value);
}

function textOf(reader: Reader, node: Scalar, value: string): Text {
  const { source, style, start } = node;
  if (value === "") return EMPTY;
  if (source === value) return exact(reader, start, value);
  if ((style === "single" || style === "double") && source.length === value.length + 2 && source.slice(1, -1) === value)
    return exact(reader, start + 1, value);
  const whole = (): readonly Run[] => {
    const place = placeOf(reader, node.start, node.end);
    const unknown = reader.source.text ? slice(reader.source.text, reader.base + start, reader.base + node.end).unknown : false;
    return [place ? { ...madeRun(place, value.length), unknown } : bareRun(value.length)];
  };
  const runs = () => (style === "literal" ? linesOf(reader, node, value) : undefined) ?? whole();
  return reader.source.file ? new Text(value, runs) : new Text(value, runs());
}

/** The runs of a literal block: each of its lines stands in the document behind its indentation. */
function linesOf(reader: Reader, { source, start }: Scalar, value: string): readonly Run[] | undefined {
  const builder = new TextBuilder();
  let at = source.indexOf("\n") + 1;
  const first = /\S/.exec(source.slice(at));
  if (at === 0 || !first) return undefined;
  const indent = at + first.index - (source.lastIndexOf("\n", at + first.index) + 1);
  const lines = value.split(/(?<=\n)/);
  for (const line of lines) {
    const next = source.indexOf("\n", at);
    const end = next < 0 ? source.length : next + 1;
    const blank = line === "\n";
    const from = blank ? end - 1 : at + indent;
    if (source.slice(from, end) !== line && source.slice(from, from + line.length) !== line) return undefined;
    builder.add(exact(reader, start + from, line));
    at = end;
  }
  const { runs, text } = builder.build();
  return text === value ? runs : undefined;
}
