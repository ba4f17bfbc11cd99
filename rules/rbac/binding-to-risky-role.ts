// kubernetes: docs/concepts/security/rbac-good-practices.md ("Privilege escalation risks"); bootstrappolicy/policy.go for the built-in roles.
import { type AccessGrant, defineRule, grantsBy, grantsEverything, type IndexedObject, strings } from "../../server/api.ts";
import { holdersOf, inWords, isShipped, RARE_RIGHTS, RIGHTS, risksIn, wayTo, whoGets } from "./_chain.ts";

const BROAD = /^system:(?:authenticated|unauthenticated|anonymous|serviceaccounts(?::.*)?)$/;
const DEFAULT = /^system:serviceaccount:[^:]+:default$/;
const KINDS: readonly string[] = ["ServiceAccount", "User", "Group"];

export default defineRule({
  id: "binding-to-risky-role",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Binding to a role with dangerous rights",
  why: "The role looks harmless in the binding, but with one of its rights the subject gets further than what is written there: to the tokens of other accounts, into other pods, or to more rights for itself.",
  ignoreWhen: "The subject needs the right for its work, as an operator may: then keep it to the namespaces concerned.",
  how: "Take the right out of the role, name the objects in resourceNames, or bind the role in the namespaces where it is needed.",
  standards: ["cis:5.1.2", "cis:5.1.4"],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/#kubernetes-rbac-privilege-escalation-risks"],
  peers: [
    "kube-linter:access-to-secrets",
    "kube-linter:access-to-create-pods",
    "checkov:CKV2_K8S_1",
    "checkov:CKV2_K8S_2",
    "checkov:CKV2_K8S_3",
    "checkov:CKV2_K8S_4",
    "checkov:CKV2_K8S_5",
    "polaris:clusterrolebindingPodExecAttach",
    "polaris:rolebindingRolePodExecAttach",
    "polaris:rolebindingClusterRolePodExecAttach",
    "kics:service_account_allows_access_secrets",
  ],
  yieldsTo: ["binding-to-full-admin-role", "cluster-admin-binding", "admin-role-binding"],
  presetOptions: { strict: { permissions: RIGHTS }, cis: { permissions: RIGHTS } },
  options: {
    permissions: strings(RARE_RIGHTS, `The rights that count, of ${RIGHTS.join(", ")}.`),
    subjectKinds: strings(KINDS, "The kinds of subjects that count."),
  },
  workspace(object, index, { options, report }) {
    if (isShipped(object) || !object.subjects.some(({ kind }) => options.subjectKinds.includes(kind))) return;
    const grants = grantsBy(index, object);
    const role = object.references.find(({ field }) => field === "roleRef");
    if (!role || grants.some(({ permission }) => grantsEverything(permission))) return;
    const broad = object.subjects.some(isBroad);
    if (!broad && isEverydayUse(object, grants)) return;
    const risks = risksIn(grants, options.permissions);
    if (risks.length === 0) return;
    report(role.site, `${object.kind} "${object.name}" lets ${whoGets(object)} ${inWords(risks)}.`, {
      related: [...risks.flatMap(({ grant, step }) => wayTo(grant, step.by)), ...holdersOf(object)],
      ...(broad ? { severity: "error" } : {}),
    });
  },
});

/** Whether a subject is everybody, every account, or the account of every pod that names none. */
function isBroad({ kind, name }: IndexedObject["subjects"][number]): boolean {
  return kind === "ServiceAccount" ? name === "default" : BROAD.test(name) || DEFAULT.test(name);
}

/** The roles that every cluster has are made for one namespace, and there they are meant to be given. */
function isEverydayUse({ kind }: IndexedObject, grants: readonly AccessGrant<IndexedObject>[]): boolean {
  return kind === "RoleBinding" && grants[0]?.roles[0]?.at === undefined;
}
