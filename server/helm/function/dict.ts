import { FunctionError } from "../evaluate/error.ts";
import { spendSteps } from "../evaluate/output.ts";
import type { Budget, Engine, GoFunction } from "../evaluate/program.ts";
import { typeOf } from "../value/type.ts";
import { bool, type Dict, type DictEntry, dict, isNil, list, NIL, text, UNKNOWN, type Value } from "../value/value.ts";
import { dictAt, type FunctionTable, lenient, strict, strval, textAt } from "./define.ts";
import { deepEqual } from "./equal.ts";
import { isEmpty } from "./flow.ts";

const MAP = "map[string]interface {}";

/** A function of maps, the first of which decides whether anything is known. */
function ofDict(parameters: readonly string[], run: (args: readonly Value[], engine: Engine) => Value): GoFunction {
  return lenient(parameters, (args, { engine }) =>
    args.some((value, i) => value.kind === "unknown" && parameterAt(parameters, i) === MAP) ? UNKNOWN : run(args, engine),
  );
}

function parameterAt(parameters: readonly string[], i: number): string | undefined {
  return (parameters[i] ?? parameters.at(-1))?.replace("...", "");
}

const merge = ofDict([MAP, `...${MAP}`], (args, engine) => mergeAll(args, false, engine));
const mergeOverwrite = ofDict([MAP, `...${MAP}`], (args, engine) => mergeAll(args, true, engine));
const deepCopy = lenient(["interface {}"], ([value], { engine }) => {
  if (isNil(value as Value)) throw new FunctionError("reflect: call of reflect.Value.Type on zero Value");
  return copied(value as Value, engine.budget);
});

/** Maps. `set`, `unset` and the merges change the first one in place. */
export const DICTS: FunctionTable = {
  dict: lenient(["...interface {}"], (args) => {
    const made = dict();
    for (let i = 0; i < args.length; i += 2) {
      const key = strval(args[i] as Value);
      made.entries.set(key.text, { key, value: args[i + 1] ?? text("") });
    }
    return made;
  }),
  get: ofDict([MAP, "string"], (args) => dictAt(args, 0).entries.get(textAt(args, 1).text)?.value ?? text("")),
  set: ofDict([MAP, "string", "interface {}"], (args, engine) => {
    if (isNil(args[0] as Value)) throw new FunctionError("assignment to entry in nil map");
    const key = textAt(args, 1);
    engine.changes(dictAt(args, 0), args[2]);
    dictAt(args, 0).entries.set(key.text, { key, value: args[2] as Value });
    return args[0] as Value;
  }),
  unset: ofDict([MAP, "string"], (args, engine) => {
    engine.changes(dictAt(args, 0));
    dictAt(args, 0).entries.delete(textAt(args, 1).text);
    return args[0] as Value;
  }),
  hasKey: ofDict([MAP, "string"], (args) => bool(dictAt(args, 0).entries.has(textAt(args, 1).text))),
  pluck: ofDict(["string", `...${MAP}`], (args) =>
    list(args.slice(1).flatMap((_, i) => dictAt(args, i + 1).entries.get(textAt(args, 0).text)?.value ?? [])),
  ),
  // Go's order is random; this one is sorted.
  keys: ofDict([`...${MAP}`], (args) =>
    list(
      args.flatMap((_, i) => sorted(dictAt(args, i)).map(({ key }) => key)),
      "string",
    ),
  ),
  values: ofDict([MAP], (args) => list(sorted(dictAt(args, 0)).map(({ value }) => value))),
  pick: ofDict([MAP, "...string"], (args) => {
    const names = new Set(args.slice(1).map((_, i) => textAt(args, i + 1).text));
    return filtered(dictAt(args, 0), (name) => names.has(name));
  }),
  omit: ofDict([MAP, "...string"], (args) => {
    const names = new Set(args.slice(1).map((_, i) => textAt(args, i + 1).text));
    return filtered(dictAt(args, 0), (name) => !names.has(name));
  }),
  merge,
  mustMerge: merge,
  mergeOverwrite,
  mustMergeOverwrite: mergeOverwrite,
  deepCopy,
  mustDeepCopy: deepCopy,
  dig: lenient(["...interface {}"], (args) => dig(args)),
  deepEqual: strict(["interface {}", "interface {}"], ([a, b]) => bool(deepEqual(a as Value, b as Value))),
};

function sorted({ entries }: Dict) {
  return [...entries.values()].sort((a, b) => (a.key.text < b.key.text ? -1 : 1));
}

function filtered(from: Dict, keep: (name: string) => boolean): Dict {
  return dict([...from.entries.values()].filter(({ key }) => keep(key.text)).map(({ key, value }) => [key, value] as const));
}

function mergeAll(args: readonly Value[], overwrite: boolean, engine: Engine): Value {
  const target = dictAt(args, 0);
  for (let i = 1; i < args.length; i++) mergeInto(target, dictAt(args, i), { overwrite, engine }, 0);
  return target;
}

const MAX_DEPTH = 200;

interface Merge {
  readonly overwrite: boolean;
  readonly engine: Engine;
}

/** mergo's merge of maps: keys that are not there or empty are taken, and with `overwrite` all. */
function mergeInto(target: Dict, source: Dict, how: Merge, depth: number): void {
  if (target === source) return;
  if (depth > MAX_DEPTH) throw new FunctionError("maps are nested too deeply to be merged here", "limit");
  const { overwrite, engine } = how;
  spendSteps(engine.budget, source.entries.size >> 1);
  const put = (name: string, entry: DictEntry): void => {
    engine.changes(target, entry.value);
    target.entries.set(name, entry);
  };
  for (const { key, value } of source.entries.values()) {
    const name = key.text;
    const old = target.entries.get(name)?.value;
    if (isNil(value)) {
      if (overwrite) put(name, { key, value: NIL });
      continue;
    }
    if (value.kind === "dict" && old?.kind === "dict") {
      mergeInto(old, value, how, depth + 1);
      if (old.entries.size > 0) continue;
    }
    if (overwrite || isEmpty(old)) put(name, { key, value });
  }
}

function copied(value: Value, budget: Budget, depth = 0): Value {
  if (depth > MAX_DEPTH) throw new FunctionError("a value is nested too deeply to be copied here", "limit");
  const copy = (one: Value): Value => copied(one, budget, depth + 1);
  if (value.kind === "list") {
    spendSteps(budget, value.items.length >> 1);
    return { ...value, items: value.items.map(copy) };
  }
  if (value.kind !== "dict") return value;
  spendSteps(budget, value.entries.size >> 1);
  const entries = new Map([...value.entries].map(([name, entry]) => [name, { ...entry, value: copy(entry.value) }]));
  return { ...value, entries };
}

function expectType(value: Value, type: string): void {
  const actual = isNil(value) ? "nil" : typeOf(value);
  if (value.kind !== "unknown" && actual !== type)
    throw new FunctionError(`interface conversion: interface {} is ${actual}, not ${type}`);
}

function dig(args: readonly Value[]): Value {
  if (args.length < 3) throw new FunctionError("dig needs at least three arguments");
  const fallback = args.at(-2) as Value;
  let value = args.at(-1) as Value;
  const keys = args.slice(0, -2);
  expectType(value, MAP); // before the keys
  for (const key of keys) expectType(key, "string");
  for (const key of keys) {
    if (value.kind === "unknown" || key.kind === "unknown") return UNKNOWN;
    expectType(value, MAP);
    const found = value.kind === "dict" ? value.entries.get(strval(key).text) : undefined;
    if (!found) return fallback;
    value = found.value;
  }
  return value;
}
