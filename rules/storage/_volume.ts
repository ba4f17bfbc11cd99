import { type Container, type Field, type Mount, mountsOf, type Pod } from "../../server/api.ts";

/** An `emptyDir` volume. */
export interface EmptyDir {
  readonly name: string;
  /** The `emptyDir` field of the volume. */
  readonly field: Field;
  readonly mounts: readonly Mount[];
}

/** The `emptyDir` volumes of a pod without a size limit. */
export function unlimitedEmptyDirs(pod: Pod): readonly EmptyDir[] {
  return pod
    .at("volumes")
    .items()
    .filter((volume) => volume.at("emptyDir").isMapping && volume.at("emptyDir", "sizeLimit").absent)
    .map((volume) => {
      const name = volume.at("name").string ?? "";
      return { name, field: volume.at("emptyDir"), mounts: mountsOf(pod, name) };
    });
}

/** Whether the container's limit of a resource is set, by itself or for the whole pod (KEP-2837), or cannot be known. */
export function isLimited(container: Container, resource: string): boolean {
  return !container.at("resources", "limits", resource).absent || !container.pod.at("resources", "limits", resource).absent;
}
