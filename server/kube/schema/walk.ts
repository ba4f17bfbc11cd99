import type { Path, Segment } from "../../yaml/tree/field.ts";
import { lookUp, namesOf } from "../../yaml/tree/merge-key.ts";
import { isEncrypted } from "../../yaml/tree/placeholder.ts";
import type { Entry, Mapping, Node, Scalar, Sequence } from "../../yaml/tree/tree.ts";
import { breachOf } from "./breach.ts";
import { UNCHECKED } from "./constraints.table.ts";
import { type Looked, nodeAt } from "./node-at.ts";
import { isMarkerWord, scalarProblem } from "./scalar-value.ts";
import type { ObjectSchema, Property, Schema } from "./schema.ts";
import type { Found, Violation } from "./violation.ts";

const MOST_NODES = 100_000; // aliases can make of a few lines an object without end
const MOST_LEVELS = 500; // an alias that stands in what it names (a problem of its own) has no bottom

/**
 * What in an object does not fit its schema, in the order of the text. What cannot be known (template actions, markers) is no violation, nor is
 * what is missing in a collection that is open.
 */
export function violationsIn(root: Node | undefined, schema: ObjectSchema): readonly Violation[] {
  const walk = new Walk();
  if (root?.kind === "mapping") walk.object(root, schema);
  return walk.found;
}

/** What fits none of several schemas of the same thing: the violations of the first that the others have as well. */
export function violationsOfAll(root: Node | undefined, [first, ...others]: readonly ObjectSchema[]): readonly Violation[] {
  if (!first) return [];
  const keyOf = ({ code, path }: Violation) => [code, ...path].join("\n");
  const found = others.map((schema) => new Set(violationsIn(root, schema).map(keyOf)));
  return violationsIn(root, first).filter((violation) => found.every((keys) => keys.has(keyOf(violation))));
}

class Walk {
  readonly found: Violation[] = [];
  readonly #path: Segment[] = [];
  #nodes = 0;
  #isUnchecked = false; // below a field of which only the types count
  readonly #blamed = new Set<Node>(); // what an alias or a merge key repeats is wrong where it stands, and said once

  /** An object as a whole. */
  object(root: Mapping, schema: ObjectSchema): void {
    this.node(root, schema);
    const metadata = schema.properties.get("metadata")?.schema;
    if (metadata?.kind === "object" && !isNameless(schema)) this.#name(root, metadata, schema.open);
  }

