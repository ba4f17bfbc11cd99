import type { Field } from "../../../yaml/tree/field.ts";
import type { ImageChange } from "../kustomization.ts";
import { type BuiltResource, identify } from "./built-resource.ts";
import { find, type MutableEntry, type MutableNode, scalarAt } from "./mutable.ts";
import { placeOf } from "./place.ts";

/** A change of images with its place among all of them. */
interface Step {
  readonly place: number;
  readonly change: ImageChange;
}

/** Changes by the name of the image that they are for, each list in order. */
type StepsByName = ReadonlyMap<string, readonly Step[]>;

/**
 * Changes the images of all containers, wherever an object holds `containers` or `initContainers` (api/filters/imagetag). `by` moves the offsets of
 * the kustomization to those of the build.
 */
export function setImages(items: Iterable<BuiltResource>, changes: readonly ImageChange[], by: number): void {
  if (changes.length === 0) return;
  const steps = new Map<string, Step[]>();
  changes.forEach((change, place) => {
    const own = steps.get(change.name);
    if (own) own.push({ place, change });
    else steps.set(change.name, [{ place, change }]);
  });
  for (const item of items)
    if (identify(item.root).kind !== "CustomResourceDefinition")
      visitImages(item.root, (container) => setImage(container, steps, by));
}

function visitImages(node: MutableNode, visit: (container: MutableNode) => void): void {
  if (node.kind === "sequence") for (const { value } of node.items) visitImages(value, visit);
  if (node.kind !== "mapping") return;
  for (const { name, value } of node.entries) {
    if ((name === "containers" || name === "initContainers") && value.kind === "sequence")
      for (const container of value.items) visit(container.value);
    visitImages(value, visit);
  }
}

/** Each change is made to what the ones before it left. */
function setImage(container: MutableNode, steps: StepsByName, by: number): void {
  const entry = container.kind === "mapping" ? find(container, "image") : undefined;
  let done = -1;
  while (entry?.value.kind === "scalar" && typeof entry.value.value === "string") {
    const next = steps.get(splitImage(entry.value.value).name)?.find(({ place }) => place > done);
    if (!next) return;
    changeImage(entry, entry.value.value, next.change, by);
    done = next.place;
  }
}

function changeImage(entry: MutableEntry, image: string, change: ImageChange, by: number): void {
  const { name, tag, digest } = splitImage(image);
  const text = (field: Field) => (field.value === undefined ? "" : String(field.value));
  const newDigest = text(change.digest);
  const newTag = text(change.newTag);
  const suffix = text(change.tagSuffix);
  const rest = newDigest
    ? `@${newDigest}`
    : newTag
      ? `:${newTag}`
      : suffix && tag
        ? `:${tag}${suffix}`
        : `${tag ? `:${tag}` : ""}${digest ? `@${digest}` : ""}`;
  const decisive = [change.digest, change.newTag, change.tagSuffix, change.newName].find((field) => field.exists);
  if (decisive) entry.value = scalarAt(placeOf(decisive, by), `${text(change.newName) || name}${rest}`);
}

/** An image's name, tag and digest: a tag stands behind the last colon that no slash follows. */
function splitImage(image: string): { readonly name: string; readonly tag: string; readonly digest: string } {
  const at = image.indexOf("@");
  const whole = at < 0 ? image : image.slice(0, at);
  const colon = whole.indexOf(":", whole.lastIndexOf("/") + 1);
  return {
    name: colon < 0 ? whole : whole.slice(0, colon),
    tag: colon < 0 ? "" : whole.slice(colon + 1),
    digest: at < 0 ? "" : image.slice(at + 1),
  };
}
