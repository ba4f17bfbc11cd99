import { type Access, grantOf, type PolicyRule, RBAC_GROUP, type Word } from "../../server/api.ts";

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

/** The roles that others are added to by label, from the weakest to the strongest: each has what the one before has. */
export const AGGREGATES = ["view", "edit", "admin"] as const;

/** A verb that goes too far. */
export interface Excess extends Word {
  /** The resource that the word is about. */
  readonly on: string;
}

/** The right that a rule adds and that is out of place in the role. In view it is any right to write. */
export function excess(rule: PolicyRule, target: (typeof AGGREGATES)[number]): Excess | undefined {
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
