import { nearest } from "../text/nearest.ts";
import type { Field } from "../yaml/tree/field.ts";

/**
 * Whether a field that is not there seems to stand beside its place under a name that is nearly its own, or in a mapping around it: it is not
 * missing then, and what is wrong is said where it stands.
 */
export function isMisspelt({ parent, name }: Field): boolean {
  if (typeof name !== "string" || !parent) return false;
  const most = name.length < 4 ? 1 : 2;
  if (parent.keys().some((key) => key !== name && nearest(key, [name], most) !== undefined)) return true;
  if (AT_ALL_LEVELS.has(name)) return false;
  for (let around = parent.parent; around; around = around.parent) if (around.keys().includes(name)) return true;
  return false;
}

/** What stands at several levels of an object says nothing of one that lacks it. */
const AT_ALL_LEVELS: ReadonlySet<string> = new Set(["labels", "metadata", "name", "selector", "spec"]);
