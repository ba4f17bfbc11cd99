import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseAllDocuments,
  type YAMLMap,
  type YAMLSeq,
  type Alias as YamlAlias,
  type Scalar as YamlScalar,
} from "yaml";
import { decodePlain } from "./scalar.ts";
import type { Comment, Content, Entry, Item, Mapping, Node, Problem, Scalar, ScalarStyle, Sequence, Tree } from "./tree.ts";

/** Parses one document with the `yaml` package. Never throws: what is wrong is among the problems. Offsets relative to `from`. */
export function parseWithYaml(text: string, from: number, to: number): Tree {
  const source = text.slice(from, to);
  const documents = parseAllDocuments(source, { keepSourceTokens: true, uniqueKeys: false, prettyErrors: false, strict: true });
  const list = Array.isArray(documents) ? documents : [];
  const document: Document.Parsed | undefined = list.find((d) => d.contents !== null) ?? list[0];
  const problems: Problem[] = [];
  for (const d of list)
    for (const error of d.errors) {
      const start = Math.min(error.pos[0], source.length);
      problems.push({
        code: "syntax",
        message: error.message,
        start,
        end: Math.min(Math.max(error.pos[1], start + 1), source.length),
      });
    }
  const builder = new Builder(source);
  const root = document?.contents ? builder.node(document.contents as ParsedNode) : undefined;
  return { text, from, to, root, comments: scanComments(source, root), problems };
}

class Builder {
  readonly #source: string;
  readonly #anchors = new Map<string, Content>();

  constructor(source: string) {
    this.#source = source;
  }

  node(node: ParsedNode | null): Node {
    if (isAlias(node)) return this.#alias(node);
    if (isMap(node)) return this.#mapping(node as YAMLMap.Parsed);
    if (isSeq(node)) return this.#sequence(node as YAMLSeq.Parsed);
    return this.#scalar(node as YamlScalar.Parsed);
  }

  #alias(node: YamlAlias.Parsed): Node {
    const [start, end] = node.range;
    return { kind: "alias", start, end, name: node.source, target: this.#anchors.get(node.source) };
  }

  #scalar(node: YamlScalar.Parsed): Scalar {
    const [start, end] = node.range;
    const source = this.#source.slice(start, end);
    const style = styleOf(node, start === end);
    const tagged = node.tag === "tag:yaml.org,2002:str" || node.tag === "!";
    const value =
      style === "plain" || style === "empty" ? (tagged ? source : decodePlain(String(node.source ?? ""))) : String(node.value);
    const scalar: Scalar = {
      kind: "scalar",
      start,
      end,
      anchor: node.anchor,
      tag: node.tag,
      style,
      value,
      source,
      unknown: false,
    };
    return this.#anchored(scalar);
  }

  #mapping(node: YAMLMap.Parsed): Mapping {
    const entries: Entry[] = [];
    const flow = node.flow === true;
    const mapping = {
      kind: "mapping" as const,
      start: node.range[0],
      end: node.range[1],
      anchor: node.anchor,
      tag: node.tag,
      style: flow ? ("flow" as const) : ("block" as const),
      column: this.#column(node.range[0]),
      entries,
      open: false,
    };
    this.#anchored(mapping);
    for (const pair of node.items) {
      if (!isScalar(pair.key)) continue; // a manifest cannot have such a key
      const key = this.#scalar(pair.key as YamlScalar.Parsed);
      const sep = (pair as unknown as { srcToken?: { sep?: { type: string; offset: number }[] } }).srcToken?.sep;
      const colon = sep?.find((token) => token.type === "map-value-ind")?.offset ?? -1;
      const value = pair.value ? this.node(pair.value) : emptyAt(colon < 0 ? key.end : colon + 1);
      entries.push({ key, name: key.value === null ? "null" : String(key.value), colon, value });
    }
    if (!flow) mapping.end = entries.at(-1)?.value.end ?? mapping.start;
    return mapping;
  }

  #sequence(node: YAMLSeq.Parsed): Sequence {
    const items: Item[] = [];
    const flow = node.flow === true;
    const sequence = {
      kind: "sequence" as const,
      start: node.range[0],
      end: node.range[1],
      anchor: node.anchor,
      tag: node.tag,
      style: flow ? ("flow" as const) : ("block" as const),
      column: this.#column(node.range[0]),
      items,
      open: false,
    };
    this.#anchored(sequence);
    const tokens = (node.srcToken as { items?: { start: { type: string; offset: number }[] }[] } | undefined)?.items ?? [];
    node.items.forEach((child, i) => {
      const dash = flow ? -1 : (tokens[i]?.start.find((token) => token.type === "seq-item-ind")?.offset ?? -1);
      items.push({
        dash,
        value: child && "range" in child ? this.node(child as ParsedNode) : emptyAt(dash < 0 ? sequence.end : dash + 1),
      });
    });
    if (!flow) sequence.end = items.at(-1)?.value.end ?? sequence.start;
    return sequence;
  }

  #column(offset: number): number {
    return offset - (this.#source.lastIndexOf("\n", offset - 1) + 1);
  }

  #anchored<T extends Content>(node: T): T {
    if (node.anchor) this.#anchors.set(node.anchor, node);
    return node;
  }
}

function emptyAt(at: number): Scalar {
  return {
    kind: "scalar",
    start: at,
    end: at,
    anchor: undefined,
    tag: undefined,
    style: "empty",
    value: null,
    source: "",
    unknown: false,
  };
}

function styleOf(node: YamlScalar.Parsed, zero: boolean): ScalarStyle {
  switch (node.type) {
    case "QUOTE_SINGLE":
      return "single";
    case "QUOTE_DOUBLE":
      return "double";
    case "BLOCK_LITERAL":
      return "literal";
    case "BLOCK_FOLDED":
      return "folded";
    default:
      return zero ? "empty" : "plain";
  }
}

/** Comments: every `#` at the start of a line or behind white space that does not stand inside a scalar. */
function scanComments(source: string, root: Node | undefined): Comment[] {
  const scalars: Scalar[] = [];
  const collect = (node: Node): void => {
    if (node.kind === "scalar") scalars.push(node);
    else if (node.kind === "mapping")
      for (const entry of node.entries) {
        scalars.push(entry.key);
        collect(entry.value);
      }
    else if (node.kind === "sequence") for (const item of node.items) collect(item.value);
  };
  if (root) collect(root);
  const comments: Comment[] = [];
  let s = 0;
  for (let at = source.indexOf("#"); at >= 0; at = source.indexOf("#", at + 1)) {
    const before = at === 0 ? 10 : source.charCodeAt(at - 1);
    if (before !== 10 && before !== 32 && before !== 9 && before !== 13) continue;
    while (s < scalars.length && (scalars[s] as Scalar).end <= at) s++;
    const scalar = scalars[s];
    if (scalar && scalar.start < at && at < scalar.end && !isHeader(source, scalar, at)) {
      at = scalar.end - 1;
      continue;
    }
    let end = source.indexOf("\n", at);
    if (end < 0) end = source.length;
    if (source.charCodeAt(end - 1) === 13) end--;
    comments.push({ start: at, end, text: source.slice(at, end) });
    at = end - 1;
  }
  return comments;
}

/** Whether the offset is still on a block scalar's header line, where a comment may stand. */
function isHeader(source: string, scalar: Scalar, at: number): boolean {
  return (scalar.style === "literal" || scalar.style === "folded") && !source.slice(scalar.start, at).includes("\n");
}
