import { lookUp } from "../tree/merge-key.ts";
import { CORE, decodePlain, isMergeKey } from "../tree/scalar.ts";
import type { Alias, Content, Entry, Mapping, Node, Scalar } from "../tree/tree.ts";
import { Refusal, type Words } from "./cursor.ts";
import { containsItself } from "./messages.ts";

/** goyaml counts what it decodes: aliases may bring in 99 % of it, of very much only 10 % (`allowedAliasRatio` of its decode.go). */
const FEW = 400_000;
const MANY = 4_000_000;

/**
 * What Kubernetes' decoder refuses in a document that is sound YAML: values that JSON cannot hold, values that do not fit their tag, keys that
 * are null, `<<` with anything but mappings, and aliases that bring in too much. One pass over the text's nodes: what an alias brings in is
 * counted, not visited.
 */
export function undecodable(root: Node | undefined): readonly Refusal[] {
  const decoder = new Decoder();
  if (root) decoder.visit(root);
  return decoder.refusals;
}

/** Whether the document's aliases bring in more than the decoder takes: then nobody should follow them. */
export function isExcessive({ message }: Refusal): boolean {
  return message === EXCESSIVE;
}

class Decoder {
  readonly refusals: Refusal[] = [];
  /** Those of what goyaml has read, when JSON is made of it. */
  private readonly ofJson = new Set<Refusal>();
  /** How many nodes are decoded for a node, with what its aliases bring in. */
  private readonly sizes = new Map<Content, number>();
  private decoded = 0;
  private aliased = 0;
  private excessive = false;

  /** Returns the size of the node. */
  visit(node: Node): number {
    this.decoded++;
    if (node.kind === "alias") return this.visitAlias(node);
    const before = this.decoded;
    const aliased = this.aliased;
    if (node.kind === "scalar") this.check(node);
    else if (node.kind === "sequence") for (const item of node.items) this.visit(item.value);
    else for (const entry of node.entries) this.visitEntry(node, entry);
    const size = 1 + this.decoded - before;
    if (node.anchor !== undefined) this.sizes.set(node, size);
    if (this.aliased !== aliased) this.limit(node);
    return size;
  }

  private visitAlias(alias: Alias): number {
    const { target } = alias;
    // Sizes are known of nodes that have ended: one that has not is around the alias.
    if (target && !this.sizes.has(target))
      this.refuse(alias, containsItself(alias.name), { text: `anchor '${alias.name}' value contains itself` });
    const size = (target && this.sizes.get(target)) ?? 0;
    this.decoded += size;
    this.aliased += size;
    this.limit(alias);
    return size + 1;
  }

  private limit({ start, end }: Node): void {
    if (this.excessive || this.aliased <= 100 || this.decoded <= 1000) return;
    const share = this.decoded <= FEW ? 0.99 : this.decoded >= MANY ? 0.1 : 0.99 - (0.89 * (this.decoded - FEW)) / (MANY - FEW);
    if (this.aliased / this.decoded <= share) return;
    this.excessive = true;
    this.refusals.push(new Refusal(start, end, EXCESSIVE, { text: "document contains excessive aliasing" }));
  }

  private visitEntry(mapping: Mapping, entry: Entry): void {
    const before = this.refusals.length;
    const anchors = this.sizes.size;
    this.visitKeyAndValue(entry);
    if (this.refusals.length === before || lookUp(mapping, entry.name)?.holder === entry) return;
    // A later entry of the name has replaced this one before JSON is made, unless an alias brings it in elsewhere.
    if (this.sizes.size > anchors) return;
    this.refusals.push(...this.refusals.splice(before).filter((one) => !this.ofJson.has(one)));
  }

  private visitKeyAndValue({ key, value }: Entry): void {
    if (isMergeKey(key)) {
      this.checkMerge(value);
      if (value.kind === "sequence") for (const item of value.items) this.visit(item.value);
      else this.visit(value);
      return;
    }
    this.decoded++;
    if (key.anchor !== undefined) this.sizes.set(key, 1);
    this.checkTag(key);
    if (key.value === null || isUnsigned(key))
      this.ofJson.add(this.refuse(key, "Kubernetes takes no such key: keys are texts. Quote it."));
    this.visit(value);
  }

