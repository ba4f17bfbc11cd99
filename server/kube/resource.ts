import { NONE } from "../text/none.ts";
import { Field } from "../yaml/tree/field.ts";
import type { Tree } from "../yaml/tree/tree.ts";
import { groupOfKind, isBuiltInGroup, type PodSource } from "./kinds.ts";
import { shapeOf } from "./shape.ts";

/** One Kubernetes object: a document, or an item of a `List`. */
export interface Resource {
  /** `""` where something fills it in: then the group is the one that has the kind, and the version `""` too. */
  readonly apiVersion: string;
  /** `""` for the core group. */
  readonly group: string;
  readonly version: string;
  /** `Workload` or `PodSpec` where only its shape says that it holds a pod. */
  readonly kind: string;
  /** `metadata.name`, or `metadata.generateName`; `""` if there is neither or it cannot be known. */
  readonly name: string;
  /** `metadata.namespace` as written; what an object without one, or with an empty one, falls into is decided where it is applied. */
  readonly namespace: string | undefined;
  /** The kind belongs to an API group that Kubernetes itself serves. */
  readonly builtIn: boolean;
  /** Where it holds a pod, if its shape says so and its kind does not. */
  readonly pod?: PodSource;
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
  const version = root.at("apiVersion");
  // Of a version that depends on the cluster, the others stand in other branches.
  const apiVersion = version.conditional ? undefined : (version.string ?? list?.apiVersion);
  const kind = root.at("kind").string ?? list?.kind;
  if (!apiVersion || !kind) return byShape(root, kind);
  const group = groupOf(apiVersion);
  const builtIn = isBuiltInGroup(group);
  const inside = depth < MAX_DEPTH ? (HOLDERS.get(`${group}/${kind}`)?.(root) ?? NONE) : NONE;
  if (builtIn && kind.endsWith("List") && root.at("items").isSequence && depth < MAX_DEPTH) {
    // The items of a typed list (DeploymentList) may leave out what the list already says.
    const typed = kind === "List" ? undefined : { apiVersion, kind: kind.slice(0, -4) };
    return root
      .at("items")
      .items()
      .flatMap((item) => objectsIn(item, depth + 1, typed));
  }
  const own = resourceAt(root, { apiVersion, kind }, group);
  return inside.length === 0 ? [own] : [own, ...inside.flatMap((item) => objectsIn(item, depth + 1, undefined))];
}

/** Whether an object is made of others, which stand in it whole: a Template of OpenShift, a graph of kro, or what hands objects on to other clusters. */
export function holdsObjects({ group, kind }: Pick<Resource, "group" | "kind">): boolean {
  return HOLDERS.has(`${group}/${kind}`);
}

/** What the objects that others hold are found by. */
const HOLDERS: ReadonlyMap<string, (root: Field) => readonly Field[]> = new Map([
  ["template.openshift.io/Template", (root: Field) => root.at("objects").items()],
  ["/Template", (root: Field) => root.at("objects").items()],
  ["work.open-cluster-management.io/ManifestWork", (root: Field) => root.at("spec", "workload", "manifests").items()],
  ["work.karmada.io/Work", (root: Field) => root.at("spec", "workload", "manifests").items()],
  ["hive.openshift.io/SyncSet", (root: Field) => root.at("spec", "resources").items()],
  ["hive.openshift.io/SelectorSyncSet", (root: Field) => root.at("spec", "resources").items()],
  ["kubernetes.crossplane.io/Object", (root: Field) => [root.at("spec", "forProvider", "manifest")]],
  [
    "kro.run/ResourceGraphDefinition",
    (root: Field) =>
      root
        .at("spec", "resources")
        .items()
        .map((item) => item.at("template")),
  ],
]);

/** An object of which something fills in the version, or of which only the shape says what it is: in templates, and in parts of them. */
function byShape(root: Field, kind: string | undefined): readonly Resource[] {
  const isLeftOpen = (key: string) => root.at(key).state === "unknown" || root.at(key).conditional;
  if (kind && isLeftOpen("apiVersion")) return [resourceAt(root, { apiVersion: "", kind }, groupOfKind(kind) ?? OWN_GROUP)];
  if (kind || !isLeftOpen("kind")) return NONE;
  const shape = shapeOf(root);
  if (!shape) return NONE;
  const isPart = !root.at("kind").exists;
  return [{ ...resourceAt(root, { apiVersion: "", kind: isPart ? "PodSpec" : "Workload" }, OWN_GROUP), pod: shape }];
}

/** Of what no API group is known: that of no built-in kind. */
const OWN_GROUP = "unknown";

function resourceAt(root: Field, { apiVersion, kind }: TypeMeta, group: string): Resource {
  const metadata = root.at("metadata");
  return {
    apiVersion,
    group,
    version: apiVersion.slice(apiVersion.indexOf("/") + 1),
    kind,
    name: metadata.at("name").string ?? metadata.at("generateName").string ?? "",
    namespace: metadata.at("namespace").string || undefined,
    builtIn: isBuiltInGroup(group),
    root,
    at: root.at.bind(root), // no rest and spread on the way
  };
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}
