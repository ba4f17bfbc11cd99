import { hasPattern } from "../../text/pattern.ts";
import type { Json } from "../../yaml/tree/json.ts";
import type { Text } from "../value/text.ts";
import type { Dict, Value } from "../value/value.ts";
import { fitsFormat } from "./format.ts";
import { describeType, isObject, type JsonObject, jsonOf, numberOf } from "./json.ts";

/** What in values does not fit a schema. */
export interface SchemaProblem {
  /** Keys and numbers of items, joined by dots; `(root)` for all of it. */
  readonly path: string;
  /** In the words of Helm 3.17 (gojsonschema 1.2). */
  readonly message: string;
  /** The keyword that does not hold. */
  readonly keyword: string;
  readonly value: Value;
  /** The key in front of the value, if it has one. */
  readonly key: Text | undefined;
}

const ROOT = "(root)";
const MAX_DEPTH = 200;
const MAX_STEPS = 200_000;

/**
 * Compares values with a JSON Schema of the drafts 4 to 7, as Helm does. References lead to the schema itself; what lies elsewhere allows everything, as
 * does a schema that is no object. What is unknown fits.
 */
export function validateValues(values: Value, schema: Json): readonly SchemaProblem[] {
  const validation: Validation = { root: schema, steps: MAX_STEPS };
  const at: At = { path: [], value: values, key: undefined, depth: 0 };
  return check(validation, at, schema).problems;
}

interface Validation {
  readonly root: Json;
  steps: number;
}

/** A value at its place. */
interface At {
  readonly path: readonly string[];
  readonly value: Value;
  readonly key: Text | undefined;
  /** Of the schema. */
  readonly depth: number;
}

/** What became of a comparison; of alternatives the one with the highest score was meant. */
interface Outcome {
  readonly problems: SchemaProblem[];
  score: number;
}

function check(validation: Validation, at: At, schema: Json | undefined): Outcome {
  const outcome: Outcome = { problems: [], score: 0 };
  if (validation.steps-- < 0 || at.depth > MAX_DEPTH || at.value.kind === "unknown") return outcome;
  if (schema === false) fail(outcome, at, "false", "False always fails validation");
  if (!isObject(schema)) return outcome;
  if (typeof schema.$ref === "string") return check(validation, below(at), referred(validation.root, schema.$ref));
  if (!checkType(outcome, at, schema)) return outcome;
  checkCombined(validation, outcome, at, schema);
  checkCommon(outcome, at, schema);
  const { value } = at;
  if (value.kind === "dict") checkMapping(validation, outcome, at, value, schema);
  else if (value.kind === "list") checkList(validation, outcome, at, value.items, schema);
  else if (value.kind === "string") checkString(outcome, at, value.text, schema);
  else if (value.kind === "int" || value.kind === "float") checkNumber(outcome, at, Number(value.value), schema);
  return outcome;
}

/** The same value, one step deeper in the schema. */
function below(at: At): At {
  return { ...at, depth: at.depth + 1 };
}

function fail(outcome: Outcome, { path, value, key }: At, keyword: string, message: string): void {
  outcome.problems.push({ path: path.length === 0 ? ROOT : path.join("."), message, keyword, value, key });
}

/** Follows `#/definitions/name`, or a name that a part of the schema gives itself. */
function referred(root: Json, reference: string): Json | undefined {
  if (reference === "#") return root;
  if (!reference.startsWith("#")) return true;
  if (!reference.startsWith("#/")) {
    const definitions = isObject(root)
      ? [root.definitions, root.$defs].filter(isObject).flatMap((all) => Object.values(all))
      : [];
    return definitions.find((one) => isObject(one) && (one.$id === reference || one.id === reference)) ?? true;
  }
  let found: Json | undefined = root;
  for (const part of reference.slice(2).split("/")) {
    const name = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    found = isObject(found) ? found[name] : Array.isArray(found) ? found[Number(name)] : undefined;
  }
  return found;
}

function checkType(outcome: Outcome, at: At, { type }: JsonObject): boolean {
  const wanted = typeof type === "string" ? [type] : Array.isArray(type) ? type.map(String) : [];
  const given = describeType(at.value);
  if (wanted.length === 0 || wanted.includes(given) || (given === "integer" && wanted.includes("number"))) return true;
  const expected = wanted.length > 1 ? `[${wanted.join(",")}]` : wanted[0];
  fail(outcome, at, "type", `Invalid type. Expected: ${expected}, given: ${given}`);
  return false;
}

