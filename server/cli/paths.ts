import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The `file:` URI of an absolute path. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** The same of a directory, with a slash at its end. */
export function folderUriOf(directory: string): string {
  return uriOf(directory).replace(/\/*$/, "/");
}

/** The absolute path of a `file:` URI. */
export function pathOf(uri: string): string {
  return fileURLToPath(uri);
}

/** A path relative to a directory, with forward slashes; `.` for the directory itself. */
export function relativeTo(directory: string, path: string): string {
  const result = relative(directory, path);
  return (sep === "/" ? result : result.replaceAll(sep, "/")) || ".";
}

/** Whether the path is the directory or lies below it. */
export function isInside(directory: string, path: string): boolean {
  const result = relative(directory, path);
  return result !== ".." && !result.startsWith(`..${sep}`) && !isAbsolute(result);
}

const roots = new Map<string, string | undefined>();

/** The nearest directory at or above this one that holds `.git` (a directory, or a file in worktrees and submodules). */
export function repositoryRoot(directory: string): string | undefined {
  const known = roots.get(directory);
  if (known !== undefined || roots.has(directory)) return known;
  const parent = dirname(directory);
  const root = existsSync(join(directory, ".git")) ? directory : parent === directory ? undefined : repositoryRoot(parent);
  roots.set(directory, root);
  return root;
}
