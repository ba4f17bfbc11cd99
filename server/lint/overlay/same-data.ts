/** Whether two plain values (records, lists, scalars) hold the same. A key without a value is as none. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a, b] as Readonly<Record<string, unknown>>[];
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) if (!isSameData(left?.[key], right?.[key])) return false;
  return true;
}
