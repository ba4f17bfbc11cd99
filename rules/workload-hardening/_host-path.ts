import { type Extra, type HostPathVolume, isAtOrBelow, isWritable } from "../../server/api.ts";

/** The mounts of a volume as related places. */
export function mountsAsRelated(volume: HostPathVolume): NonNullable<Extra["related"]> {
  return volume.mounts.map((mount) => ({
    message: `Mounted ${isWritable(mount) ? "writable" : "read-only"} in container "${mount.container.name}".`,
    at: mount.field,
  }));
}

/** Folders in which the kubelet looks for the sockets of its plug-ins: writing there is what a plug-in is for. */
const PLUGIN_FOLDERS = [
  "/var/lib/kubelet/device-plugins",
  "/var/lib/kubelet/plugins",
  "/var/lib/kubelet/plugins_registry",
  "/var/lib/kubelet/pod-resources",
];

/** Whether a path of the node is one that plug-ins of the kubelet have to mount. */
export function isPluginFolder(path: string): boolean {
  return PLUGIN_FOLDERS.some((folder) => isAtOrBelow(path, folder));
}
