import { FunctionError } from "../evaluate/error.ts";
import { spendSteps } from "../evaluate/output.ts";
import type { Budget, GoFunction } from "../evaluate/program.ts";
import { kindOf } from "../value/type.ts";
import { bool, int, isNil, type List, list, NIL, UNKNOWN, type Value } from "../value/value.ts";
import { toInt64 } from "./cast.ts";
import { type FunctionTable, intAt, lenient, nilPointer, strict } from "./define.ts";
import { deepEqual } from "./equal.ts";
import { isEmpty } from "./flow.ts";

const MAX_ITEMS = 1_000_000;

/** The items of an argument that must be a list; `what` is how the function's error begins. */
function itemsOf(value: Value | undefined, what: string): readonly Value[] {
  if (!value || isNil(value)) return nilPointer();
  if (value.kind !== "list") throw new FunctionError(`${what} ${kindOf(value)}`);
  return value.items;
}

/** A function of a list and perhaps other values. A list that is unknown gives something unknown. */
function ofList(
  parameters: readonly string[],
  what: string,
  run: (items: readonly Value[], rest: readonly Value[], budget: Budget) => Value,
): GoFunction {
  return lenient(["interface {}", ...parameters], ([first, ...rest], { engine }) =>
    first?.kind === "unknown" ? UNKNOWN : run(itemsOf(first, what), rest, engine.budget),
  );
}

const append = ofList(["interface {}"], "Cannot push on type", (items, [value]) => list([...items, value as Value]));
const prepend = ofList(["interface {}"], "Cannot prepend on type", (items, [value]) => list([value as Value, ...items]));
const first = ofList([], "Cannot find first on type", (items) => items[0] ?? NIL);
const last = ofList([], "Cannot find last on type", (items) => items.at(-1) ?? NIL);
const rest = ofList([], "Cannot find rest on type", (items) => list(items.slice(1)));
const initial = ofList([], "Cannot find initial on type", (items) => list(items.slice(0, -1)));
const reverse = ofList([], "Cannot find reverse on type", (items) => list([...items].reverse()));
const compact = ofList([], "Cannot compact on type", (items) => list(items.filter((item) => isEmpty(item) !== true)));
const uniq = ofList([], "Cannot find uniq on type", (items, _, budget) => {
  spendSteps(budget, Math.ceil((items.length * items.length) / 8));
  return list(items.filter((item, i) => items.findIndex((other) => deepEqual(other, item)) >= i));
});
const without = ofList(["...interface {}"], "Cannot find without on type", (items, omitted, budget) => {
  spendSteps(budget, Math.ceil((items.length * omitted.length) / 8));
  return list(items.filter((item) => !omitted.some((other) => deepEqual(item, other))));
});
const make = lenient(["...interface {}"], (items) => list(items));

const has = strict(["interface {}", "interface {}"], ([needle, haystack]) => {
  if (!haystack || isNil(haystack)) return bool(false);
  return bool(itemsOf(haystack, "Cannot find has on type").some((item) => deepEqual(item, needle as Value)));
});

const slice = ofList(["...interface {}"], "list should be type of slice or array but", (items, [from, to]) => {
  if (items.length === 0) return NIL;
  const start = from ? Number(toInt64(from)) : 0;
  const end = to ? Number(toInt64(to)) : items.length;
  if (start < 0 || end > items.length || start > end) throw new FunctionError("reflect.Value.Slice: slice index out of bounds");
  return list(items.slice(start, end));
});

const concat = lenient(["...interface {}"], (lists) => {
  if (lists.some(({ kind }) => kind === "unknown")) return UNKNOWN;
  return list(
    lists.flatMap((one) => {
      if (isNil(one)) return nilPointer();
      if (one.kind !== "list") throw new FunctionError(`Cannot concat type ${kindOf(one)} as list`);
      return one.items;
    }),
  );
});

const chunk = strict(["int", "interface {}"], (args) => {
  const size = intAt(args, 0);
  const items = itemsOf(args[1], "Cannot chunk type");
  if (size < 1) throw new FunctionError("runtime error: makeslice: len out of range");
  const chunks: List[] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(list(items.slice(at, at + size)));
  return list(chunks);
});

/** Lists; all of these give new ones. */
export const LISTS: FunctionTable = {
  list: make,
  tuple: make,
  append,
  push: append,
  mustAppend: append,
  mustPush: append,
  prepend,
  mustPrepend: prepend,
  first,
  mustFirst: first,
  last,
  mustLast: last,
  rest,
  mustRest: rest,
  initial,
  mustInitial: initial,
  reverse,
  mustReverse: reverse,
  compact,
  mustCompact: compact,
  uniq,
  mustUniq: uniq,
  without,
  mustWithout: without,
  has,
  mustHas: has,
  slice,
  mustSlice: slice,
  concat,
  chunk,
  mustChunk: chunk,
  until: strict(["int"], (args) => steps(0, intAt(args, 0), intAt(args, 0) < 0 ? -1 : 1)),
  untilStep: strict(["int", "int", "int"], (args) => steps(intAt(args, 0), intAt(args, 1), intAt(args, 2))),
};

function steps(start: number, stop: number, by: number): Value {
  if (by === 0 || (stop < start ? by > 0 : by < 0)) return list([], "int");
  const count = Math.ceil((stop - start) / by);
  if (count > MAX_ITEMS) throw new FunctionError(`a list of ${count} numbers is longer than can be made here`, "limit");
  return list(
    Array.from({ length: count }, (_, i) => int(start + i * by)),
    "int",
  );
}
