import { ask, type Crash } from "./client.ts";

/** A folder of the disk (absolute), or the path of one among `files` (text by absolute path, such as `/app/kustomization.yaml`). */
export interface KustomizeBuild {
  readonly folder: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Files outside the folder may be named (`--load-restrictor LoadRestrictionsNone`). */
  readonly unrestricted?: boolean;
}

export interface Kustomized {
  readonly objects: readonly unknown[];
  /** What kustomize prints: the objects as YAML. */
  readonly text: string;
  readonly error?: string;
  readonly log?: readonly string[];
}

/** What `kustomize build` makes of each of these folders. Nothing is fetched: neither remote bases nor charts. */
export function kustomize(folders: readonly KustomizeBuild[]): readonly (Kustomized | Crash)[] {
  return ask("kustomize", folders);
}
