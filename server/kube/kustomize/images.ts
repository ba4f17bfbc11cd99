import type { Field } from "../../yaml/tree/field.ts";
import { type Draft, find, scalarAt } from "./draft.ts";
import { type Item, identify } from "./item.ts";
import type { ImageChange } from "./kustomization.ts";
import { placeOf } from "./place.ts";

/** Changes the images of all containers, wherever an object holds `containers` or `initContainers` (api/filters/imagetag). */
export function setImages(items: readonly Item[], changes: readonly ImageChange[], by: number): void {
  for (const item of items)
    if (identify(item.root).kind !== "CustomResourceDefinition") for (const change of changes) visitImages(item.root, change, by);
}

function visitImages(node: Draft, change: ImageChange, by: number): void {
  if (node.kind === "sequence") for (const { value } of node.items) visitImages(value, change, by);
  if (node.kind !== "mapping") return;
  for (const { name, value } of node.entries) {
    if ((name === "containers" || name === "initContainers") && value.kind === "sequence")
      for (const container of value.items) setImage(container.value, change, by);
    visitImages(value, change, by);
  }
}

function setImage(container: Draft, change: ImageChange, by: number): void {
  const entry = container.kind === "mapping" ? find(container, "image") : undefined;
  const image = entry?.value;
  if (!entry || image?.kind !== "scalar" || typeof image.value !== "string") return;
  const { name, tag, digest } = splitImage(image.value);
  if (name !== change.name) return;
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
