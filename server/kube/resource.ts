import { NONE } from "../text/none.ts";
import { Field } from "../yaml/tree/field.ts";
import type { Tree } from "../yaml/tree/tree.ts";
import { isBuiltInGroup } from "./kinds.ts";

/** One Kubernetes object: a document, or an item of a `List`. */
export interface Resource {
  readonly apiVersion: string;
  /** `""` for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** `metadata.name`, or `metadata.generateName`; `""` if there is neither or it cannot be known. */
  readonly name: string;
  /** `metadata.namespace` as written; what an object without one falls into is decided where it is applied. */
  readonly namespace: string | undefined;
  /** The kind belongs to an API group that Kubernetes itself serves. */
  readonly builtIn: boolean;
  readonly root: Field;
  at(...path: readonly (string | number)[]): Field;
}

/** What says which type an object is of. */
export interface TypeMeta {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * The objects of a document: lists are flattened (`kind: List` and the built-in `…List` kinds with `items`, as kubectl does). `implied` is what
 * a document is that does not say it itself.
 */
export function resourcesOf(tree: Tree, implied?: TypeMeta): readonly Resource[] {
  return objectsIn(Field.root(tree), 0, implied);
}

const MAX_DEPTH = 8; // a List in a List is legal, for ever is not

function objectsIn(root: Field, depth: number, list: TypeMeta | undefined): readonly Resource[] {
  if (!root.isMapping) return NONE;
  const apiVersion = root.at("apiVersion").string ?? list?.apiVersion;
  const kind = root.at("kind").string ?? list?.kind;
  if (!apiVersion || !kind) return NONE;
  const slash = apiVersion.indexOf("/");
  const group = slash < 0 ? "" : apiVersion.slice(0, slash);
  const builtIn = isBuiltInGroup(group);
  if (builtIn && kind.endsWith("List") && root.at("items").isSequence && depth < MAX_DEPTH) {
    // The items of a typed list (DeploymentList) may leave out what the list already says.
    const typed = kind === "List" ? undefined : { apiVersion, kind: kind.slice(0, -4) };
    return root
      .at("items")
      .items()
      .flatMap((item) => objectsIn(item, depth + 1, typed));
  }
  const metadata = root.at("metadata");
  const resource: Resource = {
    apiVersion,
    group,
    version: slash < 0 ? apiVersion : apiVersion.slice(slash + 1),
    kind,
    name: metadata.at("name").string ?? metadata.at("generateName").string ?? "",
    namespace: metadata.at("namespace").string,
    builtIn,
    root,
    at: root.at.bind(root), // no rest and spread on the way
  };
  return [resource];
}
