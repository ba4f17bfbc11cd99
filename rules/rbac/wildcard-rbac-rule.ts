// CIS Kubernetes Benchmark 5.1.3; kubernetes: pkg/apis/rbac/v1/evaluation_helpers.go.
import {
  type Access,
  append,
  boolean,
  type Context,
  defineRule,
  type Fix,
  grantOf,
  isBuiltInGroup,
  type PolicyRule,
  policyRulesOf,
  RBAC_GROUP,
  type Resource,
  remove,
  type Severity,
  strings,
  suggestion,
  type Word,
} from "../../server/api.ts";
import { isSystemRole, ROLES, titleOf } from "./_role.ts";

const VERBS = ["get", "list", "watch", "create", "update", "patch", "delete"];
const SPECIAL: readonly Access[] = [
  { groups: [RBAC_GROUP], resources: ["roles", "clusterroles"], verbs: ["escalate", "bind"] },
  { groups: [""], resources: ["serviceaccounts", "users", "groups"], verbs: ["impersonate"] },
  { groups: ["certificates.k8s.io"], resources: ["signers"], verbs: ["approve", "sign"] },
];
const POWERS: Readonly<Record<string, string>> = {
  roles: "escalate and bind",
  clusterroles: "escalate and bind",
  serviceaccounts: "impersonate",
  users: "impersonate",
  groups: "impersonate",
  signers: "approve and sign",
};
const READ: readonly string[] = ["get", "list", "watch"];

export default defineRule({
  id: "wildcard-rbac-rule",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Wildcard in a role",
  why: "A wildcard grants what exists today and whatever is added later: subresources such as pods/exec, the verbs escalate, bind and impersonate, and every resource of the next version. Nobody decides on that then.",
  ignoreWhen:
    "The holder works on kinds that cannot be known beforehand, such as a garbage collector, an autoscaler of custom resources or a GitOps controller.",
  how: "List the resources and verbs. `kubectl api-resources --api-group=GROUP` shows what there is.",
  standards: ["cis:5.1.3", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: [
    "kube-linter:wildcard-in-rules",
    "checkov:CKV_K8S_49",
    "trivy:KSV-0045",
    "trivy:KSV-0046",
    "trivy:KSV-0112",
    "kubescape:C-0187",
    "kics:rbac_wildcard_in_rule",
  ],
  fix: "suggestion",
  yieldsTo: ["full-admin-role"],
  presetOptions: { strict: { customGroups: true } },
  options: {
    allowApiGroups: strings([], "API groups in which wildcards are accepted."),
    customGroups: boolean(
      false,
      "Whether rules about nothing but custom resources count too; an operator usually owns its groups.",
    ),
  },
  kinds: ROLES,
  resource(role, { options, report }) {
    if (isSystemRole(role)) return;
    for (const rule of policyRulesOf(role)) {
      if (rule.apiGroups.every(({ text }) => options.allowApiGroups.includes(text) || (!options.customGroups && isCustom(text))))
        continue;
      const verb = rule.verbs.find(({ text }) => text === "*");
      if (verb) reportVerb(role, rule, verb, report);
      const resource = rule.resources.find(({ text }) => text === "*" || text.startsWith("*/"));
      if (resource)
        report(
          resource.at,
          `${titleOf(role)} grants ${resource.text === "*" ? "every resource, subresources included" : `${resource.text.slice(2)} of every resource`}.`,
          {
            severity: severityOf(rule, resource),
          },
        );
      const group = rule.apiGroups.find(({ text }) => text === "*");
      if (group) report(group.at, `${titleOf(role)} grants this in every API group.`, { severity: "info" });
    }
  },
});

/** To most resources every verb is the eight usual ones; to these it is more. */
function reportVerb(role: Resource, rule: PolicyRule, verb: Word, report: Context["report"]): void {
  const [special] = SPECIAL.flatMap((access) => grantOf(rule, access)?.resources ?? []);
  const more = special ? `, ${special.text === "*" ? "escalate, bind and impersonate" : POWERS[special.text]} included` : "";
  report(verb.at, `${titleOf(role)} grants every verb${more}${special ? "" : ", those of later versions too"}.`, {
    ...(special ? {} : { severity: "info" }),
    fixes: spelledOut(rule, verb),
  });
}

function isCustom(group: string): boolean {
  return group !== "*" && !isBuiltInGroup(group);
}

/** Reading what is neither a secret nor of the core group gives little away, and a subresource of all is one thing. */
function severityOf({ apiGroups, verbs }: PolicyRule, { text }: Word): Severity {
  if (text !== "*") return "info";
  const reads = verbs.every((verb) => READ.includes(verb.text));
  return reads && !apiGroups.some((group) => group.text === "" || group.text === "*") ? "info" : "warning";
}

function spelledOut({ verbs }: PolicyRule, { at }: Word): readonly Fix[] {
  const list = at.parent;
  if (verbs.length > 1 || !list || list.items().length > 1) return [];
  return [suggestion(`List the verbs: ${VERBS.join(", ")}`, ...VERBS.map((verb) => append(list, verb)), remove(at))];
}
