import { NONE } from "../../text/none.ts";
import { endOfFirstLine, type Span } from "../../text/span.ts";
import { lookUp, namesOf } from "./merge-key.ts";
import { opened } from "./open.ts";
import { hasPlaceholder } from "./placeholder.ts";
import type { Content, Entry, Item, Node, ScalarValue, Tree } from "./tree.ts";

/** Keys and indexes from the document's root: segments, never a dotted string. */
export type Path = readonly Segment[];

/** A key of a mapping, or an index of a sequence. */
export type Segment = string | number;

/** A place that a finding can be reported at: what to address and what to underline. */
export interface Place {
  readonly path: Path;
  readonly site: Span;
}

/** How a field came to its node: written there, through `*alias`, through `<<`, or not at all. */
export type Origin = "own" | "alias" | "merge" | "absent";

/**
 * An addressable place that may not exist. `field.at("spec", "replicas")` always returns a field, so a rule reads, reports and fixes by
 * the same path and never tests for undefined on the way. `null` counts as absent, as it does for the API server.
 *
 * A field is *known* (there is a value that can be relied on), *absent* (there is certainly none), or *unknown* (a template action or a
 * placeholder such as `${X}` decides). A rule about a value needs a known one; a rule about a missing field needs `absent`.
 */
export class Field implements Place {
  // Declared only, and set in the constructor: a document has dozens of fields, and one that is defined first is set twice.
  declare readonly tree: Tree;
  /** Aliases and merge keys followed. `undefined` where nothing stands. */
  declare readonly node: Content | undefined;
  declare readonly origin: Origin;
  declare readonly parent: Field | undefined;
  declare private readonly holder: Entry | Item | undefined;
  declare private readonly hidden: boolean; // below something that cannot be known
  declare private readonly segment: Segment | undefined;
  declare private ownPath: Path | undefined; // most fields are read, never reported
  declare private ownItems: readonly Field[] | undefined;
  declare private children: Map<Segment, Field> | undefined;

  private constructor(
    tree: Tree,
    segment: Segment | undefined,
    node: Content | undefined,
    origin: Origin,
    parent: Field | undefined,
    holder: Entry | Item | undefined,
    hidden: boolean,
  ) {
    this.tree = tree;
    this.segment = segment;
    this.node = node;
    this.origin = origin;
    this.parent = parent;
    this.holder = holder;
    this.hidden = hidden;
    this.ownPath = undefined;
    this.ownItems = undefined;
    this.children = undefined;
  }

  /** The field of the document's root. */
  static root(tree: Tree): Field {
    const node = tree.root;
    const content = node?.kind === "alias" ? node.target : node;
    return new Field(tree, undefined, content, content ? "own" : "absent", undefined, undefined, false);
  }

  /** From the document's root. */
  get path(): Path {
    if (!this.ownPath) this.ownPath = this.parent ? extended(this.parent.path, this.segment as Segment) : [];
    return this.ownPath;
  }

  /** The field below; always one. Names address mappings, numbers sequences. */
  at(...path: Path): Field;
  // Rules ask with one to three segments, mostly before V8 has optimised anything: there a rest array and its iterator cost more than the look-up.
  at(first?: Segment, second?: Segment, third?: Segment, ...more: Path): Field {
    if (first === undefined) return this;
    let field = this.child(first);
    if (second === undefined) return field;
    field = field.child(second);
    if (third === undefined) return field;
    field = field.child(third);
    for (const segment of more) field = field.child(segment);
    return field;
  }

  /** The known value of a scalar; `undefined` for everything else (absent, null, unknown, a collection). */
  get value(): Exclude<ScalarValue, null> | undefined {
    const raw = this.raw;
    if (raw === null || raw === undefined || this.hidden) return undefined;
    return typeof raw === "string" && hasPlaceholder(raw) ? undefined : raw;
  }

  /** The scalar's decoded value even where a placeholder stands in it, for rules that search inside a text. */
  get raw(): ScalarValue | undefined {
    return this.node?.kind === "scalar" && !this.node.unknown ? this.node.value : undefined;
  }