  private checkMerge(value: Node): void {
    const isMapping = (node: Node) => contentOf(node)?.kind === "mapping";
    if (!(isMapping(value) || (value.kind === "sequence" && value.items.every((item) => isMapping(item.value)))))
      this.refuse(
        value,
        'The value of "<<" must be a mapping, or a list of mappings, to merge. Write the name of an anchor: "<<: *name".',
        { text: "map merge requires map or sequence of maps as the value" },
      );
  }

  private check(node: Scalar): void {
    if (typeof node.value === "number" && !Number.isFinite(node.value))
      this.ofJson.add(
        this.refuse(node, `JSON has no number for ${node.source}, so Kubernetes refuses it. Quote it if it is a text.`, {
          text: `unsupported value: ${node.value > 0 ? "+Inf" : node.value < 0 ? "-Inf" : "NaN"}`,
          speaker: "json",
        }),
      );
    this.checkTag(node);
  }

  private checkTag(node: Scalar): void {
    const { tag } = node;
    if (tag === undefined || !tag.startsWith(CORE)) return;
    const name = tag.slice(CORE.length);
    const fits = Object.hasOwn(FITS, name) ? FITS[name] : undefined;
    if (fits && !fits(node)) this.refuse(node, `This value does not fit its tag !!${name}.`);
  }

  private refuse({ start, end }: Node, message: string, words?: Words): Refusal {
    const refusal = new Refusal(start, end, message, words);
    this.refusals.push(refusal);
    return refusal;
  }
}

/** Whether the key is a number that only an unsigned integer of 64 bits holds: sigs.k8s.io/yaml has no text for it. */
function isUnsigned(node: Scalar): boolean {
  const { value } = node;
  if (typeof value !== "number" || value < 2 ** 63) return false;
  const digits = textOf(node).replaceAll(/[_+]/g, "");
  if (/^\d+$/.test(digits)) return BigInt(digits) >= 2n ** 63n && BigInt(digits) < 2n ** 64n;
  return !/[.eE]/.test(digits) || /^0x/i.test(digits);
}

function contentOf(node: Node): Content | undefined {
  return node.kind === "alias" ? node.target : node;
}

/** What the decoder sees of a scalar: quotes, escapes and line breaks are undone. */
function textOf({ text, source }: Scalar): string {
  return text ?? source;
}

const FITS: Readonly<Record<string, (node: Scalar) => boolean>> = {
  int: (node) => typeof node.value === "number" && !isFloat(textOf(node)) && fitsInteger(textOf(node)),
  float: (node) => typeof node.value === "number" && !isUnsigned(node),
  bool: ({ value }) => typeof value === "boolean",
  null: ({ value }) => value === null,
  timestamp: ({ value }) => typeof value === "string" && isTimestamp(value),
  binary: (node) => isBase64(textOf(node)),
};

/** Whether a number that is written so has a fraction or an exponent. */
function isFloat(text: string): boolean {
  return (
    /^[-+]?[\d_]*\.|^[-+]?[\d_]+[eE]|inf|nan/i.test(text) ||
    (/^[-+]?0\d*[89]/.test(text) && typeof decodePlain(text) === "number")
  );
}

/** Whether 64 bits hold the integer, with a sign or without; goyaml makes a fraction of a greater one. */
function fitsInteger(text: string): boolean {
  const [, sign, digits] = /^(-?)\+?(\d+)$/.exec(text.replaceAll("_", "")) ?? [];
  if (digits === undefined) return true; // of another base; what is too large there is no number at all
  const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  return sign ? magnitude <= 2n ** 63n : magnitude < 2n ** 64n;
}

function isTimestamp(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (!match) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map((part = "0") => Number(part));
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return isDay && hour < 24 && minute < 60 && second < 60;
}

/** The forms of `allowedTimestampFormats` in its resolve.go: with a zone behind `T`, without one behind a space. */
const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](?=.*(?:Z|[-+](?:[01]\d|2[0-4]):(?:[0-5]\d|60))$)| (?!.*[-+Z]))(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)?)?$/;

/** Go's `base64.StdEncoding` passes over line breaks, and over nothing else. */
function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replaceAll(/[\r\n]/g, ""));
}

const EXCESSIVE =
  "The aliases of this document bring in so much that Kubernetes refuses it (excessive aliasing), and nothing they bring in is checked. Write less of it, or write it out.";
