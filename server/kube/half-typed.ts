import { Field } from "../yaml/tree/field.ts";
import type { Tree } from "../yaml/tree/tree.ts";
import { allKinds } from "./schema/kinds.ts";

/** A document that is an object but for one half of its type, which is not there or is no text. */
export interface HalfTyped {
  readonly root: Field;
  readonly missing: "apiVersion" | "kind";
  /** The half that is there. */
  readonly given: Field;
}

/**
 * What of a document without an object leaves no doubt that one is meant: a kind of Kubernetes' own, or one of its API versions, and a name. kubectl
 * refuses it.
 */
export function halfTypedIn(tree: Tree): HalfTyped | undefined {
  const root = Field.root(tree);
  if (!root.isMapping || root.open || tree.problems.length > 0) return undefined;
  const [apiVersion, kind] = [root.at("apiVersion"), root.at("kind")];
  if (root.at("metadata", "name").string === undefined) return undefined;
  const known = (is: (one: { readonly apiVersion: string; readonly kind: string }) => boolean) => [...allKinds()].some(is);
  if (isNoText(apiVersion) && kind.string !== undefined && known((one) => one.kind === kind.string))
    return { root, missing: "apiVersion", given: kind };
  if (isNoText(kind) && apiVersion.string !== undefined && known((one) => one.apiVersion === apiVersion.string))
    return { root, missing: "kind", given: apiVersion };
  return undefined;
}

function isNoText(field: Field): boolean {
  return (
    field.absent ||
    field.raw === "" ||
    field.isSequence ||
    field.isMapping ||
    typeof field.value === "number" ||
    typeof field.value === "boolean"
  );
}