  /** The value if it is a known string. */
  get string(): string | undefined {
    const value = this.value;
    return typeof value === "string" ? value : undefined;
  }

  /** The value if it is a known number. */
  get number(): number | undefined {
    const value = this.value;
    return typeof value === "number" ? value : undefined;
  }

  get state(): "known" | "absent" | "unknown" {
    const node = this.node;
    if (this.hidden) return "unknown";
    if (node === undefined) return "absent";
    if (node.kind !== "scalar") return "known";
    if (node.unknown) return "unknown";
    if (node.value === null) return "absent";
    return typeof node.value === "string" && hasPlaceholder(node.value) ? "unknown" : "known";
  }

  /** Certainly not set (or set to null). */
  get absent(): boolean {
    return this.state === "absent";
  }

  /** Something other than null stands here, whether or not its value can be known. */
  get exists(): boolean {
    const node = this.node;
    return node !== undefined && !(node.kind === "scalar" && node.value === null && !node.unknown);
  }

  /** A template writes it only under a condition: what it says together with another such field may never come about. */
  get conditional(): boolean {
    return (this.holder as Partial<Entry> | undefined)?.guarded === true || (this.parent?.conditional ?? false);
  }

  /** A collection to which a template may add: what is not found in it may still be there. */
  get open(): boolean {
    const node = this.node;
    if (this.hidden) return true;
    if (node === undefined) return false;
    return node.kind === "scalar" ? this.state === "unknown" : node.open;
  }

  /** The same collection, to which something elsewhere may add: what is not found in it is unknown. */
  get opened(): Field {
    const node = this.node;
    if (!node || node.kind === "scalar" || node.open) return this;
    return new Field(this.tree, this.segment, opened(node), this.origin, this.parent, this.holder, this.hidden);
  }

  /** Lets go of the fields below, which are made again when they are asked for: one of thousands of objects in a List has been judged. */
  forget(): void {
    this.ownItems = undefined;
    this.children = undefined;
  }

  get isMapping(): boolean {
    return this.node?.kind === "mapping";
  }

  get isSequence(): boolean {
    return this.node?.kind === "sequence";
  }

  /** The items of a sequence; none for anything else. */
  items(): readonly Field[] {
    if (this.ownItems) return this.ownItems;
    const node = this.node;
    if (node?.kind !== "sequence") return NONE;
    this.ownItems = node.items.map((_, i) => this.child(i));
    return this.ownItems;
  }

  /** The entries of a mapping with those that `<<` brings in, each name once; none for anything else. */
  entries(): readonly (readonly [name: string, field: Field])[] {
    const node = this.node;
    if (node?.kind !== "mapping" || node.entries.length === 0) return NONE;
    return namesOf(node).map((name) => [name, this.child(name)] as const);
  }

  /** The names of a mapping's entries. */
  keys(): readonly string[] {
    return this.entries().map(([name]) => name);
  }

  /** The last segment of the path. */
  get name(): Segment | undefined {
    return this.segment;
  }

  /**
   * What to underline, at most one line: the value of a scalar; the key of a collection (the `name` of an item); the `*use` of an alias;
   * the `<<` entry of a merged value; for a missing field, the nearest existing key or name above it, or the patch that has taken it out. What an action of a template renders is
   * never underlined: its key is.
   */
  get site(): Span {
    const node = this.node;
    if (this.origin === "alias" || this.origin === "merge") return this.line(this.holderSpan());
    if (node?.kind === "scalar" && node.end > node.start && this.exists && !node.unknown) return this.line(node);
    return this.keySite();
  }

  /** The key of an entry (or the name of an item) as a place. */
  get key(): Place {
    return { path: this.path, site: this.keySite() };
  }

  /** Key and value of an entry as a place, if they stand on one line; else the key. */
  get pair(): Place {
    const holder = this.holder;
    if (holder && "key" in holder && this.origin === "own") {
      const span = { start: holder.key.start, end: holder.value.end };
      if (this.node?.kind === "scalar" && !this.node.unknown && this.line(span).end === span.end)
        return { path: this.path, site: span };
    }
    return this.key;
  }

