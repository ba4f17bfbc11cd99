import { DIALECTS, type DialectName } from "../../lint/analysis/dialect.ts";
import type { Span } from "../../text/span.ts";
import type { Alias, Mapping, Node, Scalar, Tree } from "../../yaml/tree/tree.ts";
import { linesOfBroken } from "./broken.ts";
import { mayNameSecret } from "./names.ts";
import { namedSecretsIn, passwordsBehindSwitches, secretsIn } from "./texts.ts";
import { generatedIn, isSecretUnder, isValue, isValueAsKey, unmistakableIn } from "./values.ts";

/** What may be secret in a text. */
export interface Confidential {
  /** Absolute, in no order; they may overlap. */
  readonly spans: readonly Span[];
  /** What stands there, decoded. */
  readonly values: ReadonlySet<string>;
  /** Texts of which words may be secret, but not such as everybody uses. */
  readonly texts: ReadonlySet<string>;
  /** What stands where anything may stand: no secret as far as can be told, and not shown where there is no need. */
  readonly free: ReadonlySet<string>;
  /** Keys and names, which messages may show also where a secret holds the same. */
  readonly names: ReadonlySet<string>;
}

/** What surrounds a node: `secret`: all below it is; `free`: values are nobody's vocabulary, so that one that looks generated is. */
type Around = "secret" | "free" | "other";

const FREE: ReadonlySet<string> = new Set([
  "data",
  "stringData",
  "binaryData",
  "annotations",
  "env",
  "envFrom",
  "args",
  "command",
  "literals",
  "request",
]);
/** What a Secret has beside its values, which may stand under a name that is misspelt. */
const OF_ANY_OBJECT = /^(?:apiVersion|kind|metadata|type)$/;
/** Holds the whole object again, secrets included (kubectl apply). */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
/** What is shorter says nothing. In UTF-16 units. */
const SHORTEST = 8;
/** What is longer is a file, with words of its own. In UTF-16 units. */
const LONGEST_VALUE = 200;
const NAMES = /^(?:namespace|kind|apiVersion|key|configMap|image)$|[nN]ame$/;

/** What may be a secret in a text, by the names that it stands under, by its form and by its place. Never throws. */
export function confidentialIn(text: string, dialect: DialectName): Confidential {
  const { cut, parse } = DIALECTS[dialect];
  const search = new Search(text);
  try {
    for (const { start, end } of cut(text)) search.document(parse(text, start, end));
  } catch {
    search.broken(0, text.length); // an error of ours is no reason to show anything
  }
  return search;
}

