import { dirname, isAbsolute, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { holds } from "./listing.ts";
import { diskMemory } from "./memory.ts";

// A run asks for thousands of paths: what is plain is answered by comparing strings, the rest by Node, which takes its time.

const folders = new Map<string, string>();

/** Nothing to encode and nothing to resolve. */
const PLAIN_FOLDER = /^\/(?:\.?[\w-][\w.-]*\/)*$/;

/** The `file:` URI of an absolute path. */
export function uriOf(path: string): string {
  const at = path.lastIndexOf(sep) + 1;
  const name = path.slice(at);
  if (!/^[\w-][\w.-]*$/.test(name)) return pathToFileURL(path).href;
  const directory = path.slice(0, at);
  let folder = folders.get(directory);
  if (folder === undefined) {
    folder = PLAIN_FOLDER.test(directory) ? `file://${directory}` : pathToFileURL(directory).href.replace(/\/*$/, "/");
    folders.set(directory, folder);
  }
  return folder + name;
}

/** The same of a directory, with a slash at its end. */
export function folderUriOf(directory: string): string {
  return uriOf(directory).replace(/\/*$/, "/");
}

/** The absolute path of a `file:` URI. */
export function pathOf(uri: string): string {
  return sep === "/" && uri.startsWith("file:///") && !/[%?#]|\/\.\.?(?:\/|$)/.test(uri) ? uri.slice(7) : fileURLToPath(uri);
}

/** The same of any URI, and without a slash at its end; `undefined` where it stands for no file. */
export function localPathOf(uri: string): string | undefined {
  try {
    return pathOf(uri).replace(/(?<=.)[/\\]$/, "");
  } catch {
    return undefined;
  }
}

/** The absolute path of a file that is named by its decoded URI, as kustomizations are read; `undefined` where the name stands for no file. */
export function pathOfName(name: string): string | undefined {
  try {
    return pathOf(encodeURI(name).replace(/[?#]/g, encodeURIComponent));
  } catch {
    return undefined; // no file, or not encodable: a lone surrogate
  }
}

/** A path relative to a directory, with forward slashes; `.` for the directory itself. */
export function relativePath(directory: string, path: string): string {
  if (startsBelow(directory, path)) return slashed(path.slice(directory.length + 1));
  return slashed(relativeByFolder(directory, path)) || ".";
}

/** A path with forward slashes. */
export function slashed(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

const ways = new Map<string, Map<string, string>>();

/** `relative` of Node for files that lie elsewhere, which works out the way once for each folder. */
function relativeByFolder(directory: string, path: string): string {
  const at = path.lastIndexOf(sep);
  if (at <= 0 || directory.startsWith(path)) return relative(directory, path);
  const folder = path.slice(0, at);
  let known = ways.get(directory);
  if (!known) {
    known = new Map();
    ways.set(directory, known);
  }
  let way = known.get(folder);
  if (way === undefined) {
    way = relative(directory, folder);
    known.set(folder, way);
  }
  return way === "" ? path.slice(at + 1) : way + path.slice(at);
}

/** Whether the path is the directory or lies below it. */
export function isInside(directory: string, path: string): boolean {
  if (path === directory || startsBelow(directory, path)) return true;
  const result = relativeByFolder(directory, path);
  return result !== ".." && !result.startsWith(`..${sep}`) && !isAbsolute(result);
}

/** Whether it does so for certain, both being absolute and without dots. */
function startsBelow(directory: string, path: string): boolean {
  return path.startsWith(directory) && path.startsWith(sep, directory.length);
}

const roots = diskMemory<string | undefined>();

/** The nearest directory at or above this one that holds `.git` (a directory, or a file in worktrees and submodules). */
export function repositoryRoot(directory: string): string | undefined {
  const known = roots.get(directory);
  if (known !== undefined || roots.has(directory)) return known;
  const parent = dirname(directory);
  const root = holds(directory, ".git") ? directory : parent === directory ? undefined : repositoryRoot(parent);
  roots.set(directory, root);
  return root;
}
