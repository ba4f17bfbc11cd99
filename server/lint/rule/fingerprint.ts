import type { Resource } from "../../kube/resource.ts";
import type { Field, Path, Segment } from "../../yaml/tree/field.ts";
import type { ResourceId } from "./finding.ts";

/**
 * The fingerprints of findings. Such a thing is the identity of a finding that survives moved lines, reordered containers and a renamed file: a hash
 * over the object, the path with names in place of indexes, and the rule. Two findings of one rule at one node share it; who compares counts them.
 *
 * Rules look at one place after the other: what the path of a finding shares with that of the last one is not hashed again.
 */
export class Fingerprints {
  #root: Field | undefined;
  #path: Path = [];
  /** The two halves of the hash before each segment of that path. */
  readonly #hashes: number[] = [];

  /** Begins with an object, or with findings that belong to none. */
  enter(id: ResourceId | undefined, resource?: Resource): void {
    this.#root = resource?.root;
    this.#path = [];
    begin();
    if (id) add(objectKey(id));
    this.#remember(this.#from());
  }

  of(rule: string, path: Path): string {
    const before = this.#path;
    let depth = this.#from();
    while (depth < path.length && depth < before.length && path[depth] === before[depth]) depth++;
    first = this.#hashes[2 * depth] as number;
    second = this.#hashes[2 * depth + 1] as number;
    while (depth < path.length) {
      add(this.#named(path, depth));
      this.#remember(++depth);
    }
    this.#path = path;
    add(rule);
    return digits();
  }

  /** Where the paths of the object's own fields begin. */
  #from(): number {
    return this.#root?.path.length ?? 0;
  }

  #remember(depth: number): void {
    this.#hashes[2 * depth] = first;
    this.#hashes[2 * depth + 1] = second;
  }

  /** A segment of the path, with the `name` of an item (or its key value) instead of its index. */
  #named(path: Path, depth: number): string {
    const segment = path[depth] as Segment;
    if (typeof segment === "string") return segment;
    let field = this.#root;
    for (let i = this.#from(); field && i <= depth; i++) field = field.at(path[i] as Segment);
    return (field && nameOf(field)) ?? String(segment);
  }
}

/** The fingerprint of a finding by itself; indexes in its path stay. */
export function fingerprint(rule: string, id: ResourceId | undefined, path: Path): string {
  const one = new Fingerprints();
  one.enter(id);
  return one.of(rule, path);
}

/** 64 bits of a text as sixteen hexadecimal digits. */
export function hash(text: string): string {
  begin();
  add(text);
  return digits();
}

/** An object as it stands in fingerprints: the version of its API does not count. */
function objectKey({ apiVersion, kind, namespace, name }: ResourceId): string {
  const slash = apiVersion.indexOf("/");
  return `${slash < 0 ? apiVersion : apiVersion.slice(0, slash)}\u0000${kind}\u0000${namespace ?? ""}\u0000${name}`;
}

function nameOf(item: Field): string | undefined {
  for (const key of ["name", "mountPath", "containerPort", "port", "key"]) {
    const value = item.at(key).value;
    if (value !== undefined) return String(value);
  }
  const own = item.value;
  return own === undefined ? undefined : String(own);
}

// The hash that is being made: FNV-1a of 32 bits, twice with other numbers, since one of 64 bits is beyond plain numbers.
let first = 0;
let second = 0;

function begin(): void {
  first = 0x811c9dc5;
  second = 0xcbf29ce4;
}

/** Adds a text and what separates it from the next. */
function add(text: string): void {
  let a = first;
  let b = second;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x5bd1e995);
  }
  first = Math.imul(a ^ SEPARATOR, 0x01000193);
  second = Math.imul(b ^ SEPARATOR, 0x5bd1e995);
}

const SEPARATOR = 1;
const DIGITS = "0123456789abcdef";
const codes = new Array<number>(16).fill(0);

/** At once from the codes of its digits: put together from pieces, V8 would keep the pieces, and `toString(16)` is slow beyond 2^31. */
function digits(): string {
  let a = first;
  let b = second;
  for (let i = 7; i >= 0; i--) {
    codes[i] = DIGITS.charCodeAt(a & 15);
    codes[i + 8] = DIGITS.charCodeAt(b & 15);
    a >>>= 4;
    b >>>= 4;
  }
  return String.fromCharCode(...codes);
}
