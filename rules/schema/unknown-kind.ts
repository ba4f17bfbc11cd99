// A group without a dot, and one of *.k8s.io that is listed here, holds only what Kubernetes itself serves.
import {
  allKinds,
  type Context,
  type CustomVersion,
  defineRule,
  fateOf,
  groupOf,
  type Kind,
  kindAt,
  kindsOfGroup,
  nearest,
  type Resource,
  set,
  suggestion,
} from "../../server/api.ts";
import { versionsOf, versionsOfKind } from "./_versions.ts";

/** Files of clients and old servers that are no objects of the API: kubeconfig, the scheduler's policy, OpenShift 3. */
const OTHERS: ReadonlySet<string> = new Set([
  "v1/BuildConfig",
  "v1/Config",
  "v1/DeploymentConfig",
  "v1/Group",
  "v1/Image",
  "v1/ImageStream",
  "v1/ImageStreamTag",
  "v1/List",
  "v1/OAuthClient",
  "v1/Policy",
  "v1/Project",
  "v1/ProjectRequest",
  "v1/Route",
  "v1/SecurityContextConstraints",
  "v1/Template",
  "v1/User",
]);

/**
 * What is sent to the API server or comes from it, and is no object (apimachinery, pkg/apis/meta/v1, register.go, and the groups' own): it lies in
 * repositories as a recorded answer.
 */
const MESSAGES: ReadonlySet<string> = new Set([
  "APIGroup",
  "APIGroupList",
  "APIResourceList",
  "APIVersions",
  "ConversionReview",
  "CreateOptions",
  "DeleteOptions",
  "GetOptions",
  "ListOptions",
  "PatchOptions",
  "PodAttachOptions",
  "PodExecOptions",
  "PodLogOptions",
  "PodPortForwardOptions",
  "PodStatusResult",
  "RangeAllocation",
  "SerializedReference",
  "UpdateOptions",
  "WatchEvent",
]);

export default defineRule({
  id: "unknown-kind",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Kind does not exist",
  why: "kubectl finds no match for the kind and does not apply the object; kinds are case-sensitive. No other rule knows what the object is meant to be, so nothing else in it is checked.",
  references: ["https://kubernetes.io/docs/reference/kubernetes-api/"],
  peers: ["kube-linter:schema-validation", "monokle:K8S001", "monokle:K8S004"],
  fix: "suggestion",
  resource(resource, { report }) {
    const { apiVersion, kind, group } = resource;
    if (!resource.builtIn) return misspeltGroup(resource, report);
    if (apiVersion === "" || kindAt(apiVersion, kind) || fateOf(apiVersion, kind) || OTHERS.has(`${apiVersion}/${kind}`)) return;
    if (MESSAGES.has(kind)) return;
    const ofGroup = kindsOfGroup(group);
    if (ofGroup.length === 0) return; // a group of the past
    if (kind.endsWith("List") && ofGroup.some((one) => `${one.kind}List` === kind)) return;
    if (ofGroup.some((one) => one.kind === kind)) otherVersion(resource, ofGroup, report);
    else unknown(resource, ofGroup, report);
  },
  custom({ resource, kinds }, { report }) {
    const { group, kind } = resource;
    const versions = kinds.versionsOf(group, kind);
    // Of a JSON schema's file only the name is known, in lower case, and not which versions there are.
    if (versions.some(({ served }) => served === undefined)) return;
    if (versions.length === 0) undefinedKind(resource, kinds.kindsOf(group), report);
    else if (!versions.some((one) => one.kind === kind)) reportKind(resource, versions[0]?.kind, report);
    else undefinedVersion(resource, versions, report);
  },
});

/** A kind for which there is no definition, though there is one of nearly the same name: the repository need not hold them all. */
function undefinedKind(resource: Resource, known: readonly string[], report: Context["report"]): void {
  const near = known.includes(resource.kind) ? undefined : nearest(resource.kind, known, 1);
  if (near !== undefined) reportKind(resource, near, report);
}

