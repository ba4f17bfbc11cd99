// kubernetes: bootstrappolicy/policy.go: what view, edit and admin are made of; aggregation by label.
import { type Access, defineRule, grantOf, type PolicyRule, policyRulesOf, RBAC_GROUP, type Word } from "../../server/api.ts";
import { isSystemRole, titleOf } from "./_role.ts";

const WRITE = ["create", "update", "patch", "delete", "deletecollection"];
const RBAC = ["roles", "clusterroles", "rolebindings", "clusterrolebindings"];

/** What neither edit nor admin has by itself: it reaches beyond the namespace or beyond the holder. */
const BEYOND_ADMIN: readonly Access[] = [
  { groups: [RBAC_GROUP], resources: ["roles", "clusterroles"], verbs: ["escalate", "bind"] },
  { groups: [RBAC_GROUP], resources: ["clusterroles", "clusterrolebindings"], verbs: WRITE },
  { groups: [""], resources: ["users", "groups"], verbs: ["impersonate"] },
  { groups: [""], resources: ["nodes/proxy"], verbs: ["get", "create"] },
  { groups: [""], resources: ["persistentvolumes"], verbs: ["create"] },
  { groups: ["certificates.k8s.io"], resources: ["certificatesigningrequests/approval"], verbs: ["update", "patch"] },
  { groups: ["certificates.k8s.io"], resources: ["signers"], verbs: ["approve", "sign"] },
  {
    groups: ["admissionregistration.k8s.io"],
    resources: ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
    verbs: WRITE,
  },
];

const BEYOND_EDIT: readonly Access[] = [...BEYOND_ADMIN, { groups: [RBAC_GROUP], resources: RBAC, verbs: WRITE }];

const BEYOND_VIEW: readonly Access[] = [
  ...BEYOND_EDIT,
  { groups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] },
  { groups: [""], resources: ["pods/exec", "pods/attach", "pods/portforward"], verbs: ["get", "create"] },
];

export default defineRule({
  id: "aggregated-role-escalation",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role adds dangerous rights to view, edit or admin",
  why: "The label adds the rules to a role that is bound all over the cluster: everybody with view, edit or admin gets them at once, and no binding shows it.",
  ignoreWhen: "Never for view; for edit and admin if the holders of these roles are trusted with the right everywhere.",
  how: "Leave the rule out of the aggregated role and grant it in a role of its own.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles"],
  peers: ["kube-linter:access-to-secrets"],
  kinds: ["ClusterRole"],
  resource(role, { report }) {
    if (isSystemRole(role)) return;
    const labels = role.at("metadata", "labels");
    for (const target of ["view", "edit", "admin"] as const) {
      const label = labels.at(`rbac.authorization.k8s.io/aggregate-to-${target}`);
      if (label.string !== "true") continue;
      const word = policyRulesOf(role)
        .map((rule) => excess(rule, target))
        .find((found) => found !== undefined);
      if (!word) continue;
      report(
        label.pair,
        `${titleOf(role)} adds "${word.text}" on ${word.on} to ${target}: everybody who has ${target} gets it.`,
        {
          related: [{ message: "The right that goes too far.", at: word.at }],
        },
      );
      return; // edit has what view has, and admin what edit has
    }
  },
});

interface Excess extends Word {
  /** The resource that the word is about. */
  readonly on: string;
}

/** The right that a rule adds and that is out of place in the role. In view it is any right to write. */
function excess(rule: PolicyRule, target: "view" | "edit" | "admin"): Excess | undefined {
  if (rule.named) return undefined;
  const beyond = target === "view" ? BEYOND_VIEW : target === "edit" ? BEYOND_EDIT : BEYOND_ADMIN;
  for (const access of beyond) {
    const grant = grantOf(rule, access);
    const [verb] = grant?.verbs ?? [];
    if (grant && verb) return { ...verb, on: grant.resources[0]?.text ?? "" };
  }
  const write = target === "view" ? rule.verbs.find(({ text }) => text === "*" || WRITE.includes(text)) : undefined;
  const [resource] = rule.resources;
  return write && resource && { ...write, on: resource.text };
}
