import type { Resource } from "./resource.ts";

/**
 * Whether a template asks the cluster, or a helper that may ask it, before it writes the object: then it is for clusters that take it, whatever
 * becomes of its version elsewhere.
 */
export function asksTheCluster({ root: { tree } }: Resource): boolean {
  if (!tree.holes) return false;
  return tree.text.includes(".Capabilities.") || guards(tree).some((guard) => /\b(include|template|tpl|lookup)\b/.test(guard));
}

/** Whether the whole object stands behind an `if`: nobody gets it who does not ask for it. */
export function isOffered({ root: { tree } }: Resource): boolean {
  return guards(tree).length > 0;
}

/** The `if` actions before the document's first key. */
function guards({ text, from, root, holes }: Resource["root"]["tree"]): readonly string[] {
  const begins = root?.start ?? 0;
  return (holes ?? []).flatMap(({ start, end }) => {
    const action = text.slice(from + start, from + end);
    return start < begins && /^\{\{-?\s*if\b/.test(action) ? [action] : [];
  });
}
