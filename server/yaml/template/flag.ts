import type { Alias, Content, Entry, Item, Mapping, Node, Scalar, Sequence } from "../tree/tree.ts";
import type { Mask } from "./mask.ts";
import type { Hole } from "./paint.ts";

/**
 * The tree of a masked template with what cannot be known marked as such: scalars that an action stands in are `unknown`, collections to
 * which one adds are `open`, and where the branches of an if/else give a key different values, its value is unknown too. `root` is that
 * of the masked text, `source` the text before masking; both share the mask's offsets. Nodes without a mark are kept.
 */
export function flagHoles(root: Node | undefined, mask: Mask, source: string): Node | undefined {
  const marks = new Set<Node>();
  for (const hole of mask.holes)
    if (root && hole.kind === "value") markValue(root, hole, marks);
    else if (root && hole.kind === "lines") markLines(root, hole, marks);
  const lines = mask.holes.find(({ kind }) => kind === "lines");
  if (!root) return lines && unknownScalar(source, lines.start, lines.start);
  return new Copy(mask, source, marks).node(root, -1);
}

/** The value of a key or dash: unknown if nothing else stands there, open if there are entries or items below. */
function markValue(root: Node, hole: Hole, marks: Set<Node>): void {
  for (let node = root; ; ) {
    const child = childBefore(node, hole.start);
    if (!child) return;
    if (child.start >= hole.start || child.kind === "scalar" || child.kind === "alias") {
      marks.add(child);
      return;
    }
    node = child;
  }
}

/** The collection in which the lines stand that the action writes: that of their column, or any of those around if that is not known. */
function markLines(root: Node, hole: Hole, marks: Set<Node>): void {
  const column = hole.column;
  for (let node: Node = root; node.kind === "mapping" || node.kind === "sequence"; ) {
    if (column === undefined || node.style === "flow") marks.add(node);
    const child = childBefore(node, hole.start);
    const inside = child?.kind === "mapping" || child?.kind === "sequence";
    if (child && (node.style === "flow" || (inside && child.style === "flow")) && hole.start >= child.end)
      return void marks.add(node);
    if (child && (column === undefined || column > node.column || (inside && column === child.column))) {
      if (column === node.column) marks.add(node); // a sequence may stand at the column of its key
      if (child.kind === "scalar" && (child.style === "empty" || isBlock(child))) marks.add(child);
      else if (!inside && (child.kind === "alias" || child.end <= hole.start)) marks.add(node);
      node = child;
      continue;
    }
    if (child?.kind === "scalar" && child.style === "empty" && column === node.column) marks.add(child);
    return void marks.add(node);
  }
}

/** The value of the last entry or item that begins before the offset. */
function childBefore(node: Node, offset: number): Node | undefined {
  if (node.kind === "mapping") return node.entries[countBefore(node.entries, offset, ({ key }) => key.start) - 1]?.value;
  if (node.kind === "sequence") return node.items[countBefore(node.items, offset, startOf) - 1]?.value;
  return undefined;
}

function startOf({ dash, value }: Item): number {
  return dash < 0 ? value.start : dash;
}

