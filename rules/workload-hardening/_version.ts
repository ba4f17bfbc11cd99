/** A version of three numbers. */
export type Version = readonly [major: number, minor: number, patch: number];

/** The version in an image's tag: `v1.2.3`, `1.2.3-ubuntu`. A tag with fewer numbers moves, so nothing is known of it. */
export function parseVersion(tag: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?![\d.])/.exec(tag);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** Whether a version is in a range such as `<2.1.9 || >=2.2.0 <2.2.4`. A part that cannot be read matches nothing. */
export function isInRange(version: Version, range: string): boolean {
  return range.split("||").some((part) =>
    part
      .trim()
      .split(/\s+/)
      .every((comparator) => satisfies(version, comparator)),
  );
}

function satisfies(version: Version, comparator: string): boolean {
  const match = /^(<=|>=|<|>|=)?(.+)$/.exec(comparator);
  const other = parseVersion(match?.[2] ?? "");
  if (!match || !other) return false;
  const order = version[0] - other[0] || version[1] - other[1] || version[2] - other[2];
  switch (match[1]) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      return order === 0;
  }
}
