import type { Op } from "../../yaml/edit/op.ts";
import type { Path } from "../../yaml/tree/field.ts";

/**
 * Whether an operation that was planned before another one was done may no longer mean the same: they address the same place or one
 * below the other, or an item before its own went. `done.path` of a removal is the path of what really went (`removedPath`).
 */
export function mayConflict(done: Op, planned: Op): boolean {
  if (done.op === "order") return false; // paths name keys, wherever they stand
  if (done.op === "append" && planned.op === "append") return false;
  const meets = overlap(planned.path, done.path);
  if (done.op === "rename") return meets || startsWith(planned.path, [...done.path.slice(0, -1), done.key]);
  return meets || (done.op === "remove" && comesBehind(planned.path, done.path));
}

/** Whether the paths lead to the same place, or one below the other. */
export function overlap(a: Path, b: Path): boolean {
  return startsWith(a, b) || startsWith(b, a);
}

function startsWith(path: Path, start: Path): boolean {
  return start.length <= path.length && start.every((segment, i) => String(segment) === String(path[i]));
}

/** Whether the path leads to an item, or below one, that stands in the same sequence behind the other path's item. */
function comesBehind(path: Path, item: Path): boolean {
  const last = item.at(-1);
  const index = path[item.length - 1];
  return typeof last === "number" && typeof index === "number" && index > last && startsWith(path, item.slice(0, -1));
}
