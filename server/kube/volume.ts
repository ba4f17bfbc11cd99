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
  if (volume === "") return [];
  return pod.containers.flatMap((container) =>
    container
      .at("volumeMounts")
      .items()
      .filter((field) => field.at("name").value === volume)
      .map((field) => ({ container, field })),
  );
}

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
