import { FunctionError } from "../evaluate/error.ts";

/** A decimal number: `digits` times ten to the `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Digits behind the point that a division has. */
const PRECISION = 16;

type Calculation = (a: Decimal, b: Decimal) => Decimal;

/** Calculates with the decimals that the numbers are written with, as sprig does (github.com/shopspring/decimal). */
export function calculated(numbers: readonly number[], by: Calculation): number {
  const [first, ...rest] = numbers;
  if (first === undefined) return 0;
  if (!numbers.every(Number.isFinite)) throw new FunctionError("Cannot create a Decimal from a number that is not finite");
  const { digits, exponent } = rest.map(decimal).reduce(by, decimal(first));
  return Number(`${digits}e${exponent}`);
}

export const plus: Calculation = (a, b) => aligned(a, b, (one, other) => one + other);
export const minus: Calculation = (a, b) => aligned(a, b, (one, other) => one - other);
export const times: Calculation = (a, b) => ({ digits: a.digits * b.digits, exponent: a.exponent + b.exponent });

/** Rounded to 16 digits behind the point, half away from zero. */
export const divided: Calculation = (a, b) => {
  if (b.digits === 0n) throw new FunctionError("decimal division by 0");
  const shift = a.exponent - b.exponent + PRECISION;
  const [over, under] = shift < 0 ? [a.digits, b.digits * 10n ** BigInt(-shift)] : [a.digits * 10n ** BigInt(shift), b.digits];
  const digits = over / under;
  const rest = over % under;
  const isUp = 2n * absolute(rest) >= absolute(under);
  const away = over < 0n === under < 0n ? 1n : -1n;
  return { digits: isUp ? digits + away : digits, exponent: -PRECISION };
};

function decimal(value: number): Decimal {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const fraction = mantissa.split(".")[1] ?? "";
  return { digits: BigInt(mantissa.replace(".", "")), exponent: Number(exponent) - fraction.length };
}

function aligned(a: Decimal, b: Decimal, by: (one: bigint, other: bigint) => bigint): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  const at = (one: Decimal) => one.digits * 10n ** BigInt(one.exponent - exponent);
  return { digits: by(at(a), at(b)), exponent };
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
