import { folderOf, resolveIn } from "../../text/path.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { type Kustomization, type Named, readKustomization } from "./kustomization.ts";
import { isRemote, kustomizationsIn } from "./location.ts";

/**
 * What a kustomization makes of a file. `resource`: complete objects. `patch`: parts of objects. `component`: a kustomization of its own
 * kind. `generated`: data that goes into a ConfigMap or Secret. `values`: input of a Helm chart. `configuration`: for kustomize itself.
 */
export type Role = "resource" | "patch" | "component" | "generated" | "crd" | "values" | "configuration";

export interface KustomizationFile {
  readonly uri: string;
  readonly tree: Tree;
}

/**
 * The files that kustomizations name, by what they are there. A file that is a patch somewhere is a patch, whatever else it is: to lint
 * it as a complete object would be wrong there. Folders appear as the kustomization files that they may hold.
 */
export function rolesOf(files: Iterable<KustomizationFile>): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  for (const file of files) for (const [name, role] of rolesIn(file)) add(roles, name, role);
  return roles;
}

/** The files that one kustomization names, by what they are there. */
export function rolesIn({ uri, tree }: KustomizationFile): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  const folder = folderOf(uri);
  for (const { role, named } of namedFiles(readKustomization(tree)))
    if (!isRemote(named.path)) for (const name of namesOf(resolveIn(folder, named.path))) add(roles, name, role);
  return roles;
}

/** Every file or folder that a kustomization names, with its role. */
export function namedFiles(kustomization: Kustomization): readonly { readonly role: Role; readonly named: Named }[] {
  const patches = [...kustomization.patchesStrategicMerge, ...kustomization.patches, ...kustomization.patchesJson6902];
  const lists: readonly (readonly [Role, readonly Named[]])[] = [
    ["resource", kustomization.resources],
    ["component", kustomization.components],
    ["crd", kustomization.crds],
    ["patch", patches.flatMap(({ file }) => file ?? [])],
    ["configuration", [...kustomization.configurations, ...kustomization.plugins, ...kustomization.replacements]],
    ["generated", kustomization.generators.flatMap(({ files, envs }) => [...files, ...envs])],
    ["values", kustomization.values],
  ];
  return lists.flatMap(([role, list]) => list.map((named) => ({ role, named })));
}

const STRENGTH: readonly Role[] = ["resource", "crd", "component", "values", "generated", "configuration", "patch"];

/** What a file is that is each of these somewhere. */
export function strongest(roles: readonly [Role, ...Role[]]): Role {
  return roles.reduce((a, b) => (STRENGTH.indexOf(b) > STRENGTH.indexOf(a) ? b : a));
}

function add(roles: Map<string, Role>, name: string, role: Role): void {
  const known = roles.get(name);
  roles.set(name, known ? strongest([known, role]) : role);
}

/** A path that may be a folder also stands for the kustomization files in it. */
function namesOf(file: string): readonly string[] {
  return /\.[a-z]+$/i.test(file) ? [file] : [file, ...kustomizationsIn(file)];
}
