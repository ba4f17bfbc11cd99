// How files and folders are named: by URIs in the editor, by paths elsewhere, always with forward slashes. The name of a folder ends in a slash; `""` is the
// folder of bare names. Nothing here touches a file system; what an operating system calls a path is known in `disk/paths.ts` only.

/** The folder of a file. */
export function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}

/** What a file is called in its folder. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** The name of a folder that may have been written without the slash at its end. */
export function asFolder(name: string): string {
  return name === "" || name.endsWith("/") ? name : `${name}/`;
}

/** The folder above a folder; undefined above a root and above `""`. */
export function parentOf(folder: string): string | undefined {
  const parent = folderOf(folder.slice(0, -1));
  return folder === "" || folder === "/" || parent.endsWith("://") ? undefined : parent;
}

/** Whether a file lies in a folder or below it; both are named in one way. */
export function isBelow(folder: string, name: string): boolean {
  return folder === "" ? !/^(\.\.)?\//.test(name) : name.startsWith(folder);
}

/** The path of a file from a folder, decoded; undefined if it lies elsewhere. They may be encoded in different ways. */
export function relativeTo(folder: string, uri: string): string | undefined {
  const from = decodedUri(folder);
  const to = decodedUri(uri);
  return to.startsWith(from) ? to.slice(from.length) : undefined;
}

/** A name in the folder itself. */
const SIMPLE = /^[^/.][^/]*$/;

/**
 * What a path means in a folder: `.` and `..` are resolved. Above the root there is nothing but the root; above a relative folder, `..` stays. An
 * absolute path is one of the same file system. Nothing is encoded: the folder is named by a path or a decoded URI.
 */
export function resolveIn(folder: string, path: string): string {
  if (SIMPLE.test(path)) return folder + path;
  const [root = ""] = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/]*)?(?:\/|$)/i.exec(folder) ?? [];
  const parts = path.startsWith("/") ? [] : folder.slice(root.length).split("/").filter(Boolean);
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (root === "" && !path.startsWith("/")) parts.push(part);
  }
  return (root || (path.startsWith("/") ? "/" : "")) + parts.join("/");
}

/** The same where the folder is named by a URI as it is written: so is what the path means. A lone surrogate, which no URI has, is replaced. */
export function resolveUri(folder: string, path: string): string {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(folder)) return resolveIn(folder, path);
  const encode = (segment: string) => encodeURIComponent(segment.replaceAll(/\p{Surrogate}/gu, "\ufffd"));
  return resolveIn(folder, path.split("/").map(encode).join("/"));
}

/** A name by which files can be compared: editors and hosts differ in what they encode (`c%3A`) and in the case of a drive letter. */
export function decodedUri(uri: string): string {
  const plain = uri.includes("%") && /^[a-z][a-z0-9+.-]+:/i.test(uri) ? decode(uri) : uri;
  if (plain[1] !== ":" && plain[9] !== ":") return plain; // no drive: thousands of names are asked for
  return plain.replace(/^(file:\/\/\/)?[A-Z]:\//, (start) => start.toLowerCase());
}

function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri; // a lone per cent sign: not encoded after all
  }
}
