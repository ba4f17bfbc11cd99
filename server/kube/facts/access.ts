import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { policyRulesOf, RBAC_GROUP, type Word } from "../rbac.ts";
import type { Resource } from "../resource.ts";
import { type FactSite, siteOf } from "./site.ts";

/** One of the `rules` of a Role or ClusterRole. What a template decides is left out of its lists. */
export interface GrantFacts {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceUrls: readonly string[];
  /** The rule is, or may be, limited to certain objects by `resourceNames`: a template may decide to which. */
  readonly named: boolean;
  readonly site: FactSite;
}

/** One of the `subjects` of a binding, or of those that a ReferenceGrant lets refer (of which it says the kind and the namespace). */
export interface SubjectFacts {
  /** `ServiceAccount`, `User` or `Group`; for a ReferenceGrant, the kind of object. */
  readonly kind: string;
  readonly name: string;
  /** Of a ServiceAccount: as written, without one that of the RoleBinding. */
  readonly namespace: string | undefined;
  readonly site: FactSite;
}

/** What a Role or ClusterRole grants. */
export function grantsIn(resource: Resource): readonly GrantFacts[] {
  if (resource.group !== RBAC_GROUP || !resource.kind.endsWith("Role")) return NONE;
  return policyRulesOf(resource).map((rule) => ({
    apiGroups: texts(rule.apiGroups),
    resources: texts(rule.resources),
    verbs: texts(rule.verbs),
    resourceNames: texts(rule.resourceNames),
    nonResourceUrls: texts(rule.nonResourceUrls),
    named: rule.named,
    site: siteOf(rule.at),
  }));
}

/** To whom a RoleBinding, a ClusterRoleBinding or a ReferenceGrant grants. */
export function subjectsIn(resource: Resource): readonly SubjectFacts[] {
  if (resource.kind === "ReferenceGrant") return resource.at("spec", "from").items().flatMap(referrerIn);
  if (resource.group !== RBAC_GROUP || !resource.kind.endsWith("Binding")) return NONE;
  return resource
    .at("subjects")
    .items()
    .flatMap((item) => subjectIn(item, resource));
}

function subjectIn(item: Field, { kind: binding, namespace: own }: Resource): readonly SubjectFacts[] {
  const [kind, name] = [item.at("kind").string, item.at("name").string];
  if (!kind || !name) return NONE;
  const written = item.at("namespace");
  if (written.state === "unknown") return NONE;
  const namespace = kind === "ServiceAccount" ? (written.string ?? (binding === "RoleBinding" ? own : undefined)) : undefined;
  return [{ kind, name, namespace, site: siteOf(item.at("name")) }];
}

function referrerIn(item: Field): readonly SubjectFacts[] {
  const [kind, namespace] = [item.at("kind").string, item.at("namespace").string];
  return kind && namespace ? [{ kind, name: "", namespace, site: siteOf(item.at("namespace")) }] : NONE;
}

function texts(words: readonly Word[]): readonly string[] {
  return words.length === 0 ? NONE : words.map(({ text }) => text);
}
