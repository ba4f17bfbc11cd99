/** A float as Go prints it by default: strconv's `g` with the shortest digits, for which six digits decide about the exponent. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const exponent = value === 0 ? 0 : exponentOf(value);
  return exponent < -4 || exponent >= 6 ? exponential(value) : plain(value);
}

/** Without an exponent. */
export function plain(value: number): string {
  if (Object.is(value, -0)) return "-0";
  const text = String(value);
  return text.includes("e") ? expand(text) : text;
}

/** With an exponent of at least two digits. */
export function exponential(value: number): string {
  const [mantissa, exponent] = value.toExponential().split("e") as [string, string];
  return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

function exponentOf(value: number): number {
  const text = value.toExponential();
  return Number(text.slice(text.indexOf("e") + 1));
}

function expand(text: string): string {
  const [, sign, whole, fraction = "", exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) as RegExpExecArray;
  const digits = `${whole}${fraction}`;
  const point = (whole as string).length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, "0")}`;
}
