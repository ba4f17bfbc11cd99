import { parseWithYaml } from "./fallback.ts";
import type { Tree } from "./tree.ts";

/**
 * Parses the one YAML document that stands in `text` from `from` to `to` (a slice, see `slice.ts`).
 * Never throws: whatever is wrong is among the tree's problems. Every offset in the tree is relative to `from`.
 */
export function parse(text: string, from = 0, to = text.length): Tree {
  return parseWithYaml(text, from, to);
}
