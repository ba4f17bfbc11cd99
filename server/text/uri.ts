// Files are known by URI in the editor and may be by plain path elsewhere: these functions read both. Nothing here touches a file system.

/** The folder of a file, with the slash at its end. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}

/** The folder above a folder; undefined at the root. Both end in a slash. */
export function parentOf(folder: string): string | undefined {
  const parent = folderOf(folder.slice(0, -1));
  return parent === "" || parent.endsWith("://") ? undefined : parent;
}

/** The path of a file from a folder (with the slash at its end), decoded and with forward slashes; undefined if it lies elsewhere. */
export function relativeTo(folder: string, uri: string): string | undefined {
  const from = decoded(folder);
  const to = decoded(uri);
  return to.startsWith(from) ? to.slice(from.length) : undefined;
}

/** The file that a relative (or absolute) path with forward slashes means, seen from a folder. */
export function resolveFrom(folder: string, path: string): string {
  const scheme = /^[a-z][a-z0-9+.-]+:\/\/[^/]*/i.exec(folder)?.[0] ?? "";
  const segments = path.startsWith("/") ? [""] : folder.slice(scheme.length).split("/").slice(0, -1);
  for (const segment of path.split("/")) {
    if (segment === "..") {
      if (segments.length > 1) segments.pop();
    } else if (segment !== "." && segment !== "")
      segments.push(scheme ? encodeURIComponent(segment.replaceAll(/\p{Surrogate}/gu, "\ufffd")) : segment);
  }
  return scheme + segments.join("/");
}

/** A name by which files can be compared: editors and hosts differ in what they encode (`c%3A`) and in the case of a drive letter. */
export function decoded(uri: string): string {
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
