import { type Container, type Field, type Image, parseImage, recently } from "../../server/api.ts";

/** A known image reference that can be taken apart. */
export interface ImageUse {
  readonly field: Field;
  readonly text: string;
  readonly image: Image;
}

/** The image of a container, if it is known and well formed. `$(VAR)` in it is filled in later. Every rule of the family asks. */
export const imageOf = recently((container: Container): ImageUse | undefined => {
  const field = container.at("image");
  const text = field.string;
  if (text === undefined || text.includes("$(")) return undefined;
  const image = parseImage(text);
  return image && { field, text, image };
});

/** Host and path with Docker Hub written out: `nginx` is `docker.io/library/nginx`. */
export function fullName({ registry, repository }: Image): string {
  if (registry !== undefined && registry !== "index.docker.io") return `${registry}/${repository}`;
  return `docker.io/${repository.includes("/") ? repository : `library/${repository}`}`;
}

/** Whether the tag says "the newest": it is missing or `latest`, and no digest pins the image. */
export function isLatest({ tag, digest }: Image): boolean {
  return digest === undefined && (tag === undefined || tag === "latest");
}

/** The pull policy that the kubelet follows (core/v1 Container.imagePullPolicy). */
export function pullPolicyOf(container: Container, image: Image): string | undefined {
  const policy = container.at("imagePullPolicy");
  if (policy.state === "unknown") return undefined;
  return policy.string ?? (isLatest(image) ? "Always" : "IfNotPresent");
}

/** Whether a pattern of the configuration names the image: a host, `*.suffix`, or the beginning of a path up to a slash. */
export function matchesRegistry(name: string, pattern: string): boolean {
  const wanted = pattern.replace(/\/\*{1,2}$/, "").replace(/\/$/, "");
  const slash = name.indexOf("/");
  if (wanted.startsWith("*.")) return name.slice(0, slash).endsWith(wanted.slice(1));
  return name === wanted || name.startsWith(`${wanted}/`);
}