function checkCombined(validation: Validation, outcome: Outcome, at: At, schema: JsonObject): void {
  const checkAll = (list: Json | undefined) => (Array.isArray(list) ? list.map((one) => check(validation, below(at), one)) : []);
  const fits = ({ problems }: Outcome) => problems.length === 0;
  const any = checkAll(schema.anyOf);
  if (any.length > 0 && !any.some(fits)) {
    fail(outcome, at, "anyOf", "Must validate at least one schema (anyOf)");
    merge(outcome, closest(any));
  }
  const one = checkAll(schema.oneOf);
  if (one.length > 0 && one.filter(fits).length !== 1) {
    fail(outcome, at, "oneOf", "Must validate one and only one schema (oneOf)");
    if (!one.some(fits)) merge(outcome, closest(one));
  }
  const all = checkAll(schema.allOf);
  for (const tried of all) merge(outcome, tried);
  if (!all.every(fits)) fail(outcome, at, "allOf", "Must validate all the schemas (allOf)");
  if (schema.not !== undefined && fits(check(validation, below(at), schema.not)))
    fail(outcome, at, "not", "Must not validate the schema (not)");
  if (schema.if !== undefined) {
    const holds = fits(check(validation, below(at), schema.if));
    const next = holds ? schema.then : schema.else;
    const tried = next === undefined ? undefined : check(validation, below(at), next);
    if (tried && !fits(tried)) {
      const message = holds ? 'Must validate "then" as "if" was valid' : 'Must validate "else" as "if" was not valid';
      fail(outcome, at, holds ? "then" : "else", message);
      merge(outcome, tried);
    }
  }
  if (at.value.kind === "dict") checkDependencies(validation, outcome, at, at.value.entries, schema);
  outcome.score++;
}

function closest(tried: readonly Outcome[]): Outcome {
  return tried.reduce((best, one) => (one.score > best.score ? one : best));
}

function merge(outcome: Outcome, { problems, score }: Outcome): void {
  outcome.problems.push(...problems);
  outcome.score += score;
}

function checkCommon(outcome: Outcome, at: At, schema: JsonObject): void {
  const field = at.path.length === 0 ? ROOT : at.path.join(".");
  const own = JSON.stringify(jsonOf(at.value));
  const same = (one: Json) => JSON.stringify(sorted(one)) === own;
  if (schema.const !== undefined && !same(schema.const))
    fail(outcome, at, "const", `${field} does not match: ${JSON.stringify(schema.const)}`);
  if (Array.isArray(schema.enum) && !schema.enum.some(same)) {
    const allowed = schema.enum.map((one) => JSON.stringify(one)).join(", ");
    fail(outcome, at, "enum", `${field} must be one of the following: ${allowed}`);
  }
  if (at.value.kind === "string" && typeof schema.format === "string" && !fitsFormat(schema.format, at.value.text))
    fail(outcome, at, "format", `Does not match format '${schema.format}'`);
  outcome.score++;
}

/** With the keys of mappings in their order. */
function sorted(json: Json): Json {
  if (Array.isArray(json)) return json.map(sorted);
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.keys(json)
      .sort()
      .map((key) => [key, sorted(json[key] as Json)]),
  );
}

function checkMapping(validation: Validation, outcome: Outcome, at: At, { entries }: Dict, schema: JsonObject): void {
  const [least, most] = [numberOf(schema.minProperties), numberOf(schema.maxProperties)];
  if (least !== undefined && entries.size < least) fail(outcome, at, "minProperties", `Must have at least ${least} properties`);
  if (most !== undefined && entries.size > most) fail(outcome, at, "maxProperties", `Must have at most ${most} properties`);
  for (const name of Array.isArray(schema.required) ? schema.required : [])
    if (typeof name === "string" && !entries.has(name)) fail(outcome, at, "required", `${name} is required`);
  const properties = isObject(schema.properties) ? schema.properties : {};
  const patterns = Object.entries(isObject(schema.patternProperties) ? schema.patternProperties : {}).map(
    ([source, one]) => [hasPattern(source), one] as const,
  );
  const child = (name: string): At => {
    const entry = entries.get(name);
    return { path: [...at.path, name], value: entry?.value ?? at.value, key: entry?.key, depth: at.depth + 1 };
  };
  for (const name of entries.keys()) {
    const fitting = patterns.filter(([fits]) => fits(name));
    for (const [, one] of fitting) merge(outcome, check(validation, child(name), one));
    if (Object.hasOwn(properties, name) || fitting.length > 0) continue;
    const more = schema.additionalProperties;
    if (more === false) {
      const { key, value } = child(name);
      fail(outcome, { ...at, key, value }, "additionalProperties", `Additional property ${name} is not allowed`);
    } else if (isObject(more)) merge(outcome, check(validation, child(name), more));
  }
  if (schema.propertyNames !== undefined)
    for (const [name, { key }] of entries) {
      const tried = check(validation, { ...below(at), value: key, key }, schema.propertyNames);
      if (tried.problems.length === 0) continue;
      fail(outcome, { ...at, key }, "propertyNames", `Property name of "${name}" does not match`);
      merge(outcome, tried);
    }
  outcome.score++;
  for (const [name, one] of Object.entries(properties))
    if (entries.has(name)) merge(outcome, check(validation, child(name), one));
}

