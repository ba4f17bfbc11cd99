import { parseInteger } from "../template/number.ts";
import type { Value } from "../value/value.ts";

// Conversions of github.com/spf13/cast, which never fail in templates: what cannot be converted is 0.

const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;

export function toInt64(value: Value): bigint {
  switch (value.kind) {
    case "int":
      return value.value;
    case "float":
      return fromFloat(value.value);
    case "bool":
      return value.value ? 1n : 0n;
    case "string": {
      const parsed = parseInteger(value.text.replace(/^([^.]*)\.0*$/, "$1"));
      return parsed !== undefined && parsed >= MIN && parsed <= MAX ? parsed : 0n;
    }
    default:
      return 0n;
  }
}

/** Out of range, amd64 makes the smallest integer of any float. */
function fromFloat(value: number): bigint {
  if (!Number.isFinite(value)) return MIN;
  const whole = BigInt(Math.trunc(value));
  return whole < MIN || whole > MAX ? MIN : whole;
}

export function toFloat64(value: Value): number {
  switch (value.kind) {
    case "int":
      return Number(value.value);
    case "float":
      return value.value;
    case "bool":
      return value.value ? 1 : 0;
    case "string":
      return parseFloat64(value.text) ?? 0;
    default:
      return 0;
  }
}

/** Go's `strconv.ParseFloat` of decimal numbers. */
function parseFloat64(text: string): number | undefined {
  if (/^[+-]?(inf|infinity)$/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}
