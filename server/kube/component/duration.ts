const UNITS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** A Go duration such as `4h0m0s` in seconds (time.ParseDuration); `undefined` if it is none. A bare `0` is one. */
export function parseDuration(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0;
  const [, sign, body] = /^([+-]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)$/.exec(text) ?? [];
  if (body === undefined) return undefined;
  let seconds = 0;
  for (const [, number, unit] of body.matchAll(/([\d.]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/g))
    seconds += Number(number) * (UNITS[unit ?? ""] ?? 0);
  return sign === "-" ? -seconds : seconds;
}
