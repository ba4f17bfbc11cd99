import { NONE } from "../text/none.ts";
import { recently } from "../text/recent.ts";
import type { Field } from "../yaml/tree/field.ts";
import type { Container, Pod } from "./pod.ts";

/** A `volumeMounts` entry and the container that has it. */
export interface Mount {
  readonly container: Container;
  readonly field: Field;
}

/** A volume that is a path of the node. */
export interface HostPathVolume {
  readonly name: string;
  /** The `volumes` entry. */
  readonly field: Field;
  /** Normalised; `undefined` if it is missing or cannot be known. */
  readonly path: string | undefined;
  readonly mounts: readonly Mount[];
}

/** The pod's `hostPath` volumes, mounted or not. A null `hostPath` is none, an empty one is. */
export function hostPathVolumes(pod: Pod): readonly HostPathVolume[] {
  const found: HostPathVolume[] = [];
  for (const field of pod.at("volumes").items()) {
    if (!field.at("hostPath").exists) continue;
    const name = field.at("name").string ?? "";
    const path = field.at("hostPath", "path").string;
    found.push({ name, field, path: path === undefined ? undefined : normalizeHostPath(path), mounts: mountsOf(pod, name) });
  }
  return found;
}

/** Every mount of the volume, in all containers. */
export function mountsOf(pod: Pod, volume: string): readonly Mount[] {
  return volume === "" ? NONE : (mountsIn(pod).get(volume) ?? NONE);
}

/** The mounts of a pod by the names of their volumes. */
const mountsIn = recently((pod: Pod): ReadonlyMap<string, readonly Mount[]> => {
  const mounts = new Map<string, Mount[]>();
  for (const container of pod.containers)
    for (const field of container.at("volumeMounts").items()) {
      const name = field.at("name").value;
      if (typeof name !== "string") continue;
      const known = mounts.get(name);
      if (known) known.push({ container, field });
      else mounts.set(name, [{ container, field }]);
    }
  return mounts;
});

/** Whether the mount is certainly writable: readOnly is not set, or false. */
export function isWritable(mount: Mount): boolean {
  const readOnly = mount.field.at("readOnly");
  return readOnly.absent || readOnly.value === false;
}

/** No part of which begins with a dot. */
const NORMAL = /^(?:\/[^/\\.][^/\\]*)+$/;

/**
 * A path of the node with `.`, `..` and doubled slashes resolved and no slash at the end; `/` is the root. Windows paths (with a backslash
 * or a drive) get forward slashes and lower case.
 */
export function normalizeHostPath(path: string): string {
  if (NORMAL.test(path)) return path;
  const text = /^[A-Za-z]:|\\/.test(path) ? path.replaceAll("\\", "/").toLowerCase() : path;
  const parts: string[] = [];
  for (const part of text.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** Whether a normalised path is the other one or below it. */
export function isAtOrBelow(path: string, other: string): boolean {
  return path === other || other === "/" || path.startsWith(`${other}/`);
}
