import { text, type Value } from "../value/value.ts";
import { type FunctionTable, lenient, strict } from "./define.ts";

const ANY = "interface {}";
const SECOND = 1_000_000_000n;

/** Units of time, in nanoseconds. */
const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3600n * SECOND,
};

const HOUR = UNITS.h as bigint;
const ROUNDED: readonly (readonly [string, bigint])[] = [
  ["y", 24n * 365n * HOUR],
  ["mo", 24n * 30n * HOUR],
  ["d", 24n * HOUR],
  ["h", HOUR],
  ["m", 60n * SECOND],
  ["s", SECOND],
];

/** Spans of time that do not depend on the clock. */
export const DURATIONS: FunctionTable = {
  hello: lenient([], () => text("Hello!")),
  duration: strict([ANY], ([value]) => text(durationText(secondsOf(value as Value) * SECOND))),
  durationRound: strict([ANY], ([value]) => {
    const span = value?.kind === "string" ? readDuration(value.text) : nanosecondsOf(value as Value);
    const size = span < 0n ? -span : span;
    const [unit, length] = ROUNDED.find(([, one]) => size > one) ?? [];
    return text(length === undefined ? "0s" : `${size / length}${unit}`);
  }),
};

function nanosecondsOf(value: Value): bigint {
  return value.kind === "int" && value.type === "int64" ? value.value : 0n;
}

function secondsOf(value: Value): bigint {
  if (value.kind === "string") return /^[+-]?\d{1,18}$/.test(value.text) ? BigInt(value.text.replace("+", "")) : 0n;
  return nanosecondsOf(value);
}

/** Go's `time.ParseDuration`, in nanoseconds; 0 for what is none. */
function readDuration(source: string): bigint {
  const [, sign, body = ""] = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(source) ?? [];
  let sum = 0n;
  for (const [, whole = "", fraction = "", unit = ""] of body.matchAll(/(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g)) {
    const length = UNITS[unit] as bigint;
    sum += BigInt(whole || "0") * length + (fraction ? (BigInt(fraction) * length) / 10n ** BigInt(fraction.length) : 0n);
  }
  return sign === "-" ? -sum : sum;
}

/** Whole seconds as Go writes a `time.Duration`: `1h0m5s`. */
function durationText(span: bigint): string {
  if (span === 0n) return "0s";
  const wrapped = BigInt.asIntN(64, span);
  const size = (wrapped < 0n ? -wrapped : wrapped) / SECOND;
  const [hours, minutes, seconds] = [size / 3600n, (size / 60n) % 60n, size % 60n];
  const shown = `${hours > 0n ? `${hours}h` : ""}${hours > 0n || minutes > 0n ? `${minutes}m` : ""}${seconds}s`;
  return wrapped < 0n ? `-${shown}` : shown;
}
