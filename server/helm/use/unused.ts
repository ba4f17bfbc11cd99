import type { Place, SourceFile } from "../value/place.ts";
import type { Dict } from "../value/value.ts";
import type { ValueUse } from "./reference.ts";

/** A key of a chart's values that no template reads. */
export interface UnusedValue {
  readonly path: readonly string[];
  readonly place: Place;
}

interface Used {
  isWhole: boolean;
  readonly below: Map<string, Used>;
}

/**
 * The keys of values that no use reads, the outermost of each branch. `others`: the keys of subcharts and of what else reads by itself. Where some
 * template reads a mapping as a whole, everything in it counts as read.
 */
export function unusedValues(
  values: Dict,
  file: SourceFile,
  uses: readonly ValueUse[],
  others: ReadonlySet<string>,
): readonly UnusedValue[] {
  const root: Used = { isWhole: false, below: new Map() };
  for (const { path, isWhole } of uses) {
    let at = root;
    for (const name of path) {
      const next = at.below.get(name) ?? { isWhole: false, below: new Map() };
      at.below.set(name, next);
      at = next;
    }
    at.isWhole ||= isWhole;
  }
  const found: UnusedValue[] = [];
  collect(values, file, root, [], others, found);
  return found;
}

function collect(
  { entries }: Dict,
  file: SourceFile,
  used: Used,
  path: readonly string[],
  others: ReadonlySet<string>,
  found: UnusedValue[],
): void {
  if (used.isWhole || used.below.has("*")) return;
  for (const [name, { key, value }] of entries) {
    if (path.length === 0 && others.has(name)) continue;
    const own = used.below.get(name);
    const place = key.runs[0]?.place;
    if (own) {
      if (value.kind === "dict" && own.below.size > 0) collect(value, file, own, [...path, name], others, found);
    } else if (place?.file === file) found.push({ path: [...path, name], place });
  }
}