/** How many of the sorted elements begin before the offset. */
function countBefore<T>(sorted: readonly T[], offset: number, start: (element: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (start(sorted[middle] as T) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBlock({ style }: Scalar): boolean {
  return style === "literal" || style === "folded";
}

/** The length of a block scalar without the blank lines at its end, over which its range goes on. */
function bodyLength(source: string): number {
  let end = source.length;
  while (end > 0 && " \t\r\n".includes(source.charAt(end - 1))) end--;
  const next = source.indexOf("\n", end);
  return next < 0 ? source.length : next + 1;
}

function unknownScalar(source: string, start: number, end: number): Scalar {
  const text = source.slice(start, end);
  return {
    kind: "scalar",
    start,
    end,
    anchor: undefined,
    tag: undefined,
    style: text ? "plain" : "empty",
    value: text || null,
    source: text,
    unknown: true,
  };
}

/** Copies a tree, setting marks on the way. */
class Copy {
  readonly #mask: Mask;
  readonly #source: string;
  readonly #marks: ReadonlySet<Node>;
  readonly #copies = new Map<Node, Content>(); // for aliases, whose targets stand before them

  constructor(mask: Mask, source: string, marks: ReadonlySet<Node>) {
    this.#mask = mask;
    this.#source = source;
    this.#marks = marks;
  }

  /** `from`: where the entry or item of the node begins; -1 for the root, whose entries may all stand in one body. */
  node(node: Node, from: number): Node {
    if (node.kind === "alias") return this.#alias(node);
    const copy =
      node.kind === "scalar"
        ? this.#scalar(node)
        : node.kind === "mapping"
          ? this.#mapping(node, from)
          : this.#sequence(node, from);
    this.#copies.set(node, copy);
    return copy;
  }

  #alias(node: Alias): Alias {
    const target = node.target && (this.#copies.get(node.target) ?? node.target);
    return target === node.target ? node : { ...node, target };
  }

  #scalar(node: Scalar): Scalar {
    const { start, anchor, tag, style } = node;
    const end = isBlock(node) ? start + bodyLength(node.source) : node.end;
    if (this.#marks.has(node) || hasHole(this.#mask, start, end))
      return { ...unknownScalar(this.#source, start, node.end), anchor, tag, style };
    if (end === node.end || !hasHole(this.#mask, end, node.end)) return node;
    const source = this.#source.slice(start, end);
    return { kind: "scalar", start, end, anchor, tag, style, value: node.value, source, unknown: false };
  }

  #mapping(node: Mapping, from: number): Mapping {
    const entries = node.entries.map((entry): Entry => {
      const key = this.#scalar(entry.key);
      const name = key.unknown ? key.source : entry.name;
      return { key, name, colon: entry.colon, value: this.node(entry.value, entry.key.start) };
    });
    const outside =
      from >= 0 ? this.#depth(from) : entries.reduce((least, { key }) => Math.min(least, this.#depth(key.start)), Infinity);
    return {
      kind: "mapping",
      start: node.start,
      end: node.end,
      anchor: node.anchor,
      tag: node.tag,
      style: node.style,
      column: node.column,
      entries: this.#withoutAlternatives(entries).map((entry) =>
        this.#depth(entry.key.start) > outside ? { ...entry, guarded: true } : entry,
      ),
      open: this.#marks.has(node) || entries.some(({ key }) => key.unknown),
    };
  }

  /** Where branches set a key to different values, the last one, which a look-up finds, becomes unknown. */
  #withoutAlternatives(entries: readonly Entry[]): readonly Entry[] {
    if (this.#mask.borders.length === 0) return entries;
    const last = new Map<string, Entry>();
    const doubtful = new Set<string>();
    for (const entry of entries) {
      const before = last.get(entry.name);
      last.set(entry.name, entry);
      if (before && entry.name !== "<<" && !isSame(before.value, entry.value))
        if (isBetween(this.#mask.borders, before.key.start, entry.key.start)) doubtful.add(entry.name);
    }
    return entries.map((entry) =>
      doubtful.has(entry.name) && last.get(entry.name) === entry
        ? { ...entry, value: unknownScalar(this.#source, entry.value.start, entry.value.end) }
        : entry,
    );
  }

  /** How many bodies are open at an offset. */
  #depth(offset: number): number {
    const { borders, depths, chosen } = this.#mask;
    const around = chosen.filter(({ start, end }) => start <= offset && offset < end).length;
    return (depths[countBefore(borders, offset, (border) => border) - 1] ?? 0) + around;
  }

  #sequence(node: Sequence, from: number): Sequence {
    const items = node.items.map((item) => ({ dash: item.dash, value: this.node(item.value, startOf(item)) }));
    const unknown = items.some(({ value }) => value.kind === "scalar" && value.unknown);
    // Items of a loop or of branches: there may be several of each, or only one of two.
    const bodies = node.items.some((item, i) =>
      isBetween(this.#mask.borders, node.items[i - 1]?.value.end ?? from, startOf(item)),
    );
    return {
      kind: "sequence",
      start: node.start,
      end: node.end,
      anchor: node.anchor,
      tag: node.tag,
      style: node.style,
      column: node.column,
      items,
      open: this.#marks.has(node) || unknown || bodies,
    };
  }
}

function isSame(a: Node, b: Node): boolean {
  return a.kind === "scalar" && b.kind === "scalar" && !a.unknown && !b.unknown && a.value === b.value;
}

/** Whether a covered stretch shares an offset with the span. */
export function hasHole({ holes }: Mask, start: number, end: number): boolean {
  const first = holes[countBefore(holes, start + 1, (hole) => hole.end)];
  return first !== undefined && first.start < end;
}

/** Whether one of the sorted offsets lies between the two: at `from` or behind it, and before `to`. */
export function isBetween(offsets: readonly number[], from: number, to: number): boolean {
  return (offsets[countBefore(offsets, from, (offset) => offset)] ?? Infinity) < to;
}
