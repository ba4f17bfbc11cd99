import { asFolder, baseName } from "../../text/path.ts";

// Who has percent-encoded URIs decodes them first: kustomizations do not encode.

/** The names that a kustomization file may have, in the order of preference (kustomize, api/konfig/general.go). */
export const KUSTOMIZATION_NAMES: readonly string[] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** Whether the file is a kustomization by its name. */
export function isKustomization(file: string): boolean {
  return KUSTOMIZATION_NAMES.includes(baseName(file));
}

/** The files that may be the kustomization of a folder, in the order of preference. */
export function kustomizationsIn(folder: string): readonly string[] {
  return KUSTOMIZATION_NAMES.map((name) => asFolder(folder) + name);
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
