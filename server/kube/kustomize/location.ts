// Files are named by any string with slashes, a URI or a path. Who has percent-encoded URIs decodes them first: kustomizations do not encode.

/** The names that a kustomization file may have, in the order of preference (kustomize, api/konfig/general.go). */
export const KUSTOMIZATION_NAMES: readonly string[] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** Whether the file is a kustomization by its name. */
export function isKustomization(file: string): boolean {
  return KUSTOMIZATION_NAMES.includes(file.slice(file.lastIndexOf("/") + 1));
}

/** The folder of a file, without a slash at its end; `""` for a bare name. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf("/")));
}

/** A name in the folder itself. */
const SIMPLE = /^[^/.][^/]*$/;

/**
 * What a path means in a folder: `.` and `..` are resolved. Above the root there is nothing but the root; above a relative folder, `..` stays. An
 * absolute path is one of the same file system.
 */
export function resolveIn(folder: string, path: string): string {
  if (folder !== "" && SIMPLE.test(path)) return folder.endsWith("/") ? folder + path : `${folder}/${path}`;
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

/** Whether the file lies in the folder or below it. */
export function isBelow(folder: string, file: string): boolean {
  return folder === "" ? !file.startsWith("../") && !file.startsWith("/") : file.startsWith(`${folder}/`);
}

/**
 * Whether an entry names something that kustomize would fetch: a URL or a Git repository (kustomize, api/internal/git/repospec.go). Such
 * entries are never followed.
 */
export function isRemote(entry: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*::?\/\//i.test(entry) ||
    /^(git|hg|s3|gcs)::/.test(entry) ||
    /^[^/\s]+@[^/\s]+:/.test(entry) ||
    /^(github\.com|gitlab\.com|bitbucket\.org)[/:]/i.test(entry) ||
    /[?&](ref|version|submodules|timeout)=/.test(entry)
  );
}
