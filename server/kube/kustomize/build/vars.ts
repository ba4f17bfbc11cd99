import type { BuiltResource } from "./built-resource.ts";
import { type MutableNode, type MutableScalar, scalarAt } from "./mutable.ts";

/** Makes the values unknown in which a variable of a kustomization stands (`$(NAME)`): what kustomize puts there is not worked out. */
export function hideVars(items: Iterable<BuiltResource>, names: ReadonlySet<string>): void {
  if (names.size > 0) for (const { root } of items) hideIn(root, names);
}

function hideIn(node: MutableNode, names: ReadonlySet<string>): void {
  if (node.kind === "scalar") return;
  for (const holder of node.kind === "sequence" ? node.items : node.entries)
    if (holder.value.kind !== "scalar") hideIn(holder.value, names);
    else if (namesVar(holder.value, names)) holder.value = { ...scalarAt(holder.value, null), unknown: true };
}

function namesVar({ value, unknown }: MutableScalar, names: ReadonlySet<string>): boolean {
  if (unknown || typeof value !== "string") return false;
  return Array.from(value.matchAll(/\$\(([^)]*)\)/g)).some(([, name = ""]) => names.has(name));
}
