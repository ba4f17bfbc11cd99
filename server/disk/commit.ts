import { join, resolve } from "node:path";
import { readText } from "./read.ts";

/** The commit that is checked out in a repository, by what git keeps below `.git` (gitrepository-layout): no program is run. Nothing where that cannot be told. */
export function commitOf(root: string): string | undefined {
  const link = lineOf(join(root, ".git"));
  // A worktree or submodule: a file that names the folder.
  const own = link === undefined ? join(root, ".git") : resolve(root, link.replace(/^gitdir: /, ""));
  const common = resolve(own, lineOf(join(own, "commondir")) ?? ".");
  const head = lineOf(join(own, "HEAD"));
  const ref = head?.startsWith("ref: ") ? head.slice("ref: ".length) : undefined;
  const commit = ref === undefined ? head : (lineOf(join(own, ref)) ?? lineOf(join(common, ref)) ?? packed(common, ref));
  return commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
}

function packed(folder: string, ref: string): string | undefined {
  const content = readText(join(folder, "packed-refs"));
  const lines = "text" in content ? content.text.split("\n") : [];
  return lines.find((line) => line.endsWith(` ${ref}`))?.split(" ")[0];
}

/** The first line of a file; nothing where there is none. */
function lineOf(path: string): string | undefined {
  const content = readText(path);
  return "text" in content ? content.text.split("\n", 1)[0]?.trimEnd() : undefined;
}
