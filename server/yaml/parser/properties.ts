import { containsItself, NO_SUCH_ANCHOR } from "../goyaml/messages.ts";
import { CORE } from "../tree/scalar.ts";
import type { Alias, Content, Mutable, Scalar, ScalarStyle } from "../tree/tree.ts";
import { AMPERSAND, BANG, DOT, GREATER_THAN, isBlank, isFlowIndicator, LESS_THAN } from "./chars.ts";
import { isBlankAt, peek, skipBlanks } from "./line-cursor.ts";
import { LazyScalar } from "./node.ts";
import { decline, type Reader, report } from "./reader.ts";

/** What stands before a node: `&anchor` and `!tag`, in any order (YAML 1.2.2, section 6.9). */
export interface Properties {
  readonly anchor: string | undefined;
  /** Resolved: `!!str` is `tag:yaml.org,2002:str`. */
  readonly tag: string | undefined;
  /** Behind the last of them: where an empty node stands. */
  readonly end: number;
}

export const NONE: Properties = { anchor: undefined, tag: undefined, end: -1 };

/** Reads the properties at the reader, which is at a `&` or `!`, and the blanks behind them. */
export function readProperties(r: Reader, flow: boolean): Properties {
  let anchor: string | undefined;
  let tag: string | undefined;
  let end = r.pos;
  for (let c = peek(r); c === AMPERSAND || c === BANG; c = peek(r)) {
    const start = r.pos;
    if (c === AMPERSAND) {
      if (anchor !== undefined) report(r, start, start + 1, "A node can have only one anchor. Remove one of them.");
      anchor = readName(r);
    } else {
      if (tag !== undefined) report(r, start, start + 1, "A node can have only one tag. Remove one of them.");
      tag = readTag(r);
    }
    end = r.pos;
    if (flow && c === BANG && isFlowIndicator(peek(r))) decline(r);
    else if (!isBlankAt(r, end) && !(flow && isFlowIndicator(peek(r)))) {
      report(r, start, end + 1, "A space is missing behind this anchor or tag.");
    }
    skipBlanks(r);
  }
  return { anchor, tag, end };
}

/** Properties of one node that stand on two lines. */
export function joined(r: Reader, outer: Properties, own: Properties): Properties {
  if (own.end < 0) return outer;
  if (outer.end < 0) return own;
  if ((outer.anchor && own.anchor) || (outer.tag && own.tag)) {
    report(r, own.end - 1, own.end, "A node can have only one anchor and one tag. Remove one of them.");
  }
  return { anchor: own.anchor ?? outer.anchor, tag: own.tag ?? outer.tag, end: own.end };
}

/** Reads the `*name` at the reader. */
export function readAlias(r: Reader, properties: Properties): Alias {
  const start = r.pos;
  const name = readName(r);
  const target = r.nodes.anchors.get(name);
  r.verdict.undecided = true;
  if (properties.end >= 0) report(r, start, r.pos, "An alias can have no anchor and no tag of its own.");
  else if (name && !target) report(r, start, r.pos, NO_SUCH_ANCHOR);
  const isOpen = target !== undefined && target.kind !== "scalar" && target.end === target.start;
  if (isOpen && properties.end < 0) report(r, start, r.pos, containsItself(name));
  // Who follows aliases must come to an end.
  return { kind: "alias", start: start - r.from, end: r.pos - r.from, name, target: isOpen ? undefined : target };
}

/** A scalar from `start` to `end` of the text; `indent` is the column of a block scalar's body. */
export function scalarOf(r: Reader, start: number, end: number, style: ScalarStyle, p: Properties, indent: number): Scalar {
  const { from, text } = r;
  const scalar = new LazyScalar(r.source, start - from, end - from, style, indent);
  if (text.charCodeAt(start) <= DOT && end - start <= 5 && NO_FINITE.test(text.slice(start, end))) r.verdict.undecided = true;
  if (p.end >= 0) give(r, scalar, p);
  return scalar;
}

/** A value that is not there, at an offset of the text or behind its properties. */
export function emptyScalar(r: Reader, at: number, p: Properties): Scalar {
  const place = p.end < 0 ? at : p.end;
  return scalarOf(r, place, place, "empty", p, 0);
}

/** A value that cannot be made out; blanks at its end are left out. */
export function brokenScalar(r: Reader, start: number, limit: number): Scalar {
  let end = limit;
  while (end > start && isBlank(r.text.charCodeAt(end - 1))) end--;
  const source = r.text.slice(start, end);
  const nothing = { anchor: undefined, tag: undefined, unknown: true } as const;
  return { kind: "scalar", start: start - r.from, end: end - r.from, style: "plain", value: source, source, ...nothing };
}

/** Gives a node its properties, and makes it known to the aliases that follow. */
export function give(r: Reader, node: Mutable<Content>, { anchor, tag, end }: Properties): void {
  if (end < 0) return;
  if (tag !== undefined) node.tag = tag;
  if (anchor === undefined) return;
  node.anchor = anchor;
  r.nodes.anchors.set(anchor, node);
}

/** The name behind a `&` or `*`. */
function readName(r: Reader): string {
  const start = r.pos + 1;
  let at = start;
  while (at < r.end && !isBlank(r.text.charCodeAt(at)) && !isFlowIndicator(r.text.charCodeAt(at))) at++;
  if (at === start) report(r, start - 1, start, "A name is missing here. Quote the value if it is a text.");
  else if (!NAME.test(r.text.slice(start, at))) decline(r);
  r.pos = at;
  return r.text.slice(start, at);
}

const TAG = /!(?:<[\w\-;/?:@&=+$,.!~*'()[\]%]+>|[\w\-;/?:@&=+$.!~*'()%]*)/y;

function readTag(r: Reader): string {
  r.verdict.undecided = true;
  TAG.lastIndex = r.pos;
  const tag = TAG.exec(r.text)?.[0] ?? "!";
  r.pos = Math.min(r.pos + tag.length, r.end);
  if (tag.charCodeAt(1) === LESS_THAN && tag.charCodeAt(tag.length - 1) === GREATER_THAN) return tag.slice(2, -1);
  const core = tag.startsWith("!!") && tag.length > 2;
  // Handles need directives, escapes need decoding: not worth the code here.
  if (tag.includes("!", core ? 2 : 1) || tag.includes("%")) decline(r);
  return core ? CORE + tag.slice(2) : tag;
}

/** What goyaml takes for a name. */
const NAME = /^[\w-]+$/;

const NO_FINITE = /^[-+]?\.(?:inf|nan)$/i;
