// apiextensions-apiserver, pkg/apiserver/schema/validation.go and pkg/apis/apiextensions/validation: what the schema of a CustomResourceDefinition
// has to be, so that the server can tell what it describes.
import { patternProblem } from "../../text/pattern.ts";
import type { Path } from "../../yaml/tree/field.ts";
import type { Content, Mapping, Node } from "../../yaml/tree/tree.ts";
import { nodeAt } from "./node-at.ts";

/** What is wrong with a schema, and where: the path begins at the schema. */
export interface SchemaFault {
  readonly path: Path;
  /** A sentence without its end. */
  readonly problem: string;
}

/** Aliases can make of a few lines a schema without end. */
const MOST_NODES = 50_000;
/** An alias that stands in what it names has no bottom. */
const MOST_LEVELS = 500;
const MOST_FAULTS = 20;

/** What the API server refuses of the schema of a version (v1). What a template decides is no fault. */
export function faultsOfSchema(schema: Node | undefined): readonly SchemaFault[] {
  const check = new Check();
  const root = contentOf(schema);
  if (root?.kind === "mapping") check.schema(root, "the root", [], { depth: 0, isTyped: true });
  return check.faults;
}

interface Level {
  readonly depth: number;
  /** The types of its fields are those of the API's own definitions, which others look at: not below `items` and `additionalProperties`. */
  readonly isTyped: boolean;
}

class Check {
  readonly faults: SchemaFault[] = [];
  readonly #seen = new Set<Mapping>(); // what several aliases stand for is wrong once
  #nodes = 0;

