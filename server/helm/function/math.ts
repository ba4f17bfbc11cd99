import { FunctionError } from "../evaluate/error.ts";
import { float, int, text, type Value } from "../value/value.ts";
import { toFloat64, toInt64 } from "./cast.ts";
import { calculated, divided, minus, plus, times } from "./decimal.ts";
import { type FunctionTable, intAt, strict, strval, textAt } from "./define.ts";

const ANY = "interface {}";
const MORE = "...interface {}";

const biggest = strict([ANY, MORE], (args) =>
  int(
    args.map(toInt64).reduce((a, b) => (b > a ? b : a)),
    "int64",
  ),
);
const smallest = strict([ANY, MORE], (args) =>
  int(
    args.map(toInt64).reduce((a, b) => (b < a ? b : a)),
    "int64",
  ),
);

/** Numbers: integers are 64 bits wide and made by cutting off what follows the point. */
export const MATH: FunctionTable = {
  int: strict([ANY], ([value]) => int(toInt64(value as Value))),
  int64: strict([ANY], ([value]) => int(toInt64(value as Value), "int64")),
  float64: strict([ANY], ([value]) => float(toFloat64(value as Value))),
  atoi: strict(["string"], (args) =>
    int(/^[+-]?\d{1,18}$/.test(textAt(args, 0).text) ? BigInt(textAt(args, 0).text.replace("+", "")) : 0n),
  ),
  toDecimal: strict([ANY], ([value]) => {
    const [, sign = "", digits] = /^([+-]?)([0-7]+)$/.exec(strval(value as Value).text) ?? [];
    const read = BigInt(`0o${digits ?? "0"}`);
    return int(sign === "-" ? -read : read, "int64");
  }),
  add: strict([MORE], (args) =>
    int(
      args.map(toInt64).reduce((a, b) => a + b, 0n),
      "int64",
    ),
  ),
  add1: strict([ANY], ([value]) => int(toInt64(value as Value) + 1n, "int64")),
  sub: strict([ANY, ANY], (args) => calculate(args, (a, b) => a - b)),
  mul: strict([ANY, MORE], (args) =>
    int(
      args.map(toInt64).reduce((a, b) => BigInt.asIntN(64, a * b)),
      "int64",
    ),
  ),
  div: strict([ANY, ANY], (args) => calculate(args, (a, b) => a / notZero(b))),
  mod: strict([ANY, ANY], (args) => calculate(args, (a, b) => a % notZero(b))),
  max: biggest,
  biggest,
  min: smallest,
  maxf: strict([ANY, MORE], (args) => float(Math.max(...args.map(toFloat64)))),
  minf: strict([ANY, MORE], (args) => float(Math.min(...args.map(toFloat64)))),
  addf: strict([MORE], (args) => float(calculated(args.map(toFloat64), plus))),
  add1f: strict([ANY], ([value]) => float(calculated([toFloat64(value as Value), 1], plus))),
  subf: strict([ANY, MORE], (args) => float(calculated(args.map(toFloat64), minus))),
  mulf: strict([ANY, MORE], (args) => float(calculated(args.map(toFloat64), times))),
  divf: strict([ANY, MORE], (args) => float(calculated(args.map(toFloat64), divided))),
  ceil: strict([ANY], ([value]) => float(Math.ceil(toFloat64(value as Value)))),
  floor: strict([ANY], ([value]) => float(Math.floor(toFloat64(value as Value)))),
  round: strict([ANY, "int", "...float64"], ([value, places, up]) => {
    const factor = 10 ** (places?.kind === "int" ? Number(places.value) : 0);
    const scaled = toFloat64(value as Value) * factor;
    const from = up?.kind === "float" ? up.value : 0.5;
    const fraction = scaled - Math.trunc(scaled);
    return float((fraction >= from ? Math.ceil(scaled) : Math.floor(scaled)) / factor);
  }),
  seq: strict(["...int"], (args) => text(sequence(args.map((_, i) => intAt(args, i))))),
};

function calculate([a, b]: readonly Value[], by: (a: bigint, b: bigint) => bigint): Value {
  return int(by(toInt64(a as Value), toInt64(b as Value)), "int64");
}

function notZero(value: bigint): bigint {
  if (value === 0n) throw new FunctionError("runtime error: integer divide by zero");
  return value;
}

const MAX_LENGTH = 100_000;

function sequence(given: readonly number[]): string {
  if (given.length === 0 || given.length > 3) return "";
  const [first, last] = given.length === 1 ? [1, given[0] as number] : [given[0] as number, given.at(-1) as number];
  const by = given.length === 3 ? (given[1] as number) : last < first ? -1 : 1;
  if (by === 0 || (last > first && by < 0)) return "";
  const count = Math.floor((last - first) / by) + 1;
  if (count > MAX_LENGTH) throw new FunctionError(`a sequence of ${count} numbers is longer than can be made here`, "limit");
  return Array.from({ length: Math.max(0, count) }, (_, i) => first + i * by).join(" ");
}
