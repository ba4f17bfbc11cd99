import { type FoldingRange, FoldingRangeKind, type Position, type SelectionRange } from "vscode-languageserver";
import { DIALECTS } from "../../lint/analysis/dialect.ts";
import type { Span } from "../../text/span.ts";
import type { Node, Tree } from "../../yaml/tree/tree.ts";
import type { Positions } from "../protocol/positions.ts";
import { normalized } from "../protocol/uri.ts";
import type { DocumentSnapshot, Session } from "../session/session.ts";

/** What can be folded: documents where there are several, entries and items over several lines, runs of comment lines. */
export function foldingRanges(uri: string, session: Session): FoldingRange[] {
  const opened = open(uri, session);
  if (!opened) return [];
  const { snapshot, trees } = opened;
  const { text, positions } = snapshot;
  const ranges = new Map<number, FoldingRange>(); // by the line that stays: of several the largest
  const fold = ({ start, end }: Span, kind?: FoldingRangeKind) => {
    const { line } = positions.at(start);
    const endLine = positions.at(lastText(text, start, end)).line;
    if (endLine > (ranges.get(line)?.endLine ?? line)) ranges.set(line, { startLine: line, endLine, ...(kind ? { kind } : {}) });
  };
  for (const tree of trees) {
    if (trees.length > 1) fold({ start: tree.from, end: tree.to });
    for (const { span, isLabelled } of nested(tree)) if (isLabelled) fold(span);
    for (const span of commentRuns(tree, positions)) fold(span, FoldingRangeKind.Comment);
  }
  return [...ranges.values()];
}

/** For each position what lies around it, from the inside out: value, entry, mapping, document. */
export function selectionRanges(uri: string, wanted: readonly Position[], session: Session): SelectionRange[] {
  const opened = open(uri, session);
  if (!opened) return [];
  const { snapshot, trees } = opened;
  const { positions, text } = snapshot;
  return wanted.map((position) => {
    const offset = positions.offset(position);
    const tree = trees.find(({ from, to }) => from <= offset && offset <= to);
    const around = (tree ? [{ start: tree.from, end: tree.to }, ...[...nested(tree)].map(({ span }) => span)] : [])
      .filter(({ start, end }) => start <= offset && offset <= end)
      .sort((a, b) => b.end - b.start - (a.end - a.start));
    const whole: SelectionRange = { range: positions.range({ start: 0, end: text.length }) };
    return around.reduce((parent: SelectionRange, span) => ({ range: positions.range(span), parent }), whole);
  });
}

function open(
  uri: string,
  session: Session,
): { readonly snapshot: DocumentSnapshot; readonly trees: readonly Tree[] } | undefined {
  const key = normalized(uri);
  const snapshot = session.snapshot(key);
  if (!snapshot) return undefined;
  const { cut, parse } = DIALECTS[session.linter.result(key).dialect];
  return { snapshot, trees: cut(snapshot.text).map(({ start, end }) => parse(snapshot.text, start, end)) };
}

/** A part of a document; absolute. An entry or an item is labelled by its key or dash. */
interface Part {
  readonly span: Span;
  readonly isLabelled: boolean;
}

/** Every entry, item, key and value of a document, outer ones first. */
function* nested({ root, from }: Tree): Iterable<Part> {
  const todo: Node[] = root ? [root] : [];
  const part = (start: number, end: number, isLabelled = false): Part => ({
    span: { start: from + start, end: from + end },
    isLabelled,
  });
  for (let node = todo.pop(); node; node = todo.pop()) {
    yield part(node.start, node.end);
    if (node.kind === "mapping")
      for (const { key, value } of node.entries) {
        yield part(key.start, Math.max(key.end, value.end), true);
        yield part(key.start, key.end);
        todo.push(value);
      }
    else if (node.kind === "sequence")
      for (const { dash, value } of node.items) {
        yield part(dash < 0 ? value.start : dash, value.end, dash >= 0);
        todo.push(value);
      }
  }
}

/** Comments on lines that follow each other, each alone on its line; absolute. */
function* commentRuns({ comments, from }: Tree, positions: Positions): Iterable<Span> {
  let run: { start: number; end: number } | undefined;
  let last = -2;
  for (const { start, end } of comments) {
    const { line } = positions.at(from + start);
    if (run && line === last + 1) run.end = from + end;
    else {
      if (run) yield run;
      run = { start: from + start, end: from + end };
    }
    last = line;
  }
  if (run) yield run;
}

/** The offset of the last character of a span that is no white space: blank lines below a block are not folded with it. */
function lastText(text: string, start: number, end: number): number {
  let at = end - 1;
  while (at > start && /\s/.test(text[at] as string)) at--;
  return at;
}