  /** Definitions demand neither metadata nor a name in it, but the API server does. */
  #name(root: Mapping, owner: ObjectSchema, isOpen: boolean): void {
    const metadata = nodeAt(root, "metadata");
    if (metadata === "unknown" || (metadata && metadata.kind !== "mapping")) return;
    // A file of some program's settings looks like a custom resource, but has none.
    if ((!metadata && isOpen) || isList(root)) return;
    const missing = !metadata || ["name", "generateName"].every((name) => isBlank(nodeAt(metadata, name)));
    if (missing) this.found.push({ code: "missing", path: ["metadata", "name"], owner });
  }

  node(node: Node, schema: Schema): void {
    if (schema.kind === "any" || this.#nodes++ > MOST_NODES || this.#path.length > MOST_LEVELS) return;
    switch (node.kind) {
      case "alias":
        if (node.target) this.node(node.target, schema);
        return;
      case "scalar":
        this.#scalar(node, schema);
        return;
      case "mapping":
        if (schema.kind === "object") this.#object(node, schema);
        else if (schema.kind === "map") this.#map(node, schema.values);
        else if (!isTextWithHole(node)) this.#wrongType(node, schema, "mapping");
        return;
      case "sequence":
        if (schema.kind === "list") this.#list(node, schema.items);
        else if (!isBracketed(node, schema)) this.#wrongType(node, schema, "list");
    }
  }

  #scalar(node: Scalar, schema: Schema): void {
    if (node.unknown || node.value === null) return;
    const { value } = node;
    if (typeof value === "string" && (/\$\{|\{\{|<%/.test(value) || isEncrypted(value))) return;
    if (schema.kind === "scalar") {
      const problem = scalarProblem(node, schema);
      if (!problem) return;
      if ("found" in problem) this.#wrongType(node, schema, problem.found);
      else if (this.#isFirst(node))
        this.found.push({ code: "value", path: this.#here(), expected: schema, problem: problem.problem });
    } else if (typeof value !== "string" || !looksFilledIn(value) || isWordOf(schema, value))
      this.#wrongType(node, schema, typeof value as Found);
  }

  #object(node: Mapping, schema: ObjectSchema): void {
    const { entries } = node;
    if (entries.some(isMerge)) {
      this.#merged(node, schema);
      return;
    }
    const { properties } = schema;
    const unchecked = UNCHECKED[schema.id];
    let seen = 0;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as Entry;
      const { name } = entry;
      const property = properties.get(name);
      const before = this.found.length;
      if (property) {
        if (isGiven(entry.value, property)) seen++;
        this.#path.push(name);
        if (name === unchecked) this.#isUnchecked = true;
        this.node(entry.value, property.schema);
        if (name === unchecked) this.#isUnchecked = false;
        this.#path.pop();
      } else if (!entry.key.unknown && !(this.#path.length === 0 && isOfSops(entry)))
        this.#unknown(entry, schema, entry.guarded === true);
      // Of two entries with one name the last one counts.
      if (this.found.length > before && !entry.key.unknown && lookUp(node, name)?.holder !== entry) this.found.length = before;
    }
    // What the API server fills in itself is dropped when an object is made, so only its types count.
    if (this.#path[0] === "status") return;
    if (schema.constraints.length > 0 && !this.#isUnchecked) this.#constraints(node, schema);
    if (!node.open && schema.required.length > 0 && (seen < properties.size || seen === 0))
      this.#missing(
        schema,
        (name) => entries.some((entry) => entry.name === name && isGiven(entry.value, properties.get(name))),
        entries,
      );
  }

  /** The same where `<<` brings entries in. */
  #merged(node: Mapping, schema: ObjectSchema): void {
    const names = namesOf(node);
    for (const name of names) {
      const found = lookUp(node, name);
      const property = schema.properties.get(name);
      if (!found) continue;
      if (property) {
        this.#path.push(name);
        this.node(found.value, property.schema);
        this.#path.pop();
      } else this.#unknown({ name, value: found.value }, schema, found.holder.guarded === true);
    }
    this.#constraints(node, schema);
    if (!node.open) this.#missing(schema, (name) => names.includes(name), node.entries);
  }

  #constraints(node: Mapping, { constraints, required }: ObjectSchema): void {
    for (const constraint of constraints) {
      // What is absent and required is missing; that is said once.
      if (constraint.rule === "needed" && required.includes(constraint.field) && nodeAt(node, constraint.field) === undefined)
        continue;
      const breach = breachOf(node, constraint);
      if (!breach) continue;
      const { at, first, problem, lacks = false, isKey = false } = breach;
      const under = (path: Path) => [...this.#path, ...path];
      this.found.push({ code: "constraint", path: under(at), problem, first: first && under(first), lacks, isKey });
    }
  }

  #unknown({ name, value }: Pick<Entry, "name" | "value">, schema: ObjectSchema, guarded: boolean): void {
    // Directives of patches ($patch, $setElementOrder/…), queries of Chainsaw's assertions, and keys that another program fills in.
    if (schema.open || /^[$(<]|\$\{|\{\{/.test(name) || !this.#isFirst(value)) return;
    this.found.push({
      code: "unknown",
      path: [...this.#path, name],
      owner: schema,
      lifetime: schema.elsewhere.get(name),
      guarded,
    });
  }

  #missing(schema: ObjectSchema, has: (name: string) => boolean, entries: readonly Entry[]): void {
    if (entries.some(({ key }) => key.unknown)) return;
    for (const name of schema.required)
      if (!has(name)) this.found.push({ code: "missing", path: [...this.#path, name], owner: schema });
  }

  #map(node: Mapping, values: Schema): void {
    for (const { name, value } of node.entries) {
      if (name === "<<") continue; // the values stand elsewhere, and are seen there if they are of this kind
      this.#path.push(name);
      this.node(value, values);
      this.#path.pop();
    }
  }

  #list(node: Sequence, items: Schema): void {
    for (let i = 0; i < node.items.length; i++) {
      const { value } = node.items[i] as { readonly value: Node };
      this.#path.push(i);
      if (value.kind === "scalar" && value.value === null && !value.unknown) this.#nothing(value, items);
      else this.node(value, items);
      this.#path.pop();
    }
  }

  /**
   * An item that is null: the server reads it as an empty mapping, which is wrong where something has to stand in one, or as an empty text, which is
   * none of those that are allowed.
   */
  #nothing(node: Scalar, schema: Schema): void {
    if (schema.kind === "scalar" && schema.values) this.#wrongType(node, schema, "null");
    if (schema.kind !== "object") return;
    const before = this.found.length;
    this.#object({ ...node, kind: "mapping", style: "flow", column: 0, entries: [], open: false }, schema);
    if (this.found.length === before) return;
    this.found.length = before;
    this.#wrongType(node, schema, "null");
  }

  #wrongType(node: Node, expected: Schema, found: Found): void {
    if (this.#isFirst(node)) this.found.push({ code: "type", path: this.#here(), expected, found });
  }

  /** Whether nothing was said yet of the node. */
  #isFirst(node: Node): boolean {
    const { size } = this.#blamed;
    return this.#blamed.add(node).size > size;
  }

  #here(): Path {
    return [...this.#path];
  }
}

/** What asks a question (TokenReview), is posted to a part of another object, or is given a name (LimitRange). */
function isNameless({ id }: ObjectSchema): boolean {
  return (
    /(Review|Request|\.Status|\.Scale|\.Binding|\.Eviction|\.LimitRange)$/.test(id) &&
    !/CertificateRequest$|PoolStatusRequest$|SigningRequest$/.test(id)
  );
}

/** `kind: RecipeList` with its items, of which each has a name. */
function isList(root: Mapping): boolean {
  const [kind, items] = [nodeAt(root, "kind"), nodeAt(root, "items")];
  if (kind === undefined || kind === "unknown" || kind.kind !== "scalar" || items === undefined) return false;
  return /[a-z]List$/.test(String(kind.value)) && (items === "unknown" || items.kind === "sequence");
}

function isBlank(node: Looked): boolean {
  return node === undefined || (node !== "unknown" && node.kind === "scalar" && node.value === "");
}

function isMerge({ name, key }: Entry): boolean {
  return name === "<<" && key.style === "plain";
}

/** Null counts as nothing but where it is a value. */
function isGiven(node: Node, property: Property | undefined): boolean {
  return node.kind !== "scalar" || node.value !== null || node.unknown || property?.nullable === true;
}

/** What SOPS writes beside the values that it has encrypted, and takes away with them. */
function isOfSops({ name, value }: Entry): boolean {
  return name === "sops" && value.kind === "mapping" && value.entries.some((entry) => entry.name === "mac");
}

/** `- --address=:{{ .Values.port }}`: with the action covered, a text looks like a key. */
function isTextWithHole({ entries }: Mapping): boolean {
  const value = entries.length === 1 ? entries[0]?.value : undefined;
  return value?.kind === "scalar" && value.unknown;
}

/** `[YOUR_ACCESS_KEY]`: a marker that YAML reads as a list; `[TCP]` where that is a value is none. */
function isBracketed({ style, items }: Sequence, schema: Schema): boolean {
  const value = items.length === 1 ? items[0]?.value : undefined;
  if (style !== "flow" || value?.kind !== "scalar" || typeof value.value !== "string") return false;
  return /^[A-Z][A-Z0-9_ -]+$/.test(value.value) && !(schema.kind === "scalar" && schema.values?.includes(value.value));
}

/** `operations: CREATE`: a word that may stand in the list, not one that is to be filled in. */
function isWordOf(schema: Schema, value: string): boolean {
  return schema.kind === "list" && schema.items.kind === "scalar" && (schema.items.values?.includes(value) ?? false);
}

/** A marker in the place of a collection. */
function looksFilledIn(value: string): boolean {
  return /^\s*[$#@%<[({]|^__/.test(value) || isMarkerWord(value);
}
