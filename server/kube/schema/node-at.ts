import { lookUp } from "../../yaml/tree/merge-key.ts";
import { isEncrypted } from "../../yaml/tree/placeholder.ts";
import type { Content, Mapping, Node, Scalar } from "../../yaml/tree/tree.ts";

/** What stands at a name: nothing (null counts as nothing), something that cannot be known, or a node. */
export type Looked = Content | "unknown" | undefined;

/** Looks among a mapping's entries, through aliases and merge keys. */
export function nodeAt(mapping: Mapping, name: string): Looked {
  const found = lookUp(mapping, name);
  const node: Node | undefined = found?.value.kind === "alias" ? found.value.target : found?.value;
  if (!node) return mapping.open || found ? "unknown" : undefined;
  if (node.kind !== "scalar") return node;
  if (node.unknown || isPlaceholder(node)) return "unknown";
  return node.value === null ? undefined : node;
}

/** Whether another program fills in a part of the text. */
export function isPlaceholder({ value }: Scalar): boolean {
  return typeof value === "string" && (/\$\{|\{\{|<%|^\$\w/.test(value) || isEncrypted(value));
}