class Search implements Confidential {
  readonly spans: Span[] = [];
  readonly values = new Set<string>();
  readonly texts = new Set<string>();
  readonly free = new Set<string>();
  readonly names = new Set<string>();
  readonly #text: string;
  readonly #seen = new Set<Node>();
  #from = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(tree: Tree): void {
    this.#from = tree.from;
    this.#seen.clear();
    if (tree.root) this.#visit(tree.root, "", "other", tree.root.start);
    for (const { start, text } of tree.comments) this.#parts(start, text, [...secretsIn(text), ...namedSecretsIn(text)]);
    if (tree.problems.some(({ code }) => code === "syntax")) this.broken(tree.from, tree.to);
  }

  /** A document that is not what its author means: what stands in its lines is read by itself. */
  broken(from: number, to: number): void {
    for (const { start, end } of linesOfBroken(this.#text, from, to)) {
      const value = this.#text.slice(start, end);
      this.spans.push({ start, end });
      this.texts.add(value);
      this.names.delete(value); // it was taken for a key
    }
  }

  /** `begin` is where the value begins, with its tag and anchor. */
  #visit(node: Node, name: string, around: Around, begin: number): void {
    if (node.kind === "scalar") this.#scalar(node, name, around, begin);
    else if (node.kind === "alias") this.#alias(node, name, around, begin);
    else if (this.#seen.has(node) && around !== "secret") return;
    else {
      this.#seen.add(node);
      if (node.kind === "mapping") this.#mapping(node, around);
      else
        node.items.forEach(({ value }, i) => {
          const before = node.items[i - 1]?.value;
          const option = before?.kind === "scalar" && /^-[^=\s]*$/.test(String(before.value)) ? String(before.value) : undefined;
          this.#visit(value, option ?? (value.kind === "scalar" ? name : ""), around, value.start);
        });
    }
  }

  #mapping(mapping: Mapping, around: Around): void {
    const textOf = (key: string) => {
      const value = mapping.entries.find((entry) => entry.name === key)?.value;
      return value?.kind === "scalar" ? String(value.value) : undefined;
    };
    const isSecret = /^secrets?$/i.test(textOf("kind") ?? "");
    // The name of a variable, a header or a parameter stands beside its value.
    const label = textOf("name") ?? textOf("key") ?? textOf("header") ?? "";
    for (const { name, colon, value, key } of mapping.entries) {
      if (generatedIn(name).length === 0) this.names.add(name);
      if (isValueAsKey(name)) this.#key(key, name);
      const isValue = name === "value" || name === "default" || name === "defaultValue";
      const isHeld = around === "secret" || name === "stringData" || (isSecret && !OF_ANY_OBJECT.test(name));
      const inside = isHeld ? "secret" : FREE.has(name) ? "free" : around;
      this.#visit(value, isValue && label !== "" ? label : name, inside, colon < 0 ? key.end : colon + 1);
    }
  }

  #key(key: Node, name: string): void {
    this.#span(key.start, key.end);
    this.#value(name);
  }

  #scalar(scalar: Scalar, name: string, around: Around, begin: number): void {
    const { source, style } = scalar;
    if (source === "" && begin === scalar.start) return;
    const value = scalar.unknown ? source : String(scalar.value ?? source);
    if (name === LAST_APPLIED && this.#applied(value)) {
      this.#span(begin, scalar.end);
      return;
    }
    if (around === "secret" ? isValue(value) : isSecretUnder(name, value)) {
      this.#whole(begin, scalar, value);
      return;
    }
    const found = partsOf(value, name, around);
    if (NAMES.test(name) && found.length === 0) this.names.add(value);
    if (around === "free") for (const text of [value, source]) if (text.length >= SHORTEST) this.free.add(text);
    // Where the text stands as it is, be it in quotes, only those parts are covered.
    const inside = style === "plain" ? 0 : 1; // of its quotes
    const isExact = this.#text.slice(this.#from + scalar.start + inside, this.#from + scalar.end - inside) === value;
    // A tag or escapes may make of a text what does not look like it.
    const isInFlow = style !== "literal" && style !== "folded";
    const isOther = !isExact && isInFlow && /[!\\]/.test(this.#text.slice(this.#from + begin, this.#from + scalar.end));
    if (isOther && (found.length > 0 ? /\\u/i.test(source) : partsOf(source, name, around).length > 0)) this.#value(source);
    else if (found.length === 0) return;
    for (const { start, end } of found) this.#value(value.slice(start, end));
    if (isExact) for (const { start, end } of found) this.#span(scalar.start + inside + start, scalar.start + inside + end);
    else this.#span(begin, scalar.end);
  }

  /** An alias that has no target is most often a text that lacks quotes. */
  #alias(alias: Alias, name: string, around: Around, begin: number): void {
    if (!alias.target) {
      if (around !== "other" || mayNameSecret(name))
        this.#add({ start: this.#from + begin, end: this.#from + alias.end }, alias.name);
    } else if (around === "secret" || mayNameSecret(name)) this.#visit(alias.target, name, around, alias.target.start);
  }

  /** The values of a Secret that an annotation holds in JSON; false if it holds none. */
  #applied(json: string): boolean {
    try {
      const object = JSON.parse(json) as Readonly<Record<string, unknown>>;
      if (object.kind !== "Secret") return false;
      for (const values of [object.data, object.stringData])
        for (const value of Object.values(values ?? {})) if (typeof value === "string") this.#value(value);
      return true;
    } catch {
      return /"kind":\s*"Secret"/.test(json);
    }
  }

  #whole(begin: number, { end, source }: Scalar, value: string): void {
    this.#span(begin, end);
    this.#value(value);
    this.#value(source);
    this.#value(this.#text.slice(this.#from + begin, this.#from + end).trim());
  }

  #parts(start: number, text: string, found: readonly Span[]): void {
    for (const part of found) {
      this.#span(start + part.start, start + part.end);
      this.#value(text.slice(part.start, part.end));
    }
  }

  #span(start: number, end: number): void {
    this.spans.push({ start: this.#from + start, end: this.#from + end });
  }

  #value(value: string): void {
    if (value.length > LONGEST_VALUE || value.trim().includes("\n")) this.texts.add(value);
    else if (value.length >= 3) this.values.add(value);
  }

  #add(span: Span, value: string): void {
    this.spans.push(span);
    this.#value(value);
  }
}

/** The parts of a text that may be secrets where it stands. */
function partsOf(text: string, name: string, around: Around): readonly Span[] {
  return [
    ...secretsIn(text),
    ...namedSecretsIn(text),
    ...(around === "free" ? [...generatedIn(text), ...passwordsBehindSwitches(text, name)] : []),
    ...(around === "other" && !NAMES.test(name) ? unmistakableIn(text) : []),
    ...(name === "image" ? userIn(text) : []),
  ];
}

/** Who signs in, where an image is written like a URL: `user:password@registry/path`. */
function userIn(image: string): readonly Span[] {
  const [user] = /^[^/@\s:]*:[^@\n]*(?=@(?!sha\d))/.exec(image) ?? [];
  return user === undefined ? [] : [{ start: 0, end: user.length }];
}