function reportKind(resource: Resource, near: string | undefined, report: Context["report"]): void {
  const field = resource.at("kind");
  report(field, `${resource.group} defines no kind "${resource.kind}"; did you mean "${near}"?`, {
    severity: "warning",
    fixes: near === undefined ? [] : [suggestion(`Use ${near}`, set(field, near))],
  });
}

/** A version that the definitions in the repository do not have, or that they switch off. */
function undefinedVersion(resource: Resource, versions: readonly CustomVersion[], report: Context["report"]): void {
  const { group, version, kind } = resource;
  const own = versions.filter(({ name }) => name === version);
  if (own.some(({ served }) => served)) return;
  const served = [...new Set(versions.filter((one) => one.served).map(({ name }) => name))];
  const use = served.length > 0 ? `: use ${served.join(", ")}.` : ".";
  const field = resource.at("apiVersion");
  const what = own.length > 0 ? `${version} of ${kind} is not served` : `The definition of ${kind} has no version ${version}`;
  report(field, `${what}${use}`, {
    severity: "warning",
    fixes: served.slice(-1).map((name) => suggestion(`Use ${group}/${name}`, set(field, `${group}/${name}`))),
  });
}

/**
 * A kind of Kubernetes' own in a group that is nearly one of its own, or that can be no other: the group of a custom resource has a dot (apiextensions
 * validation).
 */
function misspeltGroup(resource: Resource, report: Context["report"]): void {
  const { apiVersion, group, kind } = resource;
  if (!apiVersion.includes("/")) return;
  const ofKind = [...allKinds()].filter((one) => one.kind === kind);
  const groups = ofKind.map((one) => groupOf(one.apiVersion));
  const isNear = groups.includes(group.replace(/\.k8s\.io$/, "")) || nearest(group, groups, 2) !== undefined;
  if (ofKind.length > 0 && (isNear || !group.includes("."))) otherVersion(resource, ofKind, report);
}

function otherVersion(resource: Resource, ofGroup: readonly Kind[], report: Context["report"]): void {
  const { apiVersion, kind } = resource;
  const served = versionsOf(ofGroup.filter((one) => one.kind === kind));
  report(resource.at("apiVersion"), `There is no ${kind} in ${apiVersion}: use ${served.join(", ")}.`, {
    fixes: served.slice(0, 1).map((version) => suggestion(`Use ${version}`, set(resource.at("apiVersion"), version))),
  });
}

function unknown(resource: Resource, ofGroup: readonly Kind[], report: Context["report"]): void {
  const { apiVersion, kind } = resource;
  const field = resource.at("kind");
  const elsewhere = versionsOfKind(kind);
  if (elsewhere.length > 0) {
    const fixes = elsewhere.slice(0, 1).map((version) => suggestion(`Use ${version}`, set(resource.at("apiVersion"), version)));
    report(resource.at("apiVersion"), `There is no ${kind} in ${apiVersion}; it is a kind of ${elsewhere.join(", ")}.`, {
      fixes,
    });
    return;
  }
  const inGroup = ofGroup.map((one) => one.kind);
  const near =
    sameOrNear(kind, inGroup) ??
    sameOrNear(
      kind,
      [...allKinds()].map((one) => one.kind),
    ) ??
    sameOrNear(kind, ["List"]);
  const hint = near === undefined ? "." : `; did you mean "${near}"?`;
  report(field, `Kubernetes has no kind "${kind}" in ${apiVersion}${hint}`, {
    fixes: near === undefined ? [] : [suggestion(`Use ${near}`, set(field, near))],
  });
}

function sameOrNear(kind: string, kinds: readonly string[]): string | undefined {
  return kinds.find((one) => one.toLowerCase() === kind.toLowerCase()) ?? nearest(kind, kinds, kind.length < 6 ? 1 : 2);
}
