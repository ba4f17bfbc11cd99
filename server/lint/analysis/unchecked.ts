import { podSourceOf } from "../../kube/kinds.ts";
import type { Pod } from "../../kube/pod.ts";
import { holdsObjects, type Resource } from "../../kube/resource.ts";
import { strayContainers } from "../../kube/shape.ts";
import type { Tree } from "../../yaml/tree/tree.ts";

/** Why a document was not checked, or not fully. */
export type Unchecked =
  | "template"
  | "named-template"
  | "unread-pod"
  | "no-schema"
  | "assertion"
  | "foreign-subchart"
  | "not-kubernetes"
  | "too-large"
  | "binary"
  | "not-utf8"
  | "symlink"
  | "unreadable"
  | "internal-error";

/** The same for people: what follows a number. */
export const UNCHECKED_WORDS: Readonly<Record<Unchecked, readonly [one: string, several: string]>> = {
  template: ["template checked only as far as it is literal", "templates checked only as far as they are literal"],
  "named-template": ["named template that is no object", "named templates that are no objects"],
  "unread-pod": [
    "custom resource whose pod is not read (podSpecPaths)",
    "custom resources whose pods are not read (podSpecPaths)",
  ],
  "no-schema": ["custom resource without a schema", "custom resources without a schema"],
  assertion: ["assertion of a test, read for its form only", "assertions of tests, read for their form only"],
  "foreign-subchart": ["file of a subchart from elsewhere", "files of subcharts from elsewhere"],
  "not-kubernetes": ["without a Kubernetes object", "without a Kubernetes object"],
  "too-large": ["too large", "too large"],
  binary: ["binary", "binary"],
  "not-utf8": ["not in UTF-8", "not in UTF-8"],
  symlink: ["symbolic link", "symbolic links"],
  unreadable: ["unreadable", "unreadable"],
  "internal-error": ["internal error", "internal errors"],
};

/** Why a document without objects was not checked; `undefined` if there is nothing in it. */
export function uncheckedDocument({ root, part }: Tree): Unchecked | undefined {
  if (!root) return undefined;
  // A named template that writes no fields, such as a name, is none that a rule could judge.
  return !part ? "not-kubernetes" : root.kind === "scalar" ? undefined : "named-template";
}

/** Whether an object that is no kind of Kubernetes' own holds a pod which no rule sees. */
export function hasUnreadPod(resource: Resource, pods: readonly Pod[]): boolean {
  const { builtIn, group, root } = resource;
  if (builtIn || holdsObjects(resource) || POLICIES.test(group)) return false;
  const { text, from, to } = root.tree;
  if (!text.slice(from, to).includes("ontainers")) return false; // not `indexOf`, which would look through the rest of the file
  const source = podSourceOf(group, resource.kind);
  if (source?.containers && !source.pods) return false;
  return (
    strayContainers(
      root,
      pods.map(({ spec }) => spec.path),
    ) !== undefined
  );
}

/** What looks like a pod in these is a pattern for pods. */
const POLICIES = /(^|\.)(kyverno\.io|gatekeeper\.sh|kubewarden\.io|openpolicyagent\.org)$/;
