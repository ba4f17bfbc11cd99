// What a policy rule allows (kubernetes: plugin/pkg/auth/authorizer/rbac/rbac.go RuleAllows, pkg/apis/rbac/v1/evaluation_helpers.go).
import type { GrantFacts } from "../facts/access.ts";
import { type Access, coversResource } from "../rbac.ts";

/** A policy rule of a role (rbac/v1 PolicyRule), wherever it stands. Without `resourceNames` it is about all objects. */
export type Permission = Omit<GrantFacts, "site">;

/** What somebody asks the API server for: a verb on a resource, or on a path that is none. */
export type Request = ResourceRequest | PathRequest;

export interface ResourceRequest {
  readonly verb: string;
  readonly group: string;
  /** `pods`, or with a subresource `pods/exec`. */
  readonly resource: string;
  /** Of one object; `""` for requests about none, as list and create are. */
  readonly name: string;
}

interface PathRequest {
  readonly verb: string;
  readonly path: string;
}

/** Whether the permission allows the request. Where it is limited to objects, a request without a name is refused. */
export function allows(permission: Permission, request: Request): boolean {
  if (!hasWord(permission.verbs, request.verb)) return false;
  if ("path" in request) return permission.nonResourceUrls.some((url) => coversPath(url, request.path));
  return (
    hasWord(permission.apiGroups, request.group) &&
    permission.resources.some((entry) => coversResource(entry, request.resource)) &&
    (!permission.named || permission.resourceNames.includes(request.name))
  );
}

const STANDARD_VERBS = ["get", "list", "watch", "create", "update", "patch", "delete"];

/** Whether the permission grants everything, as that of cluster-admin does. */
export function grantsEverything({ apiGroups, resources, verbs, named }: Permission): boolean {
  if (named || !apiGroups.includes("*") || !resources.includes("*")) return false;
  return verbs.includes("*") || STANDARD_VERBS.every((verb) => verbs.includes(verb));
}

/** Whether the permission grants some of the access, to some objects at least. */
export function permits({ apiGroups, resources, verbs }: Permission, access: Access): boolean {
  return (
    access.groups.some((group) => hasWord(apiGroups, group)) &&
    access.verbs.some((verb) => hasWord(verbs, verb)) &&
    access.resources.some((resource) => resources.some((entry) => coversResource(entry, resource)))
  );
}

/** Whether a list has the word, or the wildcard. */
function hasWord(list: readonly string[], word: string): boolean {
  return list.includes("*") || list.includes(word);
}

/** Whether an entry of `nonResourceURLs` covers a path: the same, or one that begins with what stands before a `*` at its end. */
function coversPath(entry: string, path: string): boolean {
  return entry === "*" || entry === path || (entry.endsWith("*") && path.startsWith(entry.replace(/\*+$/, "")));
}
