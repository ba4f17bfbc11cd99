// CIS Kubernetes Benchmark 5.1.3; kubernetes: pkg/apis/rbac/v1/evaluation_helpers.go.
import { boolean, defineRule, policyRulesOf, strings } from "../../server/api.ts";
import { isBootstrapped, ROLES, titleOf } from "./_role.ts";
import { isCustom, powersOf, severityOf, spelledOut } from "./_wildcard.ts";

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
  presetOptions: { strict: { customGroups: true }, cis: { customGroups: true }, nsa: { customGroups: true } },
  options: {
    allowApiGroups: strings([], "API groups in which wildcards are accepted."),
    customGroups: boolean(
      false,
      "Whether rules about nothing but custom resources count too; an operator usually owns its groups.",
    ),
  },
  kinds: ROLES,
  needs: ["*"],
  resource(role, { options, report }) {
    if (isBootstrapped(role)) return;
    for (const rule of policyRulesOf(role)) {
      if (rule.apiGroups.every(({ text }) => options.allowApiGroups.includes(text) || (!options.customGroups && isCustom(text))))
        continue;
      const verb = rule.verbs.find(({ text }) => text === "*");
      if (verb) {
        const powers = powersOf(rule);
        const more = powers ? `${powers} included` : "those of later versions too";
        report(verb.at, `${titleOf(role)} grants every verb, ${more}.`, {
          ...(powers ? {} : { severity: "info" }),
          fixes: spelledOut(rule, verb),
        });
      }
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
