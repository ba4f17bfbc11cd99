import { type Extra, type HostPathVolume, isWritable } from "../../server/api.ts";

/** The mounts of a volume as related places. */
export function mountsAsRelated(volume: HostPathVolume): NonNullable<Extra["related"]> {
  return volume.mounts.map((mount) => ({
    message: `Mounted ${isWritable(mount) ? "writable" : "read-only"} in container "${mount.container.name}".`,
    at: mount.field,
  }));
}