  /** A span of its own: a node that is handed out as one would take its whole text along, across threads and into caches. */
  private line(span: Span): Span {
    const { text, from } = this.tree;
    return { start: span.start, end: endOfFirstLine(text, from + span.start, from + span.end) - from };
  }

  private holderSpan(): Span {
    const holder = this.holder;
    if (holder && "key" in holder)
      return this.origin === "merge" ? { start: holder.key.start, end: holder.value.end } : holder.value;
    return holder ? holder.value : { start: 0, end: 0 };
  }

  private keySite(): Span {
    if (this.node === undefined || this.origin === "absent")
      return this.removal() ?? (this.parent ? this.parent.keySite() : this.startOfDocument());
    const holder = this.holder;
    if (holder && "key" in holder) return this.line(this.origin === "merge" ? this.holderSpan() : holder.key);
    // An item or the document itself: its name, else its kind, else its first key.
    if (this.origin !== "own" && holder) return this.line(holder.value);
    if (this.node.kind === "mapping") {
      for (const path of NAMES) {
        const named = this.at(...path);
        if (named.exists && named.node?.kind === "scalar" && named.origin === "own") return named.site;
      }
      const first = this.node.entries[0];
      if (first) return this.line(first.key);
    }
    if (this.node.kind === "scalar" && this.node.end > this.node.start && !this.node.unknown) return this.line(this.node);
    if (holder && "dash" in holder && holder.dash >= 0) return { start: holder.dash, end: holder.dash + 1 };
    if (this.node.end > this.node.start) return { start: this.node.start, end: this.node.start + 1 };
    return this.parent ? this.parent.keySite() : this.startOfDocument();
  }

  /** What took the field out of the object, where that is known. */
  private removal(): Span | undefined {
    const above = this.parent?.node;
    const by = above?.kind === "mapping" ? above.removals?.get(String(this.segment)) : undefined;
    return by && this.line(by);
  }

  private startOfDocument(): Span {
    return this.line({ start: 0, end: this.tree.to - this.tree.from });
  }

  private child(segment: Segment): Field {
    const known = this.children?.get(segment);
    if (known) return known;
    const child = this.resolve(segment);
    this.children ??= new Map();
    this.children.set(segment, child);
    return child;
  }

  private resolve(segment: Segment): Field {
    const node = this.node;
    if (node === undefined) return new Field(this.tree, segment, undefined, "absent", this, undefined, this.hidden);
    if (node.kind === "mapping") {
      const found = lookUp(node, typeof segment === "string" ? segment : String(segment));
      if (found) return this.found(segment, found.holder, found.value, found.merged);
    } else if (node.kind === "sequence" && typeof segment === "number") {
      const item = node.items[segment];
      if (item) return this.found(segment, item, item.value, false);
    }
    const hidden = this.hidden || (node.kind === "scalar" ? node.unknown : node.open);
    return new Field(this.tree, segment, undefined, "absent", this, undefined, hidden);
  }

  private found(segment: Segment, holder: Entry | Item, value: Node, merged: boolean): Field {
    const origin: Origin =
      merged || this.origin === "merge" ? "merge" : value.kind === "alias" || this.origin === "alias" ? "alias" : "own";
    const content = value.kind === "alias" ? value.target : value;
    // Below an alias or a merge the text belongs to the anchor: the place to show stays the one that brought it in.
    const shown = this.origin === "alias" || this.origin === "merge" ? this.holder : holder;
    return new Field(
      this.tree,
      segment,
      content,
      content ? origin : "absent",
      this,
      shown,
      this.hidden || (!content && value.kind === "alias"),
    );
  }
}

/** An array made to measure: one that grows keeps room for sixteen more, and every finding keeps its path. */
function extended(path: Path, segment: Segment): Path {
  const longer = new Array<Segment>(path.length + 1);
  for (let i = 0; i < path.length; i++) longer[i] = path[i] as Segment;
  longer[path.length] = segment;
  return longer;
}

const NAMES: readonly Path[] = [["name"], ["metadata", "name"], ["metadata", "generateName"], ["kind"]];
