import type { Binding } from "../../server/kube/access/binding.ts";
import type { Permission } from "../../server/kube/access/permission.ts";
import type { Role } from "../../server/kube/access/role.ts";
import { ask, type Crash } from "./client.ts";

/** A request as the API server sees it. */
export interface AskedRequest {
  readonly user: string;
  readonly groups: readonly string[];
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Instead of a resource. */
  readonly path?: string;
}

/** Roles, bindings, and what somebody asks for. */
export interface AuthorizeQuestion {
  readonly roles: readonly (Pick<Role, "kind" | "namespace" | "name"> & {
    readonly rules: readonly Omit<Permission, "named">[];
  })[];
  readonly bindings: readonly Omit<Binding, "at">[];
  readonly requests: readonly AskedRequest[];
}

/** Which of the requests the RBAC authorizer of Kubernetes allows. */
export function authorize(
  questions: readonly AuthorizeQuestion[],
): readonly ({ readonly allowed: readonly boolean[] } | Crash)[] {
  return ask("authorize", questions);
}
