import type { Mapping, Node } from "../../server/api.ts";

/** All mappings of a document, each once: aliases are not followed. */
export function* mappingsOf(node: Node | undefined): Generator<Mapping> {
  if (node?.kind === "sequence") for (const { value } of node.items) yield* mappingsOf(value);
  if (node?.kind !== "mapping") return;
  yield node;
  for (const { value } of node.entries) yield* mappingsOf(value);
}