function checkDependencies(validation: Validation, outcome: Outcome, at: At, entries: Dict["entries"], schema: JsonObject): void {
  for (const [name, needed] of Object.entries(isObject(schema.dependencies) ? schema.dependencies : {})) {
    if (!entries.has(name)) continue;
    if (!Array.isArray(needed)) merge(outcome, check(validation, below(at), needed));
    else
      for (const one of needed)
        if (!entries.has(String(one))) fail(outcome, at, "dependencies", `Has a dependency on ${String(one)}`);
  }
}

function checkList(validation: Validation, outcome: Outcome, at: At, items: readonly Value[], schema: JsonObject): void {
  const item = (i: number): At => ({
    path: [...at.path, String(i)],
    value: items[i] as Value,
    key: undefined,
    depth: at.depth + 1,
  });
  const each = schema.items;
  for (let i = 0; i < items.length; i++) {
    const own = Array.isArray(each) ? (i < each.length ? each[i] : schema.additionalItems) : each;
    if (Array.isArray(each) && i === each.length && own === false)
      fail(outcome, at, "additionalItems", "No additional items allowed on array");
    else if (own !== undefined && own !== false) merge(outcome, check(validation, item(i), own));
  }
  const [least, most] = [numberOf(schema.minItems), numberOf(schema.maxItems)];
  if (least !== undefined && items.length < least) fail(outcome, at, "minItems", `Array must have at least ${least} items`);
  if (most !== undefined && items.length > most) fail(outcome, at, "maxItems", `Array must have at most ${most} items`);
  if (schema.uniqueItems === true) {
    const seen = new Map<string, number>();
    for (const [i, value] of items.entries()) {
      const text = JSON.stringify(jsonOf(value));
      const before = seen.get(text);
      if (before !== undefined) fail(outcome, at, "uniqueItems", `array items[${before},${i}] must be unique`);
      seen.set(text, i);
    }
  }
  const tried = schema.contains === undefined ? [] : items.map((_, i) => check(validation, item(i), schema.contains));
  if (schema.contains !== undefined && tried.every(({ problems }) => problems.length > 0)) {
    fail(outcome, at, "contains", "At least one of the items must match");
    if (tried.length > 0) merge(outcome, closest(tried));
  }
  outcome.score++;
}

function checkString(outcome: Outcome, at: At, text: string, schema: JsonObject): void {
  const length = [...text].length;
  const [least, most] = [numberOf(schema.minLength), numberOf(schema.maxLength)];
  if (least !== undefined && length < least)
    fail(outcome, at, "minLength", `String length must be greater than or equal to ${least}`);
  if (most !== undefined && length > most) fail(outcome, at, "maxLength", `String length must be less than or equal to ${most}`);
  if (typeof schema.pattern === "string" && !hasPattern(schema.pattern)(text))
    fail(outcome, at, "pattern", `Does not match pattern '${schema.pattern}'`);
  outcome.score++;
}

function checkNumber(outcome: Outcome, at: At, value: number, schema: JsonObject): void {
  const multiple = numberOf(schema.multipleOf);
  if (multiple !== undefined && multiple > 0 && Math.abs(value / multiple - Math.round(value / multiple)) > 1e-9)
    fail(outcome, at, "multipleOf", `Must be a multiple of ${multiple}`);
  const [least, most] = [numberOf(schema.minimum), numberOf(schema.maximum)];
  const [above, under] = [schema.exclusiveMinimum, schema.exclusiveMaximum];
  // Draft 4 has a word beside the bound, later drafts a bound of its own.
  const [over, below] = [above === true ? least : numberOf(above), under === true ? most : numberOf(under)];
  if (most !== undefined && under !== true && value > most) fail(outcome, at, "maximum", `Must be less than or equal to ${most}`);
  if (below !== undefined && value >= below) fail(outcome, at, "exclusiveMaximum", `Must be less than ${below}`);
  if (least !== undefined && above !== true && value < least)
    fail(outcome, at, "minimum", `Must be greater than or equal to ${least}`);
  if (over !== undefined && value <= over) fail(outcome, at, "exclusiveMinimum", `Must be greater than ${over}`);
  outcome.score++;
}