  /** `level` names the place in messages. */
  schema(node: Mapping, level: string, path: Path, at: Level): void {
    if (this.#seen.has(node) || this.#nodes++ > MOST_NODES || at.depth > MOST_LEVELS || this.faults.length >= MOST_FAULTS) return;
    this.#seen.add(node);
    const isIntOrString = mayBeTrue(node, "x-kubernetes-int-or-string");
    this.#type(node, level, path, isIntOrString, at);
    for (const name of FORBIDDEN)
      if (isSet(node, name)) this.#fault([...path, name], `${name} is not supported in the schema of a CustomResourceDefinition`);
    if (is(node, "uniqueItems", true))
      this.#fault([...path, "uniqueItems"], "uniqueItems cannot be true: use x-kubernetes-list-type: set");
    if (is(node, "additionalProperties", false))
      this.#fault(
        [...path, "additionalProperties"],
        "additionalProperties cannot be false: fields that are not listed are dropped anyway",
      );
    else if (isSet(node, "additionalProperties") && isSet(node, "properties"))
      this.#fault([...path, "additionalProperties"], "additionalProperties and properties exclude each other");
    if (is(node, "x-kubernetes-preserve-unknown-fields", false))
      this.#fault(
        [...path, "x-kubernetes-preserve-unknown-fields"],
        "x-kubernetes-preserve-unknown-fields is true or absent, not false",
      );
    if (!at.isTyped) this.#keywords(node, path);
    this.#pattern(node, path);
    this.#list(node, path);
    this.#default(node, path);
    if (!isIntOrString || !isOneOrTheOther(nodeAt(node, "anyOf")))
      for (const name of JUNCTORS) this.#values(nodeAt(node, name), [...path, name]);
    this.#below(node, path, at);
  }

  #type(node: Mapping, level: string, path: Path, isIntOrString: boolean, { depth, isTyped }: Level): void {
    const type = nodeAt(node, "type");
    if (type === "unknown") return;
    const word = type?.kind === "scalar" && type.value !== "" ? type.value : undefined;
    if (type && typeof word !== "string") {
      if (!isTyped && (word !== undefined || type.kind !== "scalar")) this.#fault([...path, "type"], "type must be a string");
    } else if (word === undefined) {
      if (!node.open && !isIntOrString && !mayBeTrue(node, "x-kubernetes-preserve-unknown-fields"))
        this.#fault(type ? [...path, "type"] : path, `The schema of ${level} needs a type`);
    } else if (!TYPES.has(word as string)) this.#fault([...path, "type"], `type ${word} is not one of ${[...TYPES].join(", ")}`);
    else if (depth === 0 && word !== "object") this.#fault([...path, "type"], "The root of the schema must be of type object");
    else if (word === "array" && !node.open && nodeAt(node, "items") === undefined)
      this.#fault([...path, "type"], `An array needs items, and ${level} has none`);
  }

  /** Below `items` and `additionalProperties` the API's own definitions say nothing of the types. */
  #keywords(node: Mapping, path: Path): void {
    for (const { name, key } of node.entries) {
      const type = KEYWORDS.get(name);
      const value = type === undefined || key.unknown ? undefined : nodeAt(node, name);
      if (type === undefined || value === undefined || value === "unknown" || isOf(type, value)) continue;
      this.#fault([...path, name], `${name} must be ${/^[aio]/.test(type) ? "an" : "a"} ${type}`);
    }
  }

  #pattern(node: Mapping, path: Path): void {
    const pattern = textAt(node, "pattern");
    const problem =
      pattern !== undefined && SUSPICIOUS.test(pattern) && pattern.length <= LONG ? patternProblem(pattern) : undefined;
    if (problem !== undefined) this.#fault([...path, "pattern"], `The pattern cannot be used: ${problem}`);
  }

  #list(node: Mapping, path: Path): void {
    const listType = textAt(node, "x-kubernetes-list-type");
    const keys = nodeAt(node, "x-kubernetes-list-map-keys");
    if (listType !== undefined && !LIST_TYPES.has(listType))
      this.#fault(
        [...path, "x-kubernetes-list-type"],
        `x-kubernetes-list-type ${listType} is not one of ${[...LIST_TYPES].join(", ")}`,
      );
    else if (
      listType !== "map" &&
      keys !== "unknown" &&
      keys?.kind === "sequence" &&
      keys.items.length > 0 &&
      nodeAt(node, "x-kubernetes-list-type") !== "unknown"
    )
      this.#fault(
        [...path, "x-kubernetes-list-map-keys"],
        "x-kubernetes-list-map-keys are of lists with x-kubernetes-list-type: map only",
      );
    if (listType !== "map" || keys === "unknown" || node.open) return;
    if (keys?.kind !== "sequence" || keys.items.length === 0) {
      this.#fault([...path, "x-kubernetes-list-type"], "A list of type map needs x-kubernetes-list-map-keys");
      return;
    }
    const items = nodeAt(node, "items");
    const properties = items !== "unknown" && items?.kind === "mapping" ? nodeAt(items, "properties") : "unknown";
    if (properties === "unknown" || (properties && (properties.kind !== "mapping" || properties.open))) return;
    const seen = new Set<unknown>();
    for (const [i, { value }] of keys.items.entries()) {
      const key = value.kind === "scalar" && !value.unknown ? value.value : undefined;
      if (key !== undefined && seen.has(key)) this.#fault([...path, "x-kubernetes-list-map-keys", i], `${key} is listed twice`);
      seen.add(key);
      if (typeof key === "string" && (!properties || nodeAt(properties, key) === undefined))
        this.#fault([...path, "x-kubernetes-list-map-keys", i], `The items have no field "${key}"`);
    }
  }

  /** What the server fills in is a value like any other. */
  #default(node: Mapping, path: Path): void {
    const value = nodeAt(node, "default");
    const type = textAt(node, "type");
    if (value === undefined || value === "unknown" || type === undefined || !TYPES.has(type)) return;
    if (!isOf(type, value)) this.#fault([...path, "default"], `The default is not of type ${type}`);
    else if (value.kind === "scalar" && typeof value.value === "number")
      for (const [bound, is] of BOUNDS) {
        const limit = nodeAt(node, bound);
        if (limit === undefined || limit === "unknown" || limit.kind !== "scalar" || typeof limit.value !== "number") continue;
        if (is(value.value, limit.value))
          this.#fault([...path, "default"], `The default ${value.value} is beyond the ${bound}, ${limit.value}`);
      }
  }

  /** Alternatives only say which values are allowed: what there is stands beside them. */
  #values(list: Content | "unknown" | undefined, path: Path): void {
    if (list === "unknown" || list?.kind !== "sequence") return;
    for (const [i, { value }] of list.items.entries()) {
      const one = contentOf(value);
      if (one?.kind !== "mapping") continue;
      for (const name of STRUCTURE)
        if (isSet(one, name))
          this.#fault([...path, i, name], `${name} cannot be set here: it belongs in the schema around ${String(path.at(-1))}`);
    }
  }

  #below(node: Mapping, path: Path, { depth, isTyped }: Level): void {
    const properties = nodeAt(node, "properties");
    if (properties !== "unknown" && properties?.kind === "mapping")
      for (const { name, key, value } of properties.entries) {
        const one = contentOf(value);
        const at = [...path, "properties", name];
        if (one?.kind === "mapping") this.schema(one, name, at, { depth: depth + 1, isTyped });
        else if (one?.kind === "scalar" && one.value === null && !one.unknown && !key.unknown)
          this.#fault(at, `The schema of ${name} needs a type`);
        else if (!isTyped && one && !key.unknown && !(one.kind === "scalar" && (one.unknown || one.value === null)))
          this.#fault(at, `The schema of ${name} must be a mapping`);
      }
    for (const name of ["items", "additionalProperties"]) {
      const one = nodeAt(node, name);
      if (one === "unknown" || one === undefined) continue;
      if (one.kind === "mapping")
        this.schema(one, name === "items" ? "the items" : "the values", [...path, name], { depth: depth + 1, isTyped: false });
      else if (one.kind !== "scalar" || typeof one.value !== "boolean" || name === "items")
        this.#fault([...path, name], `${name} must be a mapping`);
    }
  }

  #fault(path: Path, problem: string): void {
    this.faults.push({ path, problem });
  }
}

/**
 * Look-around and other groups, references, what other engines call by a letter; a quantifier or bracket where none can be. A pattern without any of it
 * is one, and is not compiled to see that.
 */
const SUSPICIOUS = /\(\?|\\[1-9CGKRXZkhu]|[*+?]{2}|^[*+?]|\[\^?\]|^[^[\\]*\)|\([^)]*$|\[[^\]]*$|\\$/;
const LONG = 1000;

const LIST_TYPES: ReadonlySet<string> = new Set(["atomic", "map", "set"]);
const BOUNDS: readonly (readonly [string, (value: number, limit: number) => boolean])[] = [
  ["minimum", (value, limit) => value < limit],
  ["maximum", (value, limit) => value > limit],
];
const TYPES: ReadonlySet<string> = new Set(["array", "boolean", "integer", "number", "object", "string"]);
const JUNCTORS = ["allOf", "anyOf", "oneOf"];
const STRUCTURE = ["type", "additionalProperties", "default", "nullable", "title", "description"];
const FORBIDDEN = ["$ref", "definitions", "dependencies", "patternProperties", "id", "additionalItems"];

/** The types of what a schema may say; `type` and what holds other schemas is looked at apart. */
const KEYWORDS: ReadonlyMap<string, string> = new Map(
  (
    [
      ["integer", "maxLength minLength maxItems minItems maxProperties minProperties"],
      ["number", "maximum minimum multipleOf"],
      [
        "boolean",
        "nullable uniqueItems exclusiveMaximum exclusiveMinimum x-kubernetes-preserve-unknown-fields x-kubernetes-int-or-string x-kubernetes-embedded-resource",
      ],
      ["string", "format pattern title description x-kubernetes-list-type x-kubernetes-map-type"],
      ["array", "required enum allOf anyOf oneOf x-kubernetes-list-map-keys x-kubernetes-validations"],
      ["object", "properties not"],
    ] as const
  ).flatMap(([type, names]) => names.split(" ").map((name) => [name, type] as const)),
);

function contentOf(node: Node | undefined): Content | undefined {
  return node?.kind === "alias" ? node.target : node;
}

function isOf(type: string, node: Content): boolean {
  if (node.kind === "mapping") return type === "object";
  if (node.kind === "sequence") return type === "array";
  if (node.kind !== "scalar") return true;
  if (type === "integer") return Number.isInteger(node.value);
  return typeof node.value === type;
}

/** `anyOf` an integer and a string, which is the one form in which types may stand there. */
function isOneOrTheOther(list: Content | "unknown" | undefined): boolean {
  if (list === undefined || list === "unknown") return true;
  if (list.kind !== "sequence") return false;
  const types = list.items.map(({ value }) => {
    const one = contentOf(value);
    return one?.kind === "mapping" && one.entries.length === 1 ? textAt(one, "type") : undefined;
  });
  return types.join() === "integer,string";
}

function textAt(node: Mapping, name: string): string | undefined {
  const found = nodeAt(node, name);
  return found !== "unknown" && found?.kind === "scalar" && typeof found.value === "string" ? found.value : undefined;
}

function isSet(node: Mapping, name: string): boolean {
  const found = nodeAt(node, name);
  return found !== "unknown" && found !== undefined && !(found.kind === "scalar" && found.value === "");
}

function is(node: Mapping, name: string, value: boolean): boolean {
  const found = nodeAt(node, name);
  return found !== "unknown" && found?.kind === "scalar" && found.value === value;
}

function mayBeTrue(node: Mapping, name: string): boolean {
  return nodeAt(node, name) === "unknown" || is(node, name, true);
}
